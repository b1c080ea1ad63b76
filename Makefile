# `make demo` builds the demo study and says where its briefing lies; `make test` checks everything.
# Both start from nothing but python3 (3.11 or newer), pip and make; a second run installs nothing.

PYTHON ?= python3
WORKERS ?= 2
PYTEST_ARGS ?=

UV := .bootstrap/bin/uv
UV_COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

# A browser is wished for on a desk and required in CI, which must not be green because nothing ran.
ifeq ($(CI),true)
export COLLABSTUDY_REQUIRE_BROWSER ?= 1
endif
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV PYTHONDONTWRITEBYTECODE
export UV_SYSTEM_CERTS ?= 1

# uv takes seconds where pip takes minutes; where uv cannot be had, or cannot reach the index that pip is set up for,
# pip does the same work. Both install exactly what is named, without asking for dependencies.
define install
@{ test -x $(UV) && $(UV) pip install --quiet --python .venv/bin/python --no-deps $(1) 2>/dev/null; } \
	|| { echo "  with pip, as uv cannot do it here: $(1)"; \
	$(PYTHON) -m pip --python .venv/bin/python install --quiet --root-user-action=ignore --disable-pip-version-check --no-deps $(1); }
endef

.DEFAULT_GOAL := help
.PHONY: help install demo test lint programs bench lock clean distclean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' Makefile

install: .venv/.installed ## put the package and all it needs into .venv

demo: install ## build the demo study and say where the briefing lies
	@.venv/bin/collabstudy demo build/demo

test: .venv/.installed-test programs lint ## run everything that CI runs
	.venv/bin/python -m pytest -n $(WORKERS) --dist loadfile $(PYTEST_ARGS)

lint: .venv/.installed-test ## ruff (rules and format) and mypy
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy

programs: ## Chromium, a font, a reader of .doc and npm, where apt can install them
	@sh .ci/programs

bench: .venv/.installed-test ## run the benchmarks
	.venv/bin/python -m benchmarks all

lock: $(UV) ## resolve everything anew (make lock UPGRADE=--upgrade for the newest versions)
	$(UV_COMPILE) $(UPGRADE) --all-extras --excludes locks/excludes.txt -o requirements.lock pyproject.toml
	$(UV_COMPILE) $(UPGRADE) --group test --group bench -c requirements.lock -o locks/test.lock
	$(UV_COMPILE) $(UPGRADE) -o locks/bootstrap.lock locks/bootstrap.in

clean: ## remove what was built and the caches
	rm -rf build dist .collabstudy .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests notebooks -name __pycache__ -prune -exec rm -rf {} +

distclean: clean ## remove the installation too
	rm -rf .venv .bootstrap

.venv/.installed: requirements.lock pyproject.toml locks/bootstrap.lock
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit(1)' || { \
		echo "$(PYTHON) is" "$$($(PYTHON) --version 2>&1 || true)"; \
		echo "  hint: collabstudy needs Python 3.11 or newer; name one: make PYTHON=python3.12 install"; exit 1; }
	@$(PYTHON) -m pip --version >/dev/null 2>&1 || { \
		echo "$(PYTHON) has no pip"; echo "  hint: install it, on Debian and Ubuntu: apt-get install python3-pip"; exit 1; }
	@.venv/bin/python -c '' 2>/dev/null || $(PYTHON) -m venv --clear .venv >/dev/null 2>&1 \
		|| $(PYTHON) -m venv --clear --without-pip .venv
	@test -x $(UV) || $(MAKE) --no-print-directory $(UV) || true
	@echo "installing into .venv (about 1.4 GB) ..."
	$(call install,--require-hashes -r requirements.lock)
	$(call install,-e .)
	@touch $@

.venv/.installed-test: .venv/.installed locks/test.lock
	@echo "installing what the tests need into .venv ..."
	$(call install,--require-hashes -r locks/test.lock)
	@touch $@

$(UV): locks/bootstrap.lock
	@$(PYTHON) -m pip install --quiet --root-user-action=ignore --disable-pip-version-check --upgrade \
		--target .bootstrap --no-deps --require-hashes -r locks/bootstrap.lock
	@touch $@
