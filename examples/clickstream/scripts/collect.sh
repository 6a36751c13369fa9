# The events of one hour: collect.sh PARTITION OUT
set -eu
hour=${1#*T}
mkdir -p "$2/raw"
awk -F, -v hour="$hour" 'NR > 1 && $1 == hour' data/events.csv > "$2/raw/.$1"
mv "$2/raw/.$1" "$2/raw/$1.csv"
printf '{"events": %d}\n' "$(wc -l < "$2/raw/$1.csv")" > "$CONTINUO_OUTPUTS"
