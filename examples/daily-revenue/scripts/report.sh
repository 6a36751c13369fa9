#!/bin/sh
# report.sh CURRENCY REPORT CONVERTED...: revenue by day and country, and in all.
set -eu
currency=$1 report=$2
shift 2
for file in "$@"; do
  day=$(basename "$file" .csv)
  awk -F, -v OFS=, -v day="$day" '
    { orders[$2]++; cents[$2] += $3 }
    END { for (c in orders) print day, c, orders[c], cents[c] }
  ' "$file"
done | LC_ALL=C sort | awk -F, -v currency="$currency" '
  BEGIN { print "day,country,orders,revenue_" tolower(currency) }
  { printf "%s,%s,%d,%d.%02d\n", $1, $2, $3, int($4 / 100), $4 % 100; orders += $3; cents += $4 }
  END { printf "total,,%d,%d.%02d\n", orders, int(cents / 100), cents % 100 }
' > "$report.part"
mv "$report.part" "$report"
cat "$report"
awk -F, -v report="$report" '$1 == "total" {
  printf "{\"report\": \"%s\", \"orders\": %d, \"revenue\": \"%s\"}\n", report, $3, $4
}' "$report" > "$CONTINUO_OUTPUTS"
