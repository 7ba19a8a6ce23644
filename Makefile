# make run · test · test-long · test-full · check · bench: each sets up what it needs, once.
# For who works on the models: train-reader · bench-quality, with DATA=folder of the public sets.
# Needs Python 3.11 or later (PYTHON=python3.12 to choose one) and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STORE ?= store
DATA ?= ../shared/data
TRAINED ?= ../trained
SEED := seeds/000_ca0c105529416220.txt

# torch for the CPU: from PIP_FIND_LINKS where that is set, else from the index of CPU builds that
# uv knows, else whatever the package index has.
INSTALL := $(BIN)/uv pip install --quiet --python $(BIN)/python
ifdef PIP_FIND_LINKS
TORCH := --find-links $(PIP_FIND_LINKS)
else
TORCH := --torch-backend=cpu
endif

# Bytecode is kept: without it every command line, and every one that a test runs, compiles anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test test-long test-full check bench bench-quality train-reader model requirements clean

run: $(VENV)/installed model
	@$(BIN)/sourceline index $(SEED) --store $(STORE)
	@exec $(BIN)/sourceline serve --store $(STORE)

test: $(VENV)/developing model
	$(BIN)/python -m pytest -n 2 -m "not long and not full" tests

test-long: $(VENV)/developing model
	$(BIN)/python -m pytest -n 2 -m long tests

test-full: $(VENV)/developing model
	$(BIN)/python -m pytest -m full tests

check: $(VENV)/developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/developing model
	$(BIN)/python -m bench.peak
	$(BIN)/python -m bench.embedder
	$(BIN)/python -m bench.cold_start
	$(BIN)/python -m bench.search

bench-quality: $(VENV)/developing model
	$(BIN)/python -m bench.quality $(if $(SAMPLE),--sample $(SAMPLE))

# Goes on where it was stopped. Checkpoints lie outside the tree.
train-reader: $(VENV)/developing model
	$(BIN)/python -m training.train --out $(TRAINED)/first --data $(DATA) --scale 1.8 --steps 3600
	$(BIN)/python -m training.train --begin $(TRAINED)/first/final --out $(TRAINED)/second \
		--data $(DATA) --seed 2 --rate 7e-5 --scale 1.25
	$(BIN)/python -m models.build --reader $(TRAINED)/second/final/reader.safetensors
	$(BIN)/python -m training.calibrate --data $(DATA)

model: $(VENV)/installed
	@$(BIN)/python -m models.build

$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	@echo "setting up (once; a minute or two)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

$(VENV)/installed: $(BIN)/uv requirements.txt
	@$(INSTALL) $(TORCH) -r requirements.txt || $(INSTALL) -r requirements.txt
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/developing: $(VENV)/installed requirements-dev.txt
	@$(INSTALL) $(TORCH) -r requirements-dev.txt || $(INSTALL) -r requirements-dev.txt
	@touch $@

# A local build says +cpu, which the package index does not have; CUDA is for builds not used here.
requirements: $(BIN)/uv
	$(BIN)/uv pip compile --quiet --no-annotate --no-header $(TORCH) --no-emit-find-links \
		--python-version 3.11 --universal pyproject.toml --extra dev -o requirements-dev.txt
	$(BIN)/uv pip compile --quiet --no-annotate --no-header $(TORCH) --no-emit-find-links \
		--python-version 3.11 --universal pyproject.toml -c requirements-dev.txt -o requirements.txt
	sed -i -e 's/+cpu//' -e '/^nvidia-/d' -e '/^cuda-/d' -e '/^triton/d' requirements*.txt

clean:
	rm -rf $(VENV) models/built build store
