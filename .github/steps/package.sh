#!/usr/bin/env bash
# The package as it is published. TAG and REPOSITORY are the publisher's; AUTHOR and HOMEPAGE are set if he wants them.
set -euo pipefail
options=(--tag "$TAG" --repository "$REPOSITORY")
if [[ -n "${AUTHOR:-}" ]]; then options+=(--author "$AUTHOR"); fi
if [[ -n "${HOMEPAGE:-}" ]]; then options+=(--homepage "$HOMEPAGE"); fi
cargo xtask package "${options[@]}"
