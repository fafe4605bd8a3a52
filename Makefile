# 工会新闻库 Union News Archive.  make run · make demo · make test · make check

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000
DATA_DIR ?= $(CURDIR)/data
# One process more than cores sit idle while another waits for SQLite; threads serve slow clients.
WORKERS ?= 2
THREADS ?= 4
export HOST PORT DATA_DIR

# Root needs no sudo; anybody else does.
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes
# A query of 500 Chinese characters takes 4,500 bytes of an address, more than gunicorn takes unless told.
SERVE = exec $(BIN)/gunicorn archive.wsgi --bind $(HOST):$(PORT) --workers $(WORKERS) --threads $(THREADS) \
  --limit-request-line 8190 --no-control-socket

.DEFAULT_GOAL := help
.PHONY: help run demo test test-full test-whoosh3 bench check format lint types templates migrations lock translations system-for-tests

help:  ## 列出命令 list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: $(VENV)/run-ready  ## 安装、导入真实版面、启动 install, import the real page, serve
	@$(BIN)/python manage.py set_up
	@echo "http://$(HOST):$(PORT)/"
	@$(SERVE)

demo: export DATA_DIR := $(CURDIR)/data-demo
demo: $(VENV)/run-ready  ## 同上，用虚构样例稿件 the same with the fictitious sample corpus
	@$(BIN)/python manage.py set_up --sample
	@echo "http://$(HOST):$(PORT)/"
	@$(SERVE)

test: $(VENV)/test-ready system-for-tests  ## 安装并运行全部测试 install and run all the tests
	$(BIN)/pytest -n auto

test-full: $(VENV)/test-ready system-for-tests  ## 另加耗时的测试，随机样例重抽 the heavy tests too, on newly drawn examples
	$(BIN)/pytest -n auto -m "full or not full" --hypothesis-profile=drawn

# whoosh3 is Whoosh carried on under the same name: the way out when a Python release breaks 2.7.4.
test-whoosh3: .venv-whoosh3/ready  ## 以 whoosh3 运行检索测试 the tests of the search on whoosh3, in an environment of its own
	.venv-whoosh3/bin/pytest -q tests/search tests/faults

.venv-whoosh3/ready: tests/requirements.txt tests/whoosh3.txt
	@"$(PYTHON)" -m venv .venv-whoosh3
	@.venv-whoosh3/bin/pip install --quiet --disable-pip-version-check --require-hashes -r tests/requirements.txt
	@.venv-whoosh3/bin/pip uninstall --quiet --yes Whoosh
	@.venv-whoosh3/bin/pip install --quiet --disable-pip-version-check --require-hashes -r tests/whoosh3.txt
	@touch $@

bench: $(VENV)/test-ready  ## 与同类引擎比较速度（很耗时） the search and its peers, measured; takes hours
	@$(PIP) -r tests/benchmarks/requirements.txt
	$(BIN)/python -m tests.benchmarks.run

check: $(VENV)/test-ready system-for-tests format lint types templates migrations  ## 格式、类型、分层、翻译 format, lint, types, layers, translations
	$(BIN)/pytest -q tests/test_layers.py tests/test_translations.py

format:
	$(BIN)/ruff format --check .

lint:
	$(BIN)/ruff check .

types:
	$(BIN)/mypy

templates:
	$(BIN)/djlint templates --lint --quiet

migrations:
	DATA_DIR=$$(mktemp -d) $(BIN)/python manage.py makemigrations --check --dry-run

translations: $(VENV)/test-ready system-for-tests  ## 更新并编译翻译 collect and compile the translations
	$(BIN)/python manage.py makemessages -l zh_Hans --no-location --no-wrap --no-obsolete -v 0 \
	  -i '.venv/*' -i 'tests/*' -i 'data*' -i 'archive/migrations/*'
	$(BIN)/python manage.py compilemessages -l zh_Hans -i .venv

COMPILE = pip-compile --quiet --allow-unsafe --generate-hashes --strip-extras --no-header \
  --no-emit-find-links --no-emit-index-url --no-emit-trusted-host
lock: $(VENV)/test-ready  ## 重新锁定依赖 pin the requirements anew
	$(BIN)/$(COMPILE) -o requirements.txt requirements.in
	cd tests && ../$(BIN)/$(COMPILE) -c ../requirements.txt -o requirements.txt requirements.in

$(VENV)/python-ready:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "需要 Python 3.11 或更新版本。 Python 3.11 or newer is needed. (PYTHON=/path/to/python3.11 make …)"; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip' 2>/dev/null || { $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq python3-venv; }
	@"$(PYTHON)" -m venv $(VENV)
	@touch $@

$(VENV)/run-ready: requirements.txt $(VENV)/python-ready
	@echo "安装依赖… Installing requirements…"
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/test-ready: tests/requirements.txt requirements.txt $(VENV)/python-ready
	@echo "安装测试依赖… Installing test requirements…"
	@$(PIP) -r tests/requirements.txt
	@touch $@ $(VENV)/run-ready

# A browser, fonts that have Chinese, and the tools that collect and compile translations.
system-for-tests:
	@command -v chromium >/dev/null && command -v msgfmt >/dev/null && fc-list :lang=zh-cn 2>/dev/null | grep -q . || \
	  { $(SUDO) apt-get update -qq && DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -qq chromium fontconfig fonts-noto-cjk gettext; }
