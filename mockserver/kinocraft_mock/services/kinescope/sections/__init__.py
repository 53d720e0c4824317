"""The documented sections, a module each. A module here with `handlers` is found by itself."""
