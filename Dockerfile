# The image of Trajecten: one image for web, worker, planner and the migration step (docker-compose.yml).
# Every step that does something is a step of scripts/uitrol.sh, which tests/uitrol runs without Docker too.
ARG PYTHON=python:3.11-slim-bookworm
ARG NODE=node:22-bookworm-slim

# --- What browsers load: from package-lock.json, with its hashes ------------------------------------------------------
FROM ${NODE} AS scherm
WORKDIR /bouw
COPY package.json package-lock.json .npmrc ./
COPY scripts/uitrol.sh scripts/
RUN bash scripts/uitrol.sh npm

# --- Python packages: wheels from requirements/basis.txt, with its hashes; no compiler --------------------------------
FROM ${PYTHON} AS bouw
WORKDIR /app
COPY scripts/uitrol.sh scripts/
COPY requirements/basis.txt requirements/
RUN bash scripts/uitrol.sh wielen /wielen && bash scripts/uitrol.sh installeer /wielen /venv
COPY . .
COPY --from=scherm /bouw/node_modules node_modules
RUN bash scripts/uitrol.sh static /venv/bin/python && rm -rf node_modules

# --- What runs: no pip of ours, no Node, no wheels; the code belongs to root and is only read -------------------------
FROM ${PYTHON} AS app
RUN groupadd --gid 10001 trajecten \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin trajecten \
    && install -d -o 10001 -g 10001 -m 0700 /app/var/media
WORKDIR /app
COPY --from=bouw /venv /venv
COPY --from=bouw /app /app
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    OMGEVING=productie \
    MEDIA_ROOT=/app/var/media
USER 10001:10001
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["python", "scripts/klopt_web.py"]
CMD ["gunicorn", "-c", "config/gunicorn.py"]
