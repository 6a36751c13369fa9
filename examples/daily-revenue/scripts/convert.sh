#!/bin/sh
# convert.sh CLEAN RATES CURRENCY CONVERTED: joins the orders with the day's rates. Counts in whole cents and
# ten-thousandths of a rate, so that every awk gives the same digits.
set -eu
clean=$1 rates=$2 currency=$3 converted=$4
mkdir -p "$(dirname "$converted")"
awk -F, -v OFS=, -v currency="$currency" '
  FNR == 1 && NR == 1 { next }
  NR == FNR { rate[$1] = int($2 * 10000 + 0.5); next }
  !(currency in rate) { print "no rate for " currency > "/dev/stderr"; exit 50 }
  !($3 in rate) { print "no rate for " $3 " of order " $1 > "/dev/stderr"; exit 50 }
  { print $1, $2, int(int($4 * 100 + 0.5) * rate[$3] / rate[currency] + 0.5) }
' "$rates" "$clean" > "$converted.part"
mv "$converted.part" "$converted"
rows=$(awk 'END { print NR }' "$converted")
echo "$clean: $rows orders in $currency"
printf '{"file": "%s", "rows": %d}\n' "$converted" "$rows" > "$CONTINUO_OUTPUTS"
