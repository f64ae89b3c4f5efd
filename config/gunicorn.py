"""Settings of the web server: `gunicorn -c config/gunicorn.py`. What differs per server comes from the environment.

This file imports nothing of the project: it is read by the parent process, which lives on when the workers are
replaced after an upgrade (SIGHUP).
"""

import json
import logging
import os
import sys
import time
from pathlib import Path

import environ
from gunicorn.glogging import Logger

_WORTEL = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(_WORTEL / ".env")


class _Json(logging.Formatter):
    """Lines of the web server itself, in the form of config/loggen.py."""

    converter = time.gmtime

    def format(self, record):
        regel = {
            "event": record.getMessage(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "timestamp": self.formatTime(record, "%Y-%m-%dT%H:%M:%SZ"),
        }
        if record.exc_info:
            regel["exception"] = self.formatException(record.exc_info)
        return json.dumps(regel, ensure_ascii=False)


class JsonLogger(Logger):
    """Everything as one line of JSON to standard output. An access line has no query string, address or browser."""

    def setup(self, cfg):
        super().setup(cfg)
        uit = logging.StreamHandler(sys.stdout)
        uit.setFormatter(_Json())
        self.error_log.handlers = [uit]
        kaal = logging.StreamHandler(sys.stdout)
        kaal.setFormatter(logging.Formatter("%(message)s"))
        self.access_log.handlers = [kaal]

    def access(self, resp, req, environ, request_time):
        from config.loggen import zonder_geheim  # in a worker: as new as the rest of the code

        regel = {
            "event": "toegang",
            "level": "info",
            "logger": "gunicorn.access",
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "methode": environ.get("REQUEST_METHOD"),
            "pad": zonder_geheim(environ.get("RAW_URI", "")),
            "status": int(str(resp.status).split(None, 1)[0]),
            "bytes": getattr(resp, "sent", None),
            "ms": round(request_time.total_seconds() * 1000),
            "pid": os.getpid(),
        }
        self.access_log.info(json.dumps(regel, ensure_ascii=False))


wsgi_app = "config.wsgi:application"
chdir = str(_WORTEL)
proc_name = "trajecten"
bind = env("WEB_ADRES", default="127.0.0.1:8000")  # systemd's own socket wins (uitrol/systemd)

# Threads: most of a request is waiting for the database. A worker is about 150 MB.
worker_class = "gthread"
workers = env.int("WEB_PROCESSEN", default=2)
threads = env.int("WEB_DRADEN", default=4)
preload_app = False  # SIGHUP reads the code anew
max_requests = 5000  # against slow leaks; not all workers at the same time
max_requests_jitter = 500

# The proxy in front opens a connection per request: one that is kept could be closed while a request is on its way.
keepalive = 0
timeout = 60  # seconds without a sign of life of a worker, not of a request
graceful_timeout = 30  # seconds that requests get to finish when a worker must stop
backlog = 512
limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190

forwarded_allow_ips = env("PROXY_ADRESSEN", default="127.0.0.1,::1")
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108  signs of life, never on disk
control_socket_disable = True
accesslog = "-"
errorlog = "-"
loglevel = env("LOGNIVEAU", default="INFO").lower()
logger_class = JsonLogger
