"""Changes of a page that no rule may decide: removals, moves, other types, other requirements, other order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vendor_docs.changes import Entry

from tests.contract.release_truth.cases import Case
from tests.contract.vendor_pages.page_mutations import Mutation, Page

_SORTS = {
    **{sort: sort for sort in ("remove operation", "remove section", "other method", "other host", "other path")},
    **{sort: sort for sort in ("rename field", "remove field", "retype field", "remove parameter", "rename parameter")},
    **{sort: sort for sort in ("retype parameter", "require", "no more require", "remove value", "rename value")},
    **{sort: sort for sort in ("rename key", "retype value", "remove error", "other error name", "remove example")},
    "rename title": "rename operation",
    "longer path": "move operation below",
    "other code": "renumber error",
}


def others(page: Page) -> Iterator[Case]:
    """Yield every change that is not an addition, in every section."""
    for one in page.mutations():
        if one.sort in _SORTS:
            change = Mutation(
                _SORTS[one.sort], one.section, one.start, one.end, one.text, one.entries, _decided(one)
            )  # fmt: skip
            yield Case("other", change)
    yield from _swapped(page)
    yield from _removed_keys(page)
    yield from _relabelled(page)


def _decided(one: Mutation) -> tuple[str, ...]:
    """Return the kinds of findings that need a person: an addition that comes with them may be finished."""
    needed = tuple(kind for kind in one.expected if not kind.endswith("-added"))
    if needed:
        return needed
    return {"rename key": ("field-removed",)}.get(one.sort, one.expected)


def _swapped(page: Page) -> Iterator[Case]:
    """Swap two operations of a section."""
    operations = page.inventory.operations
    for at in range(len(operations) - 2):
        one, other, last = operations[at : at + 3]
        if not one.section == other.section == last.section or None in {one.path, other.path}:
            continue
        start, middle, end = page.titles[at], page.titles[at + 1], page.titles[at + 2]
        if page.piped and page.text[middle - 1] not in "}]\n":
            continue
        text = page.text[middle:end] + page.text[start:middle]
        change = Mutation(
            "other order", one.section, start, end, text, (Entry(*one.key), Entry(*other.key)), ("operation-moved",)
        )  # fmt: skip
        yield Case("other", change)


def _removed_keys(page: Page) -> Iterator[Case]:
    """Remove a key with a plain value from an example."""
    pair = re.compile(r'"(\w+)":\s*(?:"[^"\\\n]*"|-?\d[\d.]*|true|false|null),[ \t]*(?=")')
    for at, operation in enumerate(page.inventory.operations):
        for _, start, end in page.examples[at]:
            for found in pair.finditer(page.text, start, end):
                if page.text.count(f'"{found[1]}"', start, end) > 1:
                    continue
                change = Mutation(
                    "remove key",
                    operation.section,
                    found.start(),
                    found.end(),
                    "",
                    (Entry(*operation.key),),
                    ("field-removed",),
                )
                yield Case("other", change)


def _relabelled(page: Page) -> Iterator[Case]:
    """Change the method in the label of a URL, on a page that has labels."""
    for at, operation in enumerate(page.inventory.operations):
        found = page.url(at, operation)
        if not page.piped or operation.method is None or found is None:
            continue
        start = found[0] - len(operation.method) - 1
        method = "PATCH" if operation.method != "PATCH" else "PUT"
        change = Mutation(
            "other method",
            operation.section,
            start,
            found[0] - 1,
            method,
            (Entry(*operation.key),),
            ("operation-moved",),
        )
        yield Case("other", change)
