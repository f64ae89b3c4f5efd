# Short on purpose: what is longer than a line lives in scripts/. `make` alone shows this list.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help demo demo-vers test test-snel proef-uitrol check lock schermbeelden bench-inlezen bench-lijst

help: ## deze lijst
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

demo: ## start de demo op http://localhost:8000 (andere poort: PORT=8001 make demo)
	@scripts/demo.sh

demo-vers: ## gooi de demogegevens weg en begin opnieuw
	@scripts/demo.sh --vers

test: ## controles en alle tests: SQLite, daarna PostgreSQL met browser (ruim veertig minuten op twee cores)
	@scripts/test.sh alles

test-snel: ## dagelijks: SQLite, zonder browser
	@scripts/test.sh snel

proef-uitrol: ## van kloon tot draaiende installatie, zonder Docker: dezelfde stappen als de Dockerfile
	@scripts/test.sh uitrol

check: ## stijl, types, sjablonen, ontbrekende migraties, lagen
	@scripts/check.sh

lock: ## werk requirements/*.txt en package-lock.json bij vanuit pyproject.toml en package.json
	@scripts/lock.sh

bench-inlezen: ## meet het inlezen van 2.500 en 20.000 rijen op PostgreSQL; schrijft docs/prestaties.md
	@scripts/bench.sh inlezen

bench-lijst: ## meet de kandidatenlijst bij 1.000, 10.000 en 100.000 kandidaten; schrijft docs/prestaties.md
	@scripts/bench.sh lijst

schermbeelden: ## maak de schermafbeeldingen in docs/beeld opnieuw (Chromium nodig)
	@scripts/installeer.sh && .venv/bin/python scripts/maak_schermbeelden.py
