# make volumes    compiles this repository's own archive and verifies what came of it
# make help       names the rest
# Everything is set up as it is needed; nothing has to be installed by hand but Python 3.11 and make.

PYTHON ?= python3
WORKERS ?= 2

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DELETE_ON_ERROR:
.PHONY: help volumes test check format docs setup system ace clean

help: ## name the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

volumes: $(VENV)/runtime.stamp ace ## set everything up, then compile this repository's archive into build/ and verify it
	$(BIN)/archivist compile
	$(BIN)/archivist verify --report build/verified.json

test: $(VENV)/dev.stamp ace ## set everything up, then run all tests
	$(BIN)/python -m pytest -n $(WORKERS)

check: $(VENV)/dev.stamp ## style, types and the order of the modules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/dev.stamp ## put the code into its style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/runtime.stamp ## make the reference pages of docs/ from the code
	$(BIN)/python -m archivist.cli.reference docs

setup: $(VENV)/runtime.stamp ## what `volumes` needs, and no more

system: # quick when nothing is missing, so asked each time
	@PYTHON="$(PYTHON)" setup/system-packages

ace: $(VENV)/made.stamp # the same: quick, and never a failure
	@setup/ace $(VENV)/ace

# A stamp is younger than what it stands for; a step that failed leaves none and is done again.
$(VENV)/made.stamp: | system
	"$(PYTHON)" -m venv --clear $(VENV)
	touch $@

$(VENV)/runtime.stamp: pyproject.toml $(VENV)/made.stamp | system
	$(PIP) install --editable '.[verify]'
	touch $@

$(VENV)/dev.stamp: pyproject.toml $(VENV)/made.stamp | system
	$(PIP) install --editable '.[dev]'
	touch $(VENV)/runtime.stamp $@

clean: ## remove everything that was made
	rm -rf build dist $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
