"""The figures that bench.py measures, one module for each."""
