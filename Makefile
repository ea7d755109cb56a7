# A fresh machine needs Python 3.11+, make and git. `make demo` and `make test` set up what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
JOBS ?= 2

.PHONY: setup demo test check fix lock bench resources accuracy clean

setup: $(READY)

# uv installs what requirements.lock pins by hash; where uv is not installed, pip brings it into the environment.
$(READY): requirements.lock pyproject.toml
	@echo "setting up $(VENV): what requirements.lock names, the English model too; some minutes, once"
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Variorum needs Python 3.11 or newer')"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(BIN)/uv || $(BIN)/python -m ensurepip >/dev/null
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet uv
	@VIRTUAL_ENV=$(abspath $(VENV)) $(BIN)/uv pip sync --quiet --require-hashes requirements.lock
	@VIRTUAL_ENV=$(abspath $(VENV)) $(BIN)/uv pip install --quiet --no-deps --editable .
	@touch $(READY)

demo: $(READY)
	$(BIN)/variorum demo $(if $(OPEN),--open)

check: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check
	$(BIN)/pytest -n $(JOBS) --dist loadgroup

fix: $(READY)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lock: $(READY)
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --all-extras --group dev pyproject.toml -o requirements.lock

bench: $(READY)
	$(BIN)/python benchmarks/speed.py

accuracy: $(READY)
	$(BIN)/python scripts/cards.py --gold ../shared/gold

clean:
	rm -rf $(VENV) demo build dist .pytest_cache .mypy_cache .ruff_cache
