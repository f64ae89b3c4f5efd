#!/usr/bin/env bash
# make demo: install, fill once, start web server and worker. make demo-vers: the same after throwing the data away.
source "$(dirname "${BASH_SOURCE[0]}")/omgeving.sh"
omgeving demo
BESTAND=var/trajecten.sqlite3
KLAAR=var/demo.klaar # the filling was finished
BEZIG=var/demo.bezig # we are filling a database that we made ourselves just now

scripts/installeer.sh
"$PY" scripts/draai_demo.py --alleen-poort
mkdir -p var/mail var/media staticfiles # WhiteNoise warns where the last one is missing

if [ "$DATABASE_URL" = "sqlite:///$WORTEL/$BESTAND" ]; then
    # Half a filling (broken off) is thrown away too: nobody has worked in it. Any other database is left as it is.
    if [ "${1:-}" = --vers ] || [ -e "$BEZIG" ]; then
        rm -rf "$BESTAND" "$BESTAND"-* var/mail/* var/media/* "$BEZIG"
    fi
    if [ ! -e "$BESTAND" ]; then
        rm -f "$KLAAR"
        touch "$BEZIG"
    fi
elif [ "${1:-}" = --vers ]; then
    stop_met "demo-vers gooit alleen de eigen database in var/ weg. Maak de database van DATABASE_URL zelf leeg."
else
    rm -f "$KLAAR" # it says nothing about another database; maak_demo itself looks whether there is data
fi

"$PY" manage.py migrate --verbosity 0
if [ ! -e "$KLAAR" ]; then
    echo "Demogegevens maken (alleen de eerste keer) ..."
    "$PY" manage.py maak_demo
    if [ "$DATABASE_URL" = "sqlite:///$WORTEL/$BESTAND" ]; then touch "$KLAAR"; fi
    rm -f "$BEZIG"
fi
exec "$PY" scripts/draai_demo.py
