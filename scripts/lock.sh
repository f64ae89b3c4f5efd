#!/usr/bin/env bash
# Makes the locks anew: hashes, for every platform, without the addresses of registries. Look at the diff before committing.
source "$(dirname "${BASH_SOURCE[0]}")/omgeving.sh"
scripts/installeer.sh

slot() {
    local doel="$1"
    shift
    "$PY" -m uv pip compile --quiet --upgrade --python-version 3.11 --universal --generate-hashes \
        --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" -o "requirements/$doel.txt" "$@"
}

"$PY" -c 'import uv' 2>/dev/null || stop_met "make lock heeft uv nodig, en dat kon hier niet worden geinstalleerd."
slot basis pyproject.toml
slot ontwikkel pyproject.toml --group test --group check
slot uv --group pyproject.toml:uv
slot node --group pyproject.toml:node
npm_hier install --package-lock-only --ignore-scripts --no-audit --no-fund --loglevel=error
if grep -nE '"resolved"' package-lock.json; then stop_met "package-lock.json bevat adressen; zie .npmrc."; fi
