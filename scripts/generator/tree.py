"""Arrange sections as attributes: the section `videos.posters` becomes `client.videos.posters`.

A section is below the one that its name starts with, even if that one belongs to another service. A parent without
operations, such as `live`, is a namespace. Each attribute imports its module when it is first read, so that creating a
client is fast.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .names import class_name

PACKAGE = "kinocraft_api"


class TreeError(Exception):
    """The sections do not form a tree. The message names the one that does not fit."""


@dataclass(frozen=True)
class Section:
    """A tag of a description: a documented section."""

    tag: str
    service: str
    description: str

    @property
    def module(self) -> str:
        """The generated module of the section."""
        return f"{PACKAGE}.{self.service.replace('-', '_')}.{self.tag.replace('.', '_')}"


def children_of(tag: str, sections: Mapping[str, Section]) -> list[dict[str, str]]:
    """Return the sections directly below a section, as the templates need them."""
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


def merge(services: list[dict[str, Section]]) -> dict[str, Section]:
    """Return the sections of all services of a vendor.

    Raises:
        TreeError: Two services have a section of the same name, or the parent of a section is missing.
    """
    sections: dict[str, Section] = {}
    by_name: dict[str, str] = {}
    for own in services:
        for tag, section in own.items():
            if tag in sections:
                raise TreeError(f"{tag} is a section of {sections[tag].service} and of {section.service}")
            if (other := by_name.setdefault(class_name(tag), tag)) != tag:
                raise TreeError(f"{tag} and {other} would be the same class")
            sections[tag] = section
    for tag in sections:
        above = tag.rpartition(".")[0]
        if any(above.startswith(f"{other}.") and above not in sections for other in sections):
            raise TreeError(f"{tag} is below {above}, which is not a section")
    return sections


def root(vendor: str, sections: Mapping[str, Section]) -> str:
    """Return a module with a vendor's sections as attributes, for the sync and the async client."""
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
                f'    """The sections below `{space}`."""',
                *_attributes(space, name, flavour, sections, spaces),
            ]
        lines += [
            f"class {flavour}{name}Resources:",
            _docstring(f"The sections: {', '.join(tops)}.", 4),
            f"    _caller: {flavour}Caller",
            *_attributes("", name, flavour, sections, spaces),
        ]
    return "\n".join(lines) + "\n"


def _namespaces(sections: Mapping[str, Section]) -> list[str]:
    """Return the parents that are not sections themselves, the innermost first."""
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
                other.rpartition(".")[2], f"{flavour}{vendor}{class_name(other)}", f"The sections below `{other}`."
            )


def _attribute(name: str, kind: str, description: str, *imports: str) -> Iterator[str]:
    yield from (
        "    @cached_property",
        f"    def {name}(self) -> {kind}:",
        _docstring(description, 8),
        *imports,
        f"        return {kind}(self._caller)",
        "",
    )


def _docstring(text: str, indent: int) -> str:
    margin = " " * indent
    return textwrap.fill(f'"""{text}"""', 110, initial_indent=margin, subsequent_indent=margin, break_long_words=False)
