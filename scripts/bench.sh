#!/usr/bin/env bash
# bench.sh inlezen|lijst: measures one thing on a throw-away PostgreSQL and writes its section of docs/prestaties.md.
source "$(dirname "${BASH_SOURCE[0]}")/omgeving.sh"
WAT="${1:?inlezen of lijst}"
scripts/installeer.sh
omgeving test
unset DATABASE_URL
exec "$PY" scripts/postgres_test.py "$PY" "scripts/bench_$WAT.py"
