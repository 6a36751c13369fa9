# Views by page of one ISO week, from the days that are there: report.sh WEEK OUT
set -eu
mkdir -p "$2/facts" "$2/reports"
for file in "$2"/facts/*.csv; do
  [ -e "$file" ] || continue
  day=$(basename "$file" .csv)
  [ "$(date -d "$day" +%G-W%V)" != "$1" ] || cat "$file"
done | awk -F, '{ views[$1] += $2 } END { for (page in views) print page "," views[page] }' | sort > "$2/reports/.$1"
mv "$2/reports/.$1" "$2/reports/$1.csv"
awk -F, '{ views += $2 } END { printf "{\"views\": %d}\n", views }' "$2/reports/$1.csv" > "$CONTINUO_OUTPUTS"
