#!/usr/bin/env bash
# The README's first command: the docs page is there, complete, and the program ends when it is told to.
set -euo pipefail
port="${PORT:-8000}"
cargo xtask serve --port "$port" &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
for _ in $(seq 900); do
  if page="$(curl --silent --fail "http://localhost:$port/")"; then
    grep --quiet '"Sid": "HandleQuotas"' <<<"$page"
    echo "The docs page is served, with the policies in it."
    exit 0
  fi
  kill -0 "$server"
  sleep 1
done
echo "No page was served within 15 minutes." >&2
exit 1
