# Every target makes the environment first where it is missing; a second run changes nothing that is up to date.
.DELETE_ON_ERROR:
.PHONY: help setup demo test check bench docs picture pictures requirements
VENV := .venv
BIN := $(VENV)/bin
CORE_READY := $(VENV)/ready-core
DEV_READY := $(VENV)/ready-dev

help:  ## say what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 22

setup: $(CORE_READY)  ## make .venv with .venv/bin/homeward in it
	@echo "Ready: $(BIN)/homeward --help"

demo: $(CORE_READY)  ## read examples/, show the cases and serve them to a browser (not with SERVE=no)
	@BIN=$(BIN) SERVE=$(SERVE) sh examples/demo.sh

test: $(DEV_READY)  ## run the tests; says which ones it skipped and why
	$(BIN)/pytest

check: $(DEV_READY)  ## format, lint, types, imports, docs, and the wheel that users would get
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/mkdocs build --strict --quiet --site-dir build/docs
	$(BIN)/python tools/check_wheel.py

bench: $(CORE_READY)  ## print the figures on quality and speed
	@for script in bench/*.py; do echo "== $$script"; $(BIN)/python "$$script" || exit 1; done

docs: $(DEV_READY)  ## build the documentation into build/docs
	$(BIN)/mkdocs build --strict --quiet --site-dir build/docs
	@echo "Open build/docs/index.html"

pictures: $(DEV_READY)  ## take the pictures of the pages that README shows; needs chromium
	BIN=$(BIN) SERVE=no sh examples/demo.sh >/dev/null
	$(BIN)/python tools/take_pictures.py

picture: $(CORE_READY)  ## draw the case file that README shows, and the exchange in docs/
	$(BIN)/python docs/pictures/draw_case.py
	$(BIN)/homeward exchange examples/positions/ankara-2024.yaml --picture docs/pictures/exchange.svg

requirements: $(DEV_READY)  ## pin what pyproject.toml asks for, with hashes
	$(BIN)/python -m pip install --quiet pip-tools
	for extra in "" dev bench; do \
	  CUSTOM_COMPILE_COMMAND="make requirements" $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	    --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options \
	    $${extra:+--extra $$extra --constraint requirements.txt} \
	    --output-file requirements$${extra:+-$$extra}.txt pyproject.toml || exit 1; \
	done

$(CORE_READY): requirements.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(DEV_READY): requirements-dev.txt $(CORE_READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

$(BIN)/python:
	@sh tools/make_environment.sh $(VENV)
