# symflow: every task by name. Needs Python 3.11 or newer with pip, and make; `make help` lists the targets.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet install

# An environment made elsewhere (a copied tree), or by another PYTHON than the one asked for by name, is made anew.
ASKED := $(if $(filter file,$(origin PYTHON)),*,'$(PYTHON)')
STALE := $(shell case "$$(cat $(VENV)/.place 2>/dev/null)" in ('$(CURDIR): '$(ASKED)) ;; (*) echo anew ;; esac)

.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: anew help verify test check bench bench-full docs site coq soak mutants clean

help:
	@echo 'make verify    verify every claim and print the table of verdicts'
	@echo 'make test      run the tests'
	@echo 'make check     format, lint, types, layers, doctests, generated pages, commands of the README'
	@echo 'make coq       build the formal library with Coq, close every printed goal, check the axioms'
	@echo '               (make ends with 2 whatever fails; python tools/coq.py tells apart: 1 not closed, 3 no coqc)'
	@echo 'make docs      write docs/claims, docs/api.md, docs/commands.md, docs/gallery and a table of docs/experiments.md anew'
	@echo 'make site      build the documentation as pages of HTML, in build/site; any warning is an error'
	@echo 'make bench     error and time beside those of others, in a few minutes (make bench-full: all of docs/benchmarks.md)'
	@echo 'make soak      long property runs'
	@echo 'make mutants   plant errors in the definitions, in the checker and in the verdicts, and see them caught (hours;'
	@echo '               make mutants SAMPLE=600: so many of those in the checker and the verdicts)'
	@echo 'make clean     remove everything that was built, .venv included'
	@echo 'Another interpreter: make PYTHON=python3.12 verify'

verify: $(VENV)/.base
	@$(BIN)/symflow verify

test: $(VENV)/.base
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

check: $(VENV)/.dev
	@echo '[1/7] format'
	@$(BIN)/ruff format --check .
	@echo '[2/7] lint'
	@$(BIN)/ruff check .
	@echo '[3/7] types'
	@$(BIN)/mypy
	@echo '[4/7] import layers'
	@$(BIN)/lint-imports --no-logo --no-cache
	@$(BIN)/python -m pytest --quiet tests/gates/test_layers.py
	@echo '[5/7] doctests'
	@$(BIN)/python -m pytest --quiet --doctest-modules --ignore-glob='*/__main__.py' src/symflow
	@echo '[6/7] generated pages and tables'
	@$(BIN)/python tools/theory.py --check
	@$(BIN)/python tools/reference.py --check
	@$(BIN)/python tools/trust.py --check
	@$(BIN)/python tools/names.py --check
	@$(BIN)/python tools/schema.py --check
	@echo '[7/7] README commands'
	@$(BIN)/python tools/readme.py --check

soak: $(VENV)/.base
	@$(BIN)/python -m symflow.testing.soak
	@mkdir -p build
	@$(BIN)/python -m symflow.testing.containment --file build/containment.json
	@$(BIN)/python -m symflow.testing.landscape --file build/landscape.json

bench: $(VENV)/.bench
	@$(BIN)/python -m benchmarks

bench-full: $(VENV)/.bench
	@$(BIN)/python -m benchmarks --profile page

mutants: $(VENV)/.mutants
	@$(BIN)/python -m pytest --quiet tests/mutants
	@$(BIN)/python tools/mutation.py $(if $(SAMPLE),--sample $(SAMPLE))

docs: $(VENV)/.docs
	@$(BIN)/python tools/theory.py
	@$(BIN)/python tools/reference.py
	@$(BIN)/python tools/gallery.py
	@$(BIN)/python tools/experiments.py

site: $(VENV)/.site
	@$(BIN)/python -m sphinx --quiet --fail-on-warning --keep-going --nitpicky --fresh-env \
	  --doctree-dir build/doctrees docs build/site
	@echo 'The site is in build/site; open build/site/index.html'

coq: $(VENV)/.base
	@$(BIN)/python tools/coq.py

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- the environment ---

$(VENV)/.base: pyproject.toml requirements/base.txt $(STALE)
	@$(call need_python)
	@rm -rf $(VENV)
	@echo 'Setting up $(VENV) ...'
	@$(call make_venv)
	@$(PIP) --requirement requirements/base.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@echo '$(CURDIR): $(PYTHON)' >$(VENV)/.place
	@touch $@

$(VENV)/.dev: $(VENV)/.base requirements/dev.txt
	@echo 'Adding the tools of make check ...'
	@$(PIP) --requirement requirements/dev.txt
	@touch $@

$(VENV)/.docs: $(VENV)/.base requirements/docs.txt
	@echo 'Adding what draws pictures ...'
	@$(PIP) --requirement requirements/docs.txt
	@touch $@

$(VENV)/.site: $(VENV)/.docs requirements/site.txt
	@echo 'Adding the site, notebooks and sweeps ...'
	@$(PIP) --requirement requirements/site.txt
	@touch $@

$(VENV)/.mutants: $(VENV)/.base requirements/mutants.txt
	@echo 'Adding what plants errors ...'
	@$(PIP) --requirement requirements/mutants.txt
	@touch $@

# A competitor that cannot be installed here is left out; its cells say so.
$(VENV)/.bench: $(VENV)/.docs requirements/bench.txt
	@echo 'Adding the competitors of make bench ...'
	@for one in $$(grep -v '^[#-]' requirements/bench.txt); do \
	  $(PIP) --no-deps "$$one" || echo "$$one cannot be installed here and is left out" >&2; done
	@touch $@

define need_python
found=$$('$(PYTHON)' -V 2>&1) || found='$(PYTHON) not found'; \
'$(PYTHON)' -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
  echo "symflow needs Python 3.11 or newer ($$found); choose one by name: make PYTHON=python3.12 ..." >&2; exit 3; }
endef

# Where ensurepip is missing, the pip of PYTHON fills an environment made without one.
define make_venv
'$(PYTHON)' -m venv $(VENV) >/dev/null 2>&1 || { \
  rm -rf $(VENV); \
  '$(PYTHON)' -m venv --without-pip $(VENV) >/dev/null 2>&1 && \
  '$(PYTHON)' -m pip --quiet --quiet --python $(BIN)/python install pip >/dev/null 2>&1; } || { \
  rm -rf $(VENV); \
  echo 'symflow cannot make $(VENV) with $(PYTHON); install its venv module (Debian: apt-get install python3-venv)' >&2; exit 3; }
endef
