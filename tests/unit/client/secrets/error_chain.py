"""Walk an error and its causes, for tests that search them for secrets."""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["error_chain"]


def error_chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and the causes that a traceback shows, each once."""
    seen: set[int] = set()
    pending: list[BaseException | None] = [error]
    while pending:
        each = pending.pop()
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        pending += [each.__cause__, None if each.__suppress_context__ else each.__context__]
