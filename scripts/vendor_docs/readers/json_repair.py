"""Parse JSON as the pages print it: with comments, bare keys, trailing commas, lost quotes and brackets, or truncated.

`repairs` names everything that was repaired. Anything else raises JSONError with its position and what was expected.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

_SPACE = re.compile(r"\s*")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_WORD = re.compile(r"(true|false|null)\b")
_BARE_KEY = re.compile(r"([A-Za-z_]\w*)\s*:")
_PLACEHOLDER = re.compile(r"\{\s*([A-Za-z_][\w ]*)\s*\}")
_CUT_MARK = re.compile(r"//\s*(?:…|\.\.\.)\s*truncated")
# Characters of a string that nothing depends on.
_PLAIN = re.compile(r'[^"\\\n/]+')
_DOTS = re.compile(r"\.\.\.|…")
# A line of JSON. Any other line below a comment continues the comment.
_JSON_LINE = re.compile(r"[\"{}\[\],#]|//|[A-Za-z_]\w*\s*:|\.\.\.|…|-?\d|true\b|false\b|null\b")
# The next heading, which directly follows JSON that was truncated without a mark.
_HEADING_LINE = re.compile(r"[^\W\d_][^\"{}\[\]|:,\n]{0,80}$", re.MULTILINE)
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None}


class JSONError(Exception):
    """The text cannot be parsed as JSON, not even with repairs."""

    def __init__(self, position: int, expected: str) -> None:
        super().__init__(f"expected {expected}")
        self.position = position
        self.expected = expected


class _Cut(Exception):  # noqa: N818 - not an error: it leaves a value whose rest is not printed
    pass


@dataclass(slots=True)
class Parsed:
    """A value, the end of its text, its repairs, and its comments with the key beside each."""

    value: Any
    end: int
    repairs: tuple[str, ...] = ()
    notes: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])


def parse(text: str, start: int = 0, *, loose: bool) -> Parsed:
    """Parse the value at `start`.

    Trailing commas and truncation are always repaired. `loose` also repairs comments, bare keys, placeholders, and lost
    quotes and brackets; it expects one item per line, as people write JSON.
    """
    return _Reader(text, start, loose=loose).read()


class _Reader:
    def __init__(self, text: str, start: int, *, loose: bool) -> None:
        self.text = text
        self.at = start
        self.loose = loose
        self.repairs: list[str] = []
        self.notes: list[tuple[str, str]] = []
        self.key = ""  # the path of the last key, which comments belong to
        self.cut = False

    def read(self) -> Parsed:
        value = self.value("")
        return Parsed(value, self.at, tuple(self.repairs), self.notes)

    def add_repair(self, repair: str) -> None:
        if repair not in self.repairs:
            self.repairs.append(repair)

    def skip(self) -> None:
        """Skip white space and comments."""
        while True:
            self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]
            if self.loose and self.text.startswith(("//", "#"), self.at):
                self.comment()
            else:
                return

    def comment(self) -> None:
        self.add_repair("comment")
        end = self.line_end()
        words = [self.text[self.at : end].lstrip("/# ")]
        self.at = end
        while True:  # a comment of several lines
            begin = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]
            if begin >= len(self.text) or _JSON_LINE.match(self.text, begin):
                break
            self.at = begin
            end = self.line_end()
            words.append(self.text[self.at : end])
            self.at = end
        self.notes.append((self.key, " ".join(" ".join(words).split())))

    def line_end(self) -> int:
        end = self.text.find("\n", self.at)
        return len(self.text) if end < 0 else end

    def value(self, path: str) -> Any:
        self.skip()
        if self.at >= len(self.text):
            raise JSONError(self.at, "a value, not the end of the page")
        self.stop_at_cut()
        if self.loose and (found := _PLACEHOLDER.match(self.text, self.at)):
            self.at = found.end()
            self.add_repair("placeholder")
            return "{" + found[1] + "}"
        letter = self.text[self.at]
        if letter == "{":
            return self.object(path)
        if letter == "[":
            return self.array(path)
        if letter == '"':
            return self.string()
        if found := _WORD.match(self.text, self.at):
            self.at = found.end()
            return _WORDS[found[1]]
        if found := _NUMBER.match(self.text, self.at):
            self.at = found.end()
            if _CUT_MARK.match(self.text, self.at):  # the rest of its digits may be missing
                self.stop_at_cut()
            number = found[0]
            return float(number) if re.search(r"[.eE]", number) else int(number)
        raise JSONError(self.at, "a value")

    def stop_at_cut(self, *, marked: bool = False) -> None:
        """Raise _Cut if the rest is not printed. `marked`: only if a mark says so, not if a heading follows."""
        if found := _CUT_MARK.match(self.text, self.at):
            self.at = found.end()
        elif (
            marked
            or self.loose
            or not (found := _HEADING_LINE.match(self.text, self.at))
            or _WORD.match(self.text, self.at)
        ):
            return
        elif not self.text[found.end() :].strip():
            raise JSONError(self.at, "the rest of the JSON example, not the end of the page")
        self.add_repair("cut")
        self.cut = True
        raise _Cut

    def object(self, path: str) -> dict[str, Any]:
        begin = self.at
        self.at += 1
        result: dict[str, Any] = {}
        try:
            while True:
                self.skip()
                if self.accept("}"):
                    return result
                if found := _DOTS.match(self.text, self.at):
                    self.at = found.end()
                    self.add_repair("cut")
                    continue
                key = self.name(begin)
                self.key = f"{path}.{key}" if path else key
                result[key] = self.value(self.key)
                if self.cut:
                    return result
                self.after_value()
                if not self.comma("}", begin):
                    return result
        except _Cut:
            return result

    def array(self, path: str) -> list[Any]:
        begin = self.at
        self.at += 1
        result: list[Any] = []
        try:
            while True:
                self.skip()
                if self.accept("]"):
                    return result
                if found := _DOTS.match(self.text, self.at):
                    self.at = found.end()
                    self.add_repair("cut")
                    self.accept(",")
                    continue
                result.append(self.value(f"{path}[]"))
                if self.cut or not self.comma("]", begin):
                    return result
        except _Cut:
            return result

    def name(self, begin: int) -> str:
        """Parse a key and its colon."""
        if self.at >= len(self.text):
            raise JSONError(begin, "the bracket that closes this JSON example")
        if self.text[self.at] == '"':
            name = self.string()
            self.skip()
            if not self.accept(":"):
                self.stop_at_cut()
                raise JSONError(self.at, f'":" after the key "{name[:40]}"')
            return name
        if self.loose and (found := _BARE_KEY.match(self.text, self.at)):
            self.at = found.end()
            self.add_repair("bare-key")
            return found[1]
        self.stop_at_cut()
        raise JSONError(self.at, "a key in quotes")

    def after_value(self) -> None:
        """Drop a stray value after a value: `"a": "b": "c"`."""
        self.skip()
        if self.loose and self.accept(":"):
            self.add_repair("stray-value")
            self.value(self.key)

    def comma(self, closing: str, begin: int) -> bool:
        """Parse the separator of two items. Return False at the end of the list."""
        self.skip()
        if self.accept(","):
            self.skip()
            if self.at < len(self.text) and self.text[self.at] == closing:
                self.add_repair("trailing-comma")
            return True
        if self.accept(closing):
            return False
        if self.at >= len(self.text):
            raise JSONError(begin, "the bracket that closes this JSON example")
        if self.loose and closing == "]" and self.text[self.at] == "}":
            self.add_repair("missing-bracket")
            return False
        self.stop_at_cut(marked=True)
        raise JSONError(self.at, f'"," or "{closing}"')

    def accept(self, letter: str) -> bool:
        if self.text.startswith(letter, self.at):
            self.at += 1
            return True
        return False

    def string(self) -> str:
        begin = self.at
        self.at += 1
        raw: list[str] = []
        while True:
            if found := _PLAIN.match(self.text, self.at):
                raw.append(found[0])
                self.at = found.end()
            if self.at >= len(self.text):
                raise JSONError(begin, "the quote that closes this string")
            letter = self.text[self.at]
            if letter == '"':
                self.at += 1
                return _unescape("".join(raw))
            if letter == "\n" and self.ends_here(begin):
                self.add_repair("missing-quote")
                content = self.text[begin + 1 : self.at].rstrip().removesuffix(",")
                self.at = begin + 1 + len(content)  # a comma ends the item and is not part of the string
                return _unescape(content)
            if _CUT_MARK.match(self.text, self.at):
                self.stop_at_cut()
            if letter == "\\" and self.at + 1 < len(self.text):
                raw.append(self.text[self.at : self.at + 2])
                self.at += 2
                continue
            raw.append(letter)
            self.at += 1

    def ends_here(self, begin: int) -> bool:
        """Return whether a string whose line ends lacks its closing quote."""
        following = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]
        if self.text.startswith(("{{", "|"), following):
            raise JSONError(begin, "the quote that closes this string")
        return self.loose and bool(re.match(r'"[^"\n]*"\s*:|[}\]]', self.text[following : following + 200]))


def _unescape(raw: str) -> str:
    spaced = re.sub(r"[ \t\r\n]+", " ", raw)
    if "\\" not in spaced:
        return spaced
    try:
        return str(json.loads(f'"{spaced}"'))
    except json.JSONDecodeError:
        return spaced
