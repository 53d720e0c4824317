"""The figures that bench.py measures, one module each."""
