# Views by page of one day, from the hours that are there: facts.sh DAY OUT
set -eu
mkdir -p "$2/raw" "$2/facts"
find "$2/raw" -name "$1T??.csv" | sort | xargs cat /dev/null \
  | awk -F, '{ views[$3]++ } END { for (page in views) print page "," views[page] }' | sort > "$2/facts/.$1"
mv "$2/facts/.$1" "$2/facts/$1.csv"
awk -F, '{ views += $2 } END { printf "{\"views\": %d}\n", views }' "$2/facts/$1.csv" > "$CONTINUO_OUTPUTS"
