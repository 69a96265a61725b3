# What a person can do with the project. `make run` and `make test` need Python 3.11 or newer and nothing else;
# the browser tests also need Chromium (Debian: apt-get install chromium).

PYTHON ?= python3
BIN := .venv/bin
SELLERHOUSE_HOME ?= ./data
export SELLERHOUSE_HOME

.PHONY: run test test-spark serve lint audit lock benchmark benchmark-spark clean

run: .venv/ready ## Load the sample seller, build, check and publish the warehouse
	mkdir -p $(SELLERHOUSE_HOME)
	test -f $(SELLERHOUSE_HOME)/sellerhouse.toml || cp demo/seller/sellerhouse.toml $(SELLERHOUSE_HOME)
	$(BIN)/sellerhouse run demo/seller || test $$? -eq 3 # 3: published, and the sample holds files to be refused

test: .venv/ready lint ## The whole test suite, but for what needs a cluster
	$(BIN)/pytest --numprocesses logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder --ignore tests/cluster

test-spark: .venv/ready-spark ## The same models on a Spark cluster that this starts and stops; needs Java 17
	$(BIN)/pytest tests/cluster --durations 10

serve: .venv/ready ## The dashboard and Dagster, on this machine only
	$(BIN)/sellerhouse serve

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

audit: .venv/ready ## Known vulnerabilities in what the lock file pins
	$(BIN)/pip-audit --require-hashes --disable-pip -r requirements.lock

benchmark: .venv/ready ## Full path and daily increment beside a hand-written script
	$(BIN)/python -m benchmarks.full_path

benchmark-spark: .venv/ready-spark ## The same lines on a cluster of one worker and of two
	$(BIN)/python -m benchmarks.on_a_cluster

lock: .venv/ready ## Pin again what pyproject.toml asks for
	$(BIN)/uv pip compile pyproject.toml --extra dev --generate-hashes --universal --no-header -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra dev --extra spark --extra local-cluster --generate-hashes --universal \
		--no-header --constraint requirements.lock -o requirements.spark.lock
	echo uv | $(BIN)/uv pip compile - --generate-hashes --universal --no-header -o requirements.bootstrap.lock

clean:
	rm -rf .venv

.venv/ready: requirements.bootstrap.lock requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Sellerhouse needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.bootstrap.lock
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	touch $@

.venv/ready-spark: .venv/ready requirements.spark.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.spark.lock
	touch $@
