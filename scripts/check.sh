#!/usr/bin/env bash
# Everything a tool can see without running the app. All checks run; any fault fails.
source "$(dirname "${BASH_SOURCE[0]}")/omgeving.sh"
scripts/installeer.sh
omgeving test
export DATABASE_URL="sqlite:///$WORTEL/var/controle.sqlite3"
mkdir -p var

uitkomst=0
controle() {
    local naam="$1"
    shift
    echo "== $naam"
    "$@" || { uitkomst=1; echo "-- FOUT in: $naam"; }
}

controle "ruff check" "$PY" -m ruff check --output-format concise .
controle "ruff format" "$PY" -m ruff format --check --output-format concise .
controle "djlint" "$VENV/bin/djlint" --lint --quiet templates
controle "mypy (regels)" "$PY" -m mypy
controle "ontbrekende migraties" "$PY" manage.py makemigrations --check --dry-run
controle "lagen" "$PY" -m pytest -q -p no:randomly tests/test_lagen.py
exit "$uitkomst"
