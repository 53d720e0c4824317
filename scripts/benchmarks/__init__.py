"""The figures that bench.py measures: one module each, in a folder per topic."""
