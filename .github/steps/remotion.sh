#!/usr/bin/env bash
# If npm has a newer Remotion than the data: takes it in, and leaves the difference and a report in target/remotion.
set -euo pipefail
status=0
cargo xtask policies --check || status=$?
if [[ $status == 0 ]]; then exit 0; fi
# 1: the data is behind. Anything else is not known, and somebody should look.
if [[ $status != 1 ]]; then exit "$status"; fi
mkdir -p target/remotion
git diff --quiet
cargo xtask release 2>&1 | tee target/remotion/release.txt
version="$(node --print 'JSON.parse(fs.readFileSync("data/remotion.json", "utf8")).newest.version')"
git add --all
git diff --cached --binary >target/remotion/changes.patch
test -s target/remotion/changes.patch
passed=yes
cargo xtask test release 2>&1 | tee target/remotion/rehearsal.txt || passed=no
cargo xtask test host 2>&1 | tee target/remotion/host.txt || passed=no
{
  echo "\`cargo xtask release\` took in Remotion $version. Read the difference. If a permission is new, write its reason in"
  echo "\`src/remotion/requests.rs\`. Close and reopen this pull request to run its tests."
  if [[ $passed == no ]]; then echo; echo '**Tests failed: see the end of the reports.**'; fi
  for report in release rehearsal host; do
    printf '\n<details><summary>%s</summary>\n\n```text\n' "$report"
    # GitHub takes 65,536 characters.
    tail --bytes=16000 "target/remotion/$report.txt" | sed 's/```/` ` `/g'
    printf '\n```\n\n</details>\n'
  done
} >target/remotion/report.md
echo "version=$version" >>"$GITHUB_OUTPUT"
