#!/usr/bin/env bash
# A branch with the changes of target/remotion, and a pull request; the branch of last week's is written over.
set -euo pipefail
if [[ ! "$VERSION" =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]]; then
  echo "\`$VERSION\` is no version." >&2
  exit 1
fi
base="$(git symbolic-ref --short HEAD)"
branch="remotion-$VERSION"
title="Add Remotion $VERSION"
git switch --quiet --create "$branch"
git apply --index target/remotion/changes.patch
git -c user.name='github-actions[bot]' -c user.email='41898282+github-actions[bot]@users.noreply.github.com' \
  commit --quiet --message "$title"
git push --quiet --force origin "$branch"
if [[ -n "$(gh pr list --head "$branch" --state open --json number --jq '.[].number')" ]]; then
  gh pr edit "$branch" --body-file target/remotion/report.md
else
  gh pr create --base "$base" --head "$branch" --title "$title" --body-file target/remotion/report.md
fi
