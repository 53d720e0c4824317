"""The differences between the public Python of two checkouts, found by griffe in their sources.

griffe compares names, kinds of objects, base classes, and the order, kinds and defaults of parameters. It does not
compare annotations, so this module does: a parameter may be widened, and a result or a field may be narrowed.

Public is what `kinocraft` exports, also lazily, its modules that users import, and the resources, models and parameters
that the attributes of the clients lead to. Other modules may change at any time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import griffe

from ..version import Level, Reason
from .annotations import READABLE, members

PACKAGES = ("kinocraft_runtime", "kinocraft_api", "kinocraft")
"""In the order in which they import each other."""
ROOTS = (
    *("kinocraft", "kinocraft.errors", "kinocraft.resources", "kinocraft.testing", "kinocraft.types"),
    *("kinocraft.webhooks", "kinocraft_api"),
)
"""The modules whose exports are public. A package that says what it exports (`__all__`) exports no other submodule."""

_INTERNAL = re.compile(r"_(?:bodies|models|params)$")
"""Generated modules that say how bodies are serialized, and those whose contents `kinocraft.types` exports."""
_OPEN = re.compile(r"(?<!\w)OtherValue\]*$")
"""What makes an enumeration of a response open: programs must expect values that it does not list."""
_VALUE = re.compile(r"(?<!\w)Literal\[.*?\](?=\]*$)")
_RETURNED = READABLE | {"list"}
"""Containers whose items may be narrowed and gain values when callers get them; a list that they give is invariant."""

Objects = Mapping[str, griffe.Object]


def load(search_paths: Sequence[Path], packages: Sequence[str] = PACKAGES) -> dict[str, griffe.Module]:
    """Return those packages that a checkout has, read without importing them."""
    loader = griffe.GriffeLoader(search_paths=[str(path) for path in search_paths], allow_inspection=False)
    loaded: dict[str, griffe.Module] = {}
    for package in packages:
        if not any((path / package).is_dir() for path in search_paths):
            continue
        found = loader.load(package)
        assert isinstance(found, griffe.Module)
        loaded[package] = found
    loader.resolve_aliases(implicit=True, external=False)
    return loaded


def compare(
    before: Sequence[Path], after: Sequence[Path], packages: Sequence[str] = PACKAGES, roots: Sequence[str] = ROOTS
) -> list[Reason]:
    """Return every difference in what the packages export.

    Args:
        before: The folders with the packages of the last release.
        after: Those of the next release.
        packages: The packages to read, in the order in which they import each other.
        roots: The modules whose exports are compared.
    """
    old, new = (exports(load(paths, packages), roots) for paths in (before, after))
    for path in [path for path, one in old.items() if path in new and _files(one, before) == _files(new[path], after)]:
        del old[path], new[path]
    reasons: dict[Reason, None] = {}
    for path, one in old.items():
        other = new.get(path)
        if other is None:
            reasons[_reason(Level.MAJOR, path, "is not exported any more")] = None
            continue
        if one.kind is other.kind and (one.is_class or one.is_module):
            for breakage in griffe.find_breaking_changes(one, other):
                if (reason := _breakage(path, breakage)) is not None:
                    reasons[reason] = None
        elif one.kind is not other.kind:
            reasons[_reason(Level.MAJOR, path, f"the {one.kind.value} becomes a {other.kind.value}")] = None
    before_objects, after_objects = _with_members(old), _with_members(new)
    for reason in [*_annotations(before_objects, after_objects), *_added(before_objects, after_objects)]:
        reasons[reason] = None
    return list(reasons) or [_reason(Level.PATCH, "the packages", "only what is not public has changed")]


def _reason(level: Level, where: str, what: str) -> Reason:
    return Reason(level, "surface", where, what)


def _breakage(root: str, breakage: griffe.Breakage) -> Reason | None:
    """Return a breaking change that griffe found; None for what this module compares as types."""
    kind = breakage.kind
    if kind in _COMPARED_HERE:
        return None
    parameter = next(
        (each for each in (breakage.old_value, breakage.new_value) if isinstance(each, griffe.Parameter)), None
    )
    name = breakage.obj.name
    where = root if root.endswith(f".{name}") else f"{root}.{name}"
    return _reason(Level.MAJOR, where, kind.value.lower() + (f" ({parameter.name})" if parameter else ""))


_COMPARED_HERE = {
    griffe.BreakageKind.ATTRIBUTE_CHANGED_VALUE,
    griffe.BreakageKind.ATTRIBUTE_CHANGED_TYPE,
    griffe.BreakageKind.RETURN_CHANGED_TYPE,
}


def exports(packages: Mapping[str, griffe.Module], roots: Sequence[str] = ROOTS) -> dict[str, griffe.Object]:
    """Return every class, function, and attribute that the roots and their modules export, by its path there."""
    found: dict[str, griffe.Object] = {}
    for root in roots:
        package, _, rest = root.partition(".")
        module = packages.get(package)
        for name in rest.split(".") if rest else []:
            inner = module.members.get(name) if module else None
            module = inner if isinstance(inner, griffe.Module) else None
        if module is not None:
            found.update(_exports(module))
    return found


def _exports(module: griffe.Module) -> Iterator[tuple[str, griffe.Object]]:
    for name, member in module.members.items():
        listed = module.exports is None or any(str(each) == name for each in module.exports)
        if isinstance(member, griffe.Module):
            if (module.exports is None or not module.exports or listed) and not _INTERNAL.search(name):
                yield from _exports(member)
        elif member.is_public and (target := _target(member)) is not None:
            yield f"{module.path}.{name}", target


def _files(one: griffe.Object, folders: Sequence[Path]) -> dict[str, bytes]:
    """Return the modules that say what an object is: its own and those of its base classes."""
    found: dict[str, bytes] = {}
    for each in [one, *(one.mro() if isinstance(one, griffe.Class) else [])]:
        path = each.filepath
        assert isinstance(path, Path)
        folder = next(folder for folder in folders if path.is_relative_to(folder.resolve()))
        found[path.relative_to(folder.resolve()).as_posix()] = path.read_bytes()
    return found


def _target(member: griffe.Object | griffe.Alias) -> griffe.Object | None:
    """Return what a name stands for; None for what is outside of the packages."""
    if isinstance(member, griffe.Alias):
        try:
            found = member.final_target
        except (griffe.AliasResolutionError, griffe.CyclicAliasError):
            return None
        return None if found.is_module else found
    return member


def _with_members(found: Objects) -> dict[str, griffe.Object]:
    """Return the exported objects and the public members of classes, also inherited ones."""
    every: dict[str, griffe.Object] = {}
    for path, one in found.items():
        every[path] = one
        if isinstance(one, griffe.Class):
            for name, member in one.all_members.items():
                if member.is_public and (target := _target(member)) is not None:
                    every[f"{path}.{name}"] = target
    return every


def _added(old: Objects, new: Objects) -> Iterator[Reason]:
    for path, one in new.items():
        if path not in old:
            if _is_required_key(one) and path.rpartition(".")[0] in old:
                yield _reason(Level.MAJOR, path, "the required key is added")
            elif path.rpartition(".")[0] not in new or path.rpartition(".")[0] in old:
                yield _reason(Level.MINOR, path, f"the {one.kind.value} is added")
        elif isinstance(one, griffe.Function) and isinstance(before := old[path], griffe.Function):
            known = {each.name for each in before.parameters}
            for each in one.parameters:
                if each.name not in known:
                    yield _reason(Level.MINOR, f"{path}({each.name}=)", "the parameter is added")


def _annotations(old: Objects, new: Objects) -> Iterator[Reason]:
    for path, one in old.items():
        other = new.get(path)
        if isinstance(one, griffe.Attribute) and isinstance(other, griffe.Attribute):
            yield from _attribute(path, one, other)
        elif isinstance(one, griffe.Function) and isinstance(other, griffe.Function):
            yield from _taken(path, one, other)
            yield from _given(path, _text(one.returns), _text(other.returns))


def _attribute(path: str, old: griffe.Attribute, new: griffe.Attribute) -> Iterator[Reason]:
    """Compare a field, an alias of a type, or a constant."""
    was, now = _text(old.annotation), _text(new.annotation)
    if was is not None and "TypeAlias" in was:
        # Arguments are annotated with aliases, which may be widened; a value that is gone breaks these annotations.
        yield from _given_and_taken(path, _text(old.value), _text(new.value))
        return
    if _is_key(old):
        yield from _typed_dict_field(path, was, now)
    else:
        yield from _given(path, was, now)
        if was is None and now is None and _text(old.value) != _text(new.value):
            yield _reason(Level.MAJOR, path, f"the value changes from {_text(old.value)} to {_text(new.value)}")


def _is_key(one: griffe.Object) -> bool:
    """Return whether this is the key of a dictionary that methods take."""
    parent = one.parent
    return isinstance(parent, griffe.Class) and any("TypedDict" in str(base) for base in parent.bases)


def _is_required_key(one: griffe.Object) -> bool:
    return isinstance(one, griffe.Attribute) and _is_key(one) and "NotRequired" not in str(one.annotation)


def _typed_dict_field(path: str, was: str | None, now: str | None) -> Iterator[Reason]:
    """Compare a field of a dictionary that methods take."""
    optional = [text is not None and "NotRequired" in text for text in (was, now)]
    if optional[0] != optional[1]:
        level = Level.MINOR if optional[1] else Level.MAJOR
        yield _reason(level, path, f"the key becomes {'optional' if optional[1] else 'required'}")
    yield from _taken_types(path, was, now)


def _taken(path: str, old: griffe.Function, new: griffe.Function) -> Iterator[Reason]:
    parameters = {each.name: each for each in new.parameters}
    for each in old.parameters:
        if each.name in parameters:
            where = f"{path}({each.name}=)"
            if each.required and not parameters[each.name].required:
                yield _reason(Level.MINOR, where, "becomes optional")
            yield from _taken_types(where, _text(each.annotation), _text(parameters[each.name].annotation))


def _taken_types(where: str, was: str | None, now: str | None) -> Iterator[Reason]:
    """Compare the types of what callers give: they may be widened."""
    old, new = members(was), members(now)
    if old == new:
        return
    if new is None or (old is not None and old <= new):
        yield _reason(Level.MINOR, where, f"takes more: {was} becomes {now}")
    else:
        yield _reason(Level.MAJOR, where, f"the type changes from {was} to {now}")


def _given(where: str, was: str | None, now: str | None) -> Iterator[Reason]:
    """Compare the types of what callers get: they may be narrowed, and an open enumeration may gain values."""
    old, new = members(was, _RETURNED), members(now, _RETURNED)
    if old == new:
        return
    if old is None:
        yield _reason(Level.MINOR, where, f"is annotated now: {now}")
        return
    gained = {each for each in (new or frozenset[str]()) - old if not _OPEN.search(each)}
    lost = old - (new or frozenset())
    # A value is gained without harm where the same place has an open enumeration.
    if new is None or any(not _VALUE.search(each) or _VALUE.sub("OtherValue", each) not in new for each in gained):
        yield _reason(Level.MAJOR, where, f"the type changes from {was} to {now}")
    elif any(_VALUE.search(each) for each in lost):
        yield _reason(Level.MAJOR, where, f"loses values: {was} becomes {now}")
    else:
        yield _reason(Level.MINOR, where, f"the type changes from {was} to {now}")


def _given_and_taken(where: str, was: str | None, now: str | None) -> Iterator[Reason]:
    """Compare an alias of a type."""
    old, new = members(was) or frozenset(), members(now) or frozenset()
    if old != new:
        level = Level.MINOR if old <= new else Level.MAJOR
        yield _reason(level, where, f"the type changes from {was} to {now}")


def _text(annotation: object) -> str | None:
    return None if annotation is None else str(annotation)
