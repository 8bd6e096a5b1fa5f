PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest --durations=30
# Two processes, each with neighbours of the table: what is worked out for an exercise is worked out by one of them.
BOTH := -n 2 --dist worksteal
# The files that have timed tests: to collect all of them takes ten seconds.
TIMED = $$(grep -rl --include="test_*.py" mark.timed tests)

.PHONY: demo test test-all coverage test-slow test-pages test-courses test-quiz test-gpu lint docs changelog clean

# One right and two wrong submissions, each given its name: an error of the source notes in sigmoid's derivative, and one in Adam.
demo: $(VENV)/ready
	$(BIN)/grader check sigmoid solutions/activations/sigmoid.py
	$(BIN)/grader check sigmoid tests/submissions/sigmoid/wrong/difference_for_product.py | tee $(VENV)/demo
	grep -q "mistake: difference for product" $(VENV)/demo
	$(BIN)/grader check adam tests/submissions/adam/wrong/second_moment_not_corrected.py | tee $(VENV)/demo
	grep -q "mistake: second moment not corrected" $(VENV)/demo

# The small tier: one of each kind, with the same numbers each time (tests/tiers.py). What is timed runs alone.
test: $(VENV)/ready
	$(PYTEST) $(BOTH) -m "not whole and not timed and not slow"
	$(PYTEST) -m "timed and not whole" $(TIMED)

# The whole tier. Property tests get other numbers each time; what they find is kept in .hypothesis and tried first from
# then on: with PROFILE=repeatable they get the same.
test-all: PROFILE ?= random
test-all: $(VENV)/ready
	$(PYTEST) $(BOTH) -m "not timed and not slow" --hypothesis-profile=$(PROFILE)
	$(PYTEST) -m timed $(TIMED)

# Which lines the small tier runs; fails below the floor in pyproject.toml. Confined workers cannot be looked into: what they
# do counts as far as tests run it in their own process (tests/worker/test_served.py).
# Commands end by os._exit, in processes and forks (tests/cli/command.py), which coverage is told of in pyproject.toml.
coverage: $(VENV)/ready
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest $(BOTH) -m "not whole and not timed and not slow"
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

# A cluster on this machine with a judge killed in the middle, and what else takes long.
test-slow: $(VENV)/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[ray]'
	$(BIN)/python -m pytest -m slow

# Every page in Chromium, which has to be installed: is it accessible, and as wide as the window?
test-pages: $(VENV)/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[pages]'
	$(BIN)/python -m pytest -m slow tests/pages

# Assignments run by nbgrader and otter-grader, which have an environment of their own.
test-courses: $(VENV)/ready .venv-courses/ready
	$(BIN)/python -m pytest -m slow tests/exporting

.venv-courses/ready: pyproject.toml
	$(PYTHON) -m venv --clear .venv-courses
	.venv-courses/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt \
		-e . nbgrader==0.9.6 otter-grader==7.0.0 ipykernel
	touch $@

# What the quiz exports, read by Anki, gift-pegjs and a player of QTI, which have an environment of their own. It needs npm.
test-quiz: $(VENV)/ready .venv-quiz/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[pages]'
	$(BIN)/python -m pytest -m slow tests/quiz

.venv-quiz/ready: tests/quiz/readers/package.json tests/quiz/readers/package-lock.json
	$(PYTHON) -m venv --clear .venv-quiz
	.venv-quiz/bin/python -m pip install --quiet --disable-pip-version-check anki==26.9.3
	cp tests/quiz/readers/package.json tests/quiz/readers/package-lock.json .venv-quiz/
	npm ci --silent --no-audit --no-fund --ignore-scripts --prefix .venv-quiz
	touch $@

# With the python at hand, which has to have torch, click, sympy, pluggy, numpy, python-flint and pytest, not grader itself.
test-gpu:
	$(PYTHON) -m pytest -m gpu tests/gpu

# The picture of imports, then the site, in build/site.
docs: $(VENV)/ready
	$(BIN)/python docs/imports.py
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[docs]'
	PYTHONPATH=docs $(BIN)/python -m sitemaker

changelog: $(VENV)/ready
	$(BIN)/python changes/changelog.py

lint: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	PYTHONPATH=docs $(BIN)/python -m prose

clean:
	rm -rf $(VENV) .venv-courses .venv-quiz build dist *.egg-info

$(VENV)/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@
