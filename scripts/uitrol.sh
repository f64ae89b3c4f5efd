#!/usr/bin/env bash
# The steps from a clone to a running installation. The Dockerfile, docs/beheer.md and tests/uitrol use these same steps.
#   uitrol.sh wielen MAP          fetch what requirements/basis.txt locks, hashes checked, wheels only (no compiler)
#   uitrol.sh installeer MAP VENV a new VENV from those wheels: no network, hashes checked again
#   uitrol.sh npm                 node_modules from package-lock.json, without what only tests need
#   uitrol.sh static [PYTHON]     static/vendor from node_modules, then staticfiles/: hashed names, gzip and brotli
#   uitrol.sh migreren [PYTHON]   check --deploy (a warning is a fault), then bring the database up to date
# PYTHON defaults to python3; settings come from the environment or .env.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PYTHONDONTWRITEBYTECODE=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
STAP="${1:?wielen, installeer, npm, static of migreren}"
PYTHON_BASIS="${PYTHON:-python3}"

case "$STAP" in
    wielen)
        "$PYTHON_BASIS" -m pip download --quiet --only-binary :all: --no-deps --require-hashes \
            -r requirements/basis.txt --dest "${2:?map voor de wielen}"
        ;;
    installeer)
        "$PYTHON_BASIS" -m venv --without-pip "${3:?map voor de omgeving}"
        "$PYTHON_BASIS" -m pip --python "$3/bin/python" install --quiet --no-cache-dir --no-index \
            --find-links "${2:?map met wielen}" --no-deps --require-hashes -r requirements/basis.txt
        ;;
    npm)
        npm ci --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error
        ;;
    static)
        "${2:-$PYTHON_BASIS}" scripts/bouw_static.py
        OMGEVING=productie "${2:-$PYTHON_BASIS}" manage.py collectstatic --noinput --clear --verbosity 0
        ;;
    migreren)
        OMGEVING=productie "${2:-$PYTHON_BASIS}" manage.py check --deploy --fail-level WARNING
        OMGEVING=productie "${2:-$PYTHON_BASIS}" manage.py migrate --noinput
        ;;
    *)
        echo "FOUT: onbekende stap '$STAP'." >&2
        exit 2
        ;;
esac
