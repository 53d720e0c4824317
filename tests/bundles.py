"""The descriptions of specs/, bundled once for all tests. A test that needs a changed one copies it."""

from __future__ import annotations

from pathlib import Path

from generator.bundle import bundle, services

ROOT = Path(__file__).resolve().parent.parent
BUNDLES = {folder.name: bundle(folder) for folder in services(ROOT / "specs")}
