"""Sections as attributes: `videos.posters` of a description is `client.videos.posters`, whichever service it is of.

A section stands under the one its name begins with, even where that is another service's. What has no operations of
its own, such as `live`, is a namespace. Every step imports what it needs when it is taken: clients are quick to make.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

PACKAGE = "kinocraft_api"


class TreeError(Exception):
    """Sections that do not make a tree; the message names the one that does not fit."""


@dataclass(frozen=True)
class Section:
    """A tag of a description."""

    tag: str
    service: str
    description: str

    @property
    def module(self) -> str:
        return f"{PACKAGE}.{self.service.replace('-', '_')}.{self.tag.replace('.', '_')}"


def class_name(tag: str) -> str:
    """`files.uploads` → FilesUploads."""
    return "".join(word.capitalize() for word in tag.replace(".", "_").split("_"))


def children_of(tag: str, sections: Mapping[str, Section]) -> list[dict[str, str]]:
    """What stands directly under a section, as the templates need it."""
    return [
        {
            "attribute": child.tag.rpartition(".")[2],
            "module": child.module,
            "class": f"{class_name(child.tag)}Resource",
            "description": child.description,
        }
        for child in sections.values()
        if child.tag.rpartition(".")[0] == tag
    ]


def joined(services: list[dict[str, Section]]) -> dict[str, Section]:
    """The sections of all of a vendor's services.

    Raises:
        TreeError: Two services have a section of the same name, or one stands under what is not there.
    """
    sections: dict[str, Section] = {}
    for own in services:
        for tag, section in own.items():
            if tag in sections:
                raise TreeError(f"{tag} is a section of {sections[tag].service} and of {section.service}")
            sections[tag] = section
    for tag in sections:
        above = tag.rpartition(".")[0]
        if any(above.startswith(f"{other}.") and above not in sections for other in sections):
            raise TreeError(f"{tag} stands under {above}, which is no section, though what is above that is one")
    return sections


def root(vendor: str, sections: Mapping[str, Section]) -> str:
    """A module with a vendor's sections as attributes, for both kinds of client."""
    spaces = _namespaces(sections)
    tops = sorted({tag.partition(".")[0] for tag in sections})
    name = vendor.capitalize()
    imports = {(child["module"], child["class"]) for space in ["", *spaces] for child in children_of(space, sections)}
    lines = [
        f'"""The sections of {name}, as attributes."""',
        "from __future__ import annotations",
        "from functools import cached_property",
        "from typing import TYPE_CHECKING",
        "from kinocraft_runtime.resources import AsyncCaller, AsyncResource, Caller, Resource",
        "if TYPE_CHECKING:",
        *(f"    from {module} import Async{kind}, {kind}" for module, kind in sorted(imports)),
        f'__all__ = ["Async{name}Resources", "{name}Resources"]',
    ]
    for flavour in ("", "Async"):
        for space in spaces:
            lines += [
                f"class {flavour}{name}{class_name(space)}({flavour}Resource):",
                f'    """What stands under `{space}`."""',
                *_attributes(space, name, flavour, sections, spaces),
            ]
        lines += [
            f"class {flavour}{name}Resources:",
            _words(f"The sections: {', '.join(tops)}.", 4),
            f"    _caller: {flavour}Caller",
            *_attributes("", name, flavour, sections, spaces),
        ]
    return "\n".join(lines) + "\n"


def _namespaces(sections: Mapping[str, Section]) -> list[str]:
    """What sections stand under that is none itself, the inner ones first."""
    above = {".".join(tag.split(".")[:count]) for tag in sections for count in range(1, tag.count(".") + 1)}
    return sorted(above - sections.keys(), key=lambda space: (-space.count("."), space))


def _attributes(
    space: str, vendor: str, flavour: str, sections: Mapping[str, Section], spaces: list[str]
) -> Iterator[str]:
    for child in children_of(space, sections):
        kind = flavour + child["class"]
        yield from _attribute(
            child["attribute"], kind, child["description"], f"        from {child['module']} import {kind}"
        )
    for other in spaces:
        if other.rpartition(".")[0] == space:
            yield from _attribute(
                other.rpartition(".")[2], f"{flavour}{vendor}{class_name(other)}", f"What stands under `{other}`."
            )


def _attribute(name: str, kind: str, description: str, *imports: str) -> Iterator[str]:
    yield from (
        "    @cached_property",
        f"    def {name}(self) -> {kind}:",
        _words(description, 8),
        *imports,
        f"        return {kind}(self._caller)",
        "",
    )


def _words(text: str, indent: int) -> str:
    margin = " " * indent
    return textwrap.fill(f'"""{text}"""', 110, initial_indent=margin, subsequent_indent=margin, break_long_words=False)
