"""Which modules of this folder are collected."""

from __future__ import annotations

from importlib.util import find_spec

# Only the tox environment `openapi-generator` has the tool, so only it runs these tests.
collect_ignore = [] if find_spec("openapi_generator_cli") else ["test_openapi_generator.py"]
