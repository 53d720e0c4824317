"""The descriptions of specs/, bundled once for all tests. Tests only read them, and change copies."""

from __future__ import annotations

from pathlib import Path

from scripts.generator.bundle import bundle, services

ROOT = Path(__file__).resolve().parent.parent
BUNDLES = {folder.name: bundle(folder) for folder in services(ROOT / "specs")}
