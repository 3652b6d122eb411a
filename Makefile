.DEFAULT_GOAL := help
BIN := .venv/bin
PY := $(BIN)/python
T ?=
DIR ?= out

.PHONY: help setup dev spark try test check golden bench law lock clean

help: ## this menu
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-8s %s\n",$$1,$$2}' $(MAKEFILE_LIST)

setup: .venv/.run ## the environment in .venv, with .venv/bin/tocsin (the other targets do this themselves)
dev: .venv/.dev ## the environment with what tests and checks need
spark: .venv/.spark ## the environment with Spark too (wants Java 17)

.venv/.run: requirements/run.lock pyproject.toml
	python3 -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(COMPILED)
	@touch $@
.venv/.dev: .venv/.run requirements/dev.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@touch $@
.venv/.spark: .venv/.dev requirements/spark.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --no-build-isolation --require-hashes -r requirements/spark.lock
	@touch $@

try: setup ## the Domino's drill of June 2014 at full size; the report is left in out/ (make try DIR=elsewhere)
	$(BIN)/tocsin drill $(DIR)
test: dev ## the tests (make test T=tests/linkage)
	$(COMPILED)
	$(PY) -m pytest $(T)
check: dev ## all that CI runs: format, lint, types, floors, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(COMPILED)
	$(PY) -m pytest
golden: dev ## rewrite the golden files, then show what changed
	$(PY) -m pytest -n0 --golden tests/report tests/cli
	git diff --stat tests/golden tests/cli
bench: dev ## the figures of the README, measured again
	$(COMPILED)
	$(PY) -m bench
law: setup ## the rows of law that must be read again, or that nobody has verified
	$(PY) -m tocsin.law.stale
lock: dev ## pin the versions again, with hashes and no address
	$(BIN)/pip-compile $(LOCK) --output-file requirements/run.lock pyproject.toml
	$(BIN)/pip-compile $(LOCK) --extra dev --output-file requirements/dev.lock pyproject.toml
	$(BIN)/pip-compile $(LOCK) --extra dev --extra spark --output-file requirements/spark.lock pyproject.toml
clean: ## remove the environment and what the drill left
	rm -rf .venv out build src/*.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

# Bytecode beforehand, as pip makes it of a package: what reads untrusted files writes none, and would compile anew each time.
COMPILED := $(PY) -m compileall -q src

LOCK := --quiet --generate-hashes --allow-unsafe --strip-extras --no-header --no-annotate --no-emit-index-url \
	--no-emit-trusted-host --no-emit-find-links --no-emit-options
