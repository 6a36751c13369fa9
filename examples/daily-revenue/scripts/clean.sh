#!/bin/sh
# clean.sh RAW CLEAN: keeps each paid order once, trimmed and in one notation; counts what it drops.
set -eu
raw=$1 clean=$2
mkdir -p "$(dirname "$clean")"
counts=$(tr -d '\r' < "$raw" | awk -F, -v OFS=, -v clean="$clean.part" '
  BEGIN { printf "" > clean }
  NR == 1 { next }
  {
    for (i = 1; i <= NF; i++) gsub(/^[ \t]+|[ \t]+$/, "", $i)
    good = NF == 5 && $3 != "" && $4 ~ /^[0-9]+\.[0-9][0-9]$/ && $5 == "paid" && !seen[$1]++
    if (good) { print $1, tolower($2), toupper($3), $4 > clean; rows++ } else dropped++
  }
  END { printf "%d %d", rows, dropped }')
mv "$clean.part" "$clean"
rows=${counts% *} dropped=${counts#* }
echo "$raw: kept $rows orders, dropped $dropped lines"
printf '{"file": "%s", "rows": %d, "dropped": %d}\n' "$clean" "$rows" "$dropped" > "$CONTINUO_OUTPUTS"
