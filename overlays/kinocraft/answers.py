"""What an answer must have so that the next call can be made."""

from __future__ import annotations

from typing import TypeVar

from kinocraft_runtime.calls import Operation

from .errors import AnswerError, CallFacts

__all__ = ["require"]

T = TypeVar("T")

_ABSENT = object()


def require(answer: T, operation: Operation, **fields: type | tuple[type, ...]) -> T:
    """The answer, if it has these fields and they are of these types.

    What is only shown to the user may be missing or odd; what further calls are made of may not.

    Raises:
        AnswerError: It has not. The message names the field.
    """
    for name, kind in fields.items():
        if not isinstance(getattr(answer, name, _ABSENT), kind):
            raise AnswerError(
                f"the answer has no usable {name}, and nothing can go on without it; "
                "is the URL that of the service itself?",
                CallFacts(operation.id, operation.method, operation.path, 1),
                status=200,
                content_type="application/json",
            )
    return answer
