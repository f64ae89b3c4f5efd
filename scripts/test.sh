#!/usr/bin/env bash
# test.sh snel : everything but the browser, on SQLite
# test.sh alles: the checks, the same tests, and then the whole suite with the browser on PostgreSQL. All of it runs to
# its end, so that one run shows every fault; any fault fails.
# test.sh uitrol: only the roll-out, from a clone to a running installation (docs/beheer.md).
source "$(dirname "${BASH_SOURCE[0]}")/omgeving.sh"
WAT="${1:?snel, alles of uitrol}"
GEGEVEN_DATABASE="${DATABASE_URL:-}"
unset DATABASE_URL

# As root on Debian what is missing is installed; anyone else is told what to install.
debian_pakketten() {
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installeren: $*"
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
    else
        stop_met "voor deze tests ontbreekt iets. Debian/Ubuntu: sudo apt-get install $*. $UITLEG"
    fi
}

zoek_chromium() {
    local naam
    for naam in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
        if [ -n "$naam" ] && command -v "$naam"; then return; fi
    done
    return 1
}

heeft_postgres() {
    [ -n "$GEGEVEN_DATABASE" ] || "$PY" -c 'import sys; sys.path.insert(0, "scripts")
import postgres_test; postgres_test.zoek_postgres()' 2>/dev/null
}

zorg_voor_browser_en_database() {
    UITLEG="Of zet CHROMIUM op het pad van een Chromium of Chrome."
    zoek_chromium >/dev/null || debian_pakketten chromium fonts-liberation fonts-dejavu-core
    CHROMIUM="$(zoek_chromium)" || stop_met "Chromium is niet gevonden, ook niet na installeren."
    export CHROMIUM
    UITLEG="Of zet DATABASE_URL op een lege PostgreSQL-database."
    heeft_postgres || debian_pakketten postgresql
    case "$GEGEVEN_DATABASE" in
        "" | postgres*) ;;
        *) stop_met "DATABASE_URL moet hier een PostgreSQL zijn; nu ${GEGEVEN_DATABASE%%:*}." ;;
    esac
}

PYTEST=("$PY" -m pytest -q -n auto --maxprocesses 4 --dist worksteal)

scripts/installeer.sh
omgeving test
if [ "$WAT" != snel ]; then zorg_voor_browser_en_database; fi
if [ "$WAT" = uitrol ]; then
    if [ -n "$GEGEVEN_DATABASE" ]; then export DATABASE_URL="$GEGEVEN_DATABASE"; fi
    exec "$PY" scripts/postgres_test.py "$PY" -m pytest -q -p no:randomly --durations=3 tests/uitrol
fi

uitkomst=0
if [ "$WAT" = alles ]; then scripts/check.sh || uitkomst=1; fi
echo "== SQLite, zonder browser =="
"${PYTEST[@]}" -m "not browser and not echt" || uitkomst=1

if [ "$WAT" = alles ]; then
    echo "== PostgreSQL, met browser =="
    if [ -n "$GEGEVEN_DATABASE" ]; then export DATABASE_URL="$GEGEVEN_DATABASE"; fi
    "$PY" scripts/postgres_test.py "${PYTEST[@]}" -m "not uitrol and not puur" || uitkomst=1
fi
exit "$uitkomst"
