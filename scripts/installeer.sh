#!/usr/bin/env bash
# Makes the isolated environment: .venv from the hash locks, node_modules, static/vendor.
# Does nothing when the locks did not change; each part keeps the hash it was made from.
source "$(dirname "${BASH_SOURCE[0]}")/omgeving.sh"

# --- Python -----------------------------------------------------------------------------------------------------------
zoek_python() {
    local kandidaat
    for kandidaat in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if "$kandidaat" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$kandidaat"
            return
        fi
    done
    stop_met "Python 3.11 of nieuwer is nodig en niet gevonden. Debian/Ubuntu: apt-get install python3 python3-venv."
}

maak_venv() {
    if [ -d "$VENV" ] && "$PY" -c 'import pip' 2>/dev/null; then
        return
    fi
    "$PYTHON_BASIS" -c 'import venv, ensurepip' 2>/dev/null ||
        stop_met "bij $PYTHON_BASIS ontbreekt venv of ensurepip. Debian/Ubuntu: apt-get install python3-venv."
    echo "Omgeving .venv maken ..."
    "$PYTHON_BASIS" -m venv --clear "$VENV"
}

pip_rustig() {
    "$PY" -m pip --disable-pip-version-check install --quiet --require-hashes "$@"
}

# uv takes seconds where pip takes a minute; where it cannot be had, pip installs the same lock.
installeer_slot() {
    if pip_rustig --only-binary :all: -r requirements/uv.txt &&
        "$PY" -m uv pip sync --quiet --python "$PY" --require-hashes "$@"; then
        return
    fi
    echo "uv lukt hier niet; verder met pip (dit duurt een minuut)."
    local argumenten=() slot
    for slot in "$@"; do argumenten+=(-r "$slot"); done
    pip_rustig "${argumenten[@]}"
}

# --- Do what is needed ------------------------------------------------------------------------------------------------
PYTHON_BASIS="$(zoek_python)"
maak_venv

sloten=(requirements/ontwikkel.txt)
systeem_npm || sloten+=(requirements/node.txt)
nu="$(afdruk requirements/uv.txt "${sloten[@]}") $("$PY" -c 'import sys; print(sys.version)')"
if [ "$nu" != "$(cat "$VENV/.slot" 2>/dev/null)" ]; then
    echo "Pakketten installeren uit ${sloten[*]} ..."
    installeer_slot "${sloten[@]}"
    echo "$nu" >"$VENV/.slot"
fi

nu="$(afdruk package.json package-lock.json .npmrc)"
if [ "$nu" != "$(cat node_modules/.slot 2>/dev/null)" ]; then
    echo "Bestanden voor het scherm ophalen met npm ..."
    npm_hier ci --ignore-scripts --no-audit --no-fund --loglevel=error
    echo "$nu" >node_modules/.slot
fi

nu="$(afdruk package-lock.json scripts/bouw_static.py)"
if [ "$nu" != "$(cat static/vendor/.slot 2>/dev/null)" ]; then
    "$PY" scripts/bouw_static.py
    echo "$nu" >static/vendor/.slot
fi
