# The same as python3 run.py …, for those who type make.
PYTHON ?= python3

.PHONY: demo test lock
demo test lock:
	$(PYTHON) run.py $@
