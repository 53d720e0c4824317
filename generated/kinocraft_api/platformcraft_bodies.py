# Generated from specs/platformcraft-* by scripts/generate.py. Edits here are lost.

"""How the objects nested in request bodies of Platformcraft are serialized."""

from __future__ import annotations

from kinocraft_runtime.bodies import PLAIN, InputField

NEW_RTMP_PUBLISH = InputField(
    {
        "stream_name": PLAIN,
        "url": PLAIN,
        "url_backup": PLAIN,
        "active": PLAIN,
    }
)
