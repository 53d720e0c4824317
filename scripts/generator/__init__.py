"""How specs/ becomes generated/: bundle, transform, run the generators, format, compare."""
