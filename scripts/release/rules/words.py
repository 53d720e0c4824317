"""Names and draft descriptions, made of the names that a page uses."""

from __future__ import annotations

import re

DRAFT = "The description is a draft made of the name."
_MARK = "Draft: "
_VERB_FORMS = {"creation": "create", "deletion": "delete", "removal": "delete", "addition": "add", "remove": "delete"}
VERBS = (
    *("add", "append", "cancel", "change", "complete", "concat", "copy", "create", "cut", "delete", "enable", "finish"),
    *("get", "initialize", "list", "move", "publish", "reorder", "schedule", "send", "set", "show", "start", "stop"),
    *("update", "upload"),
)
"""The verbs that a summary may begin with."""


def split(name: str) -> list[str]:
    """Return the lower-case words of a name in any case."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
    return [word.lower() for word in re.findall(r"[A-Za-z0-9]+", spaced)]


def snake(name: str) -> str:
    """Return a name as a Python identifier."""
    joined = "_".join(split(name)) or "unnamed"
    return f"n{joined}" if joined[0].isdigit() else joined


def camel(name: str) -> str:
    """Return a name as the name of a component."""
    return "".join(word.capitalize() for word in split(name))


def singular(name: str) -> str:
    """Return the singular of the last word of a name."""
    if name.endswith("ies") and len(name) > 4:
        return name[:-3] + "y"
    if name.endswith(("sses", "xes", "ches", "shes")):
        return name[:-2]
    return name[:-1] if name.endswith("s") and not name.endswith(("ss", "us", "is")) and len(name) > 3 else name


def draft(text: str) -> str:
    """Return a description marked as a draft, for a reviewer to replace."""
    return f"{_MARK}{text}"


def is_draft(description: str) -> bool:
    """Return whether a description is marked as a draft."""
    return description.startswith(_MARK)


def describe(name: str, kind: str | None) -> str:
    """Return a draft of what a field or a parameter holds."""
    return draft(_meaning(name, kind))


def _meaning(name: str, kind: str | None) -> str:
    words = split(name)
    if words and words[-1] == "at" and len(words) > 1:
        return f"When it was {' '.join(words[:-1])}."
    if words == ["id"]:
        return "The id."
    if words and words[-1] == "id":
        return f"The id of the {' '.join(words[:-1])}."
    if words and words[-1] in {"url", "link"}:
        rest = " ".join(words[:-1])
        return f"The URL of the {rest}." if rest else "The URL."
    if kind == "boolean":
        return (
            f"Whether it is {' '.join(words)}." if words[0] not in {"is", "has"} else f"Whether it {' '.join(words)}."
        )
    return f"The {' '.join(words)}." if words else "A value."


def verb_of(title: str) -> str | None:
    """Return the verb that a title contains in any form, if a summary may begin with it."""
    for word in split(title):
        known = _VERB_FORMS.get(word, word)
        found = next((verb for verb in VERBS if known.startswith(verb[:4])), None)
        if found and (known == found or len(verb_stem(known, found)) >= min(4, len(found))):
            return found
    return None


def verb_stem(word: str, verb: str) -> str:
    """Return what a word and a verb begin with in common."""
    length = 0
    while length < min(len(word), len(verb)) and word[length] == verb[length]:
        length += 1
    return word[:length]


def summary(title: str, verb: str) -> str:
    """Return a title as a plain imperative phrase that begins with a verb."""
    words = list(re.findall(r"[A-Za-z0-9'-]+", title))
    at = next((n for n, word in enumerate(words) if verb_of(word) == verb), None)
    rest = words if at is None else words[:at] + words[at + 1 :]
    lowered = [word if word.isupper() and len(word) > 1 else word.lower() for word in rest]
    while lowered and lowered[0] in {"of", "the", "a", "an", "to"}:
        lowered.pop(0)
    text = " ".join([verb.capitalize(), *lowered])
    while len(text) > 60 and " " in text:
        text = text.rpartition(" ")[0]
    return text
