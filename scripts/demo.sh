#!/usr/bin/env bash
# make demo: install, fill once, start web server and worker. make demo-vers: the same after throwing the data away.
source "$(dirname "${BASH_SOURCE[0]}")/omgeving.sh"
omgeving demo
EIGEN_DATABASE="sqlite:///$WORTEL/var/trajecten.sqlite3"
KLAAR=var/demo.klaar

gooi_weg() {
    rm -rf var/trajecten.sqlite3 var/trajecten.sqlite3-* var/mail var/media "$KLAAR"
}

scripts/installeer.sh
"$PY" scripts/draai_demo.py --alleen-poort

if [ "$DATABASE_URL" = "$EIGEN_DATABASE" ]; then
    # Without the mark an earlier filling was broken off half-way: nobody has worked in that data yet.
    if [ "${1:-}" = --vers ] || [ ! -e "$KLAAR" ]; then gooi_weg; fi
elif [ "${1:-}" = --vers ]; then
    stop_met "demo-vers gooit alleen de eigen database in var/ weg. Maak ${DATABASE_URL%%:*} zelf leeg, of haal DATABASE_URL weg."
fi

mkdir -p var/mail var/media
"$PY" manage.py migrate --verbosity 0
if [ ! -e "$KLAAR" ] || [ "$DATABASE_URL" != "$EIGEN_DATABASE" ]; then
    echo "Demogegevens maken (alleen de eerste keer) ..."
    "$PY" manage.py maak_demo
    if [ "$DATABASE_URL" = "$EIGEN_DATABASE" ]; then date >"$KLAAR"; fi
fi
exec "$PY" scripts/draai_demo.py
