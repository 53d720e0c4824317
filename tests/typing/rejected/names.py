"""Names that the packages do not have: they are loaded on first use, and a type checker must still know them."""

import kinocraft
import kinocraft.types
import kinocraft_mock

kinocraft.Kinescop("a-token")  # mypy: Module has no attribute "Kinescop" # pyright: "Kinescop" is not a known attribute
kinocraft.NotFoundError("no")  # mypy: Module has no attribute "NotFoundError" # pyright: "NotFoundError" is not a known attribute
kinocraft.types.vimeo.Video()  # mypy: Module has no attribute "vimeo" # pyright: "vimeo" is not a known attribute
kinocraft_mock.Controls("url")  # mypy: Module has no attribute "Controls" # pyright: "Controls" is not a known attribute
