# make volumes    compiles this repository's own archive and verifies the result
# make help       lists all targets
# Each target sets up what it needs; only Python 3.11 and make must be installed beforehand.

PYTHON ?= python3
WORKERS ?= 2
SIZES ?= 100 1000 10000

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Each process has one half of the files, so that what a file needs is made once, and takes over from the other at the end.
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

# The tests start hundreds of processes. Each would compile the program again if none kept what it compiled.
test test-fast: export PYTHONDONTWRITEBYTECODE :=

.DELETE_ON_ERROR:
.PHONY: help volumes test test-fast bench check format docs site man setup lock sbom system ace jats opds preview clean

# Everything is installed from the locks, whose digests pip compares. What is published as sources only is built with
# what requirements/build.txt names, and so is archivist.
define install
	$(PIP) install --require-hashes --requirement requirements/build.txt
	$(PIP) install --require-hashes --no-build-isolation --requirement requirements/$(1).txt
	$(PIP) install --no-deps --no-build-isolation --editable .
endef

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

volumes: $(VENV)/runtime.stamp ace preview ## set everything up, compile this repository's archive into build/ and verify it
	$(BIN)/archivist compile
	$(BIN)/archivist verify --report build/verified.json

test: $(VENV)/dev.stamp ace jats opds preview ## set everything up, then run all tests
	$(PYTEST)

test-fast: $(VENV)/dev.stamp jats ## run a part of the tests, in about a minute
	$(PYTEST) --quick --durations=10 --durations-min=2 # whatever it lists needs the mark `slow`

check: $(VENV)/dev.stamp ## check style, types, imports between modules, and words
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python setup/plain_english.py

format: $(VENV)/dev.stamp ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/dev.stamp ## measure archivist beside other programs, and write docs/benchmarks.md (SIZES="100 1000")
	$(BIN)/python benchmarks/bench.py --sizes $(SIZES)

docs: $(VENV)/runtime.stamp ## generate the reference pages of docs/ from the code
	$(BIN)/python -m archivist.cli.reference docs

site: $(VENV)/dev.stamp ## make the manual as a web site, in build/site
	$(BIN)/python setup/make_site.py build/site

man: $(VENV)/runtime.stamp ## make manual pages for `man`, in build/man
	$(BIN)/python -m archivist.cli.man_pages build/man

setup: $(VENV)/runtime.stamp ## set up only what `volumes` needs

lock: $(VENV)/dev.stamp ## write the locks again (UPGRADE=--upgrade: with the newest versions), then the list of components
	setup/lock $(UPGRADE)
	$(MAKE) sbom

sbom: $(VENV)/dev.stamp ## write the list of components of the release
	$(BIN)/python setup/list_components.py requirements/release.cdx.json

system: # quick when nothing is missing, so it runs each time
	@PYTHON="$(PYTHON)" setup/system-packages

ace: $(VENV)/made.stamp # also quick; it never fails
	@setup/ace $(VENV)/ace

jats: $(VENV)/made.stamp # likewise
	@setup/jats $(VENV)/jats

opds: $(VENV)/made.stamp # likewise
	@setup/opds $(VENV)/opds

preview: $(VENV)/made.stamp # likewise
	@setup/preview $(VENV)/preview

# A stamp is newer than what it stands for; a step that failed leaves no stamp and runs again.
$(VENV)/made.stamp: | system
	"$(PYTHON)" -m venv --clear $(VENV)
	touch $@

$(VENV)/runtime.stamp: pyproject.toml requirements/build.txt requirements/release.txt $(VENV)/made.stamp | system
	$(call install,release)
	touch $@

$(VENV)/dev.stamp: pyproject.toml $(wildcard requirements/*.txt) $(VENV)/made.stamp | system
	$(call install,dev)
	$(PIP) install --require-hashes --no-deps --requirement requirements/validators.txt
	touch $(VENV)/runtime.stamp $@

clean: ## remove all generated files
	rm -rf build dist $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
