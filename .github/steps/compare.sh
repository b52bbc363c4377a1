#!/usr/bin/env bash
# Two machines built the same package: compare.sh FOLDER FOLDER
set -euo pipefail
if ! diff --unified "$1/SHA256SUMS" "$2/SHA256SUMS"; then
  echo "The two machines built different files: see above." >&2
  exit 1
fi
cmp "$1/package.tgz" "$2/package.tgz"
echo "Both machines built the same package: $(sha256sum <"$1/package.tgz" | cut -d ' ' -f 1)"
