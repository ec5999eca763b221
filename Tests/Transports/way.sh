#!/usr/bin/env bash
# A password grant's way to a token: the product files that one request over HttpClient runs through, with the length of each.
# A file counts if the test in PasswordGrantWay.cs executes a line of it; a file without code, such as an enum or a delegate, does not.
#
#   Tests/Transports/way.sh                 the table
#   Tests/Transports/way.sh FILES LINES     fails if there are more files than FILES, or a file has more lines than LINES
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
most_files=${1:-}
most_lines=${2:-}

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

# Only the one test may call the product: discovery would as well, if it listed the cases of theories. CI is unset because a build for CI
# hides where the checkout is.
env -u CI dotnet test "$here" --filter 'FullyQualifiedName~PasswordGrantWay' --results-directory "$results" \
  --collect 'XPlat Code Coverage;Format=lcov' -- xUnit.PreEnumerateTheories=false \
  > "$results/log" 2>&1 || { cat "$results/log" >&2; exit 1; }

report=$(find "$results" -name coverage.info)
[[ -f $report ]] || { cat "$results/log" >&2; echo 'way.sh: the run left no coverage report.' >&2; exit 1; }

# lcov: SF:path begins a file, DA:line,hits is a line of it.
files=$(awk -F '[:,]' '
  /^SF:/ { file = substr($0, 4) }
  /^DA:/ && $3 > 0 { seen[file] = 1 }
  END { for (file in seen) print file }' "$report" \
  | sed -n "s|^$root/||p" | grep -E '^(Core|Transports)/' | grep -v '/obj/' | LC_ALL=C sort) || true
[[ -n $files ]] || { echo 'way.sh: the run executed no product file.' >&2; exit 1; }

cd "$root"
count=0 longest=0 total=0
while read -r file; do
  lines=$(wc -l < "$file")
  printf '%5d  %s\n' "$lines" "$file"
  count=$((count + 1)) total=$((total + lines))
  (( lines <= longest )) || longest=$lines
done <<< "$files"
printf '%5d  total\n' "$total"
echo "$count files, longest $longest lines"

if (( count > ${most_files:-$count} || longest > ${most_lines:-$longest} )); then
  echo "way.sh: at most ${most_files:-any number of} files and ${most_lines:-any number of} lines are allowed." >&2
  exit 1
fi
