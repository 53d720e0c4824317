"""Generate generated/ from specs/: bundle, transform, run the generators, format."""
