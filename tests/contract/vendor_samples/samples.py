"""Read the code samples of a vendor's page as the HTTP requests that they send.

A sample is curl, JavaScript (fetch or XMLHttpRequest) or Python (requests). Its placeholders stay as they are printed.
"""

from __future__ import annotations

import ast
import re
import shlex
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

FORM = "application/x-www-form-urlencoded"
_QUOTED = r"(?:'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"|`([^`]*)`)"


class SampleError(Exception):
    """A sample is no request, for the reason that it names."""


@dataclass(frozen=True)
class SampleRequest:
    """The request that a sample sends.

    `body` is the text that it sends. `file` says how it sends a file: `raw`, or `form` under the field `file`.
    """

    method: str
    url: str
    headers: dict[str, str] = field(default_factory=dict[str, str])
    body: str = ""
    file: str = ""


@dataclass(frozen=True)
class Sample:
    """A sample as the page prints it."""

    language: str
    line: int
    text: str

    def request(self) -> SampleRequest:
        """Return what it sends.

        Raises:
            SampleError: It is no request.
        """
        return {"curl": curl, "javascript": javascript, "python": python}[self.language](self.text)


def find(page: str) -> Iterator[Sample]:
    """Yield the samples of a page, in its order."""
    lines = page.split("\n")
    at = 0
    while at < len(lines):
        language, end = _begins(lines, at)
        if language:
            yield Sample(language, at + 1, textwrap.dedent("\n".join(lines[at:end])))
        at = end


def _begins(lines: list[str], at: int) -> tuple[str, int]:
    """Return the language of the sample that begins on a line, and where it ends."""
    line = lines[at].strip()
    if line.startswith("curl "):
        end = at + 1
        while lines[end - 1].rstrip().endswith("\\") and not re.match(r"\s*(const|var|let)\s", lines[end]):
            end += 1
        return "curl", end
    if re.match(r"(const headers|var xhr) = new ", line):
        return "javascript", _after(lines, at, "fetch(", "});") if "headers" in line else _after(lines, at, "xhr.send(")
    if line == "import requests":
        return "python", _after(lines, at, "print(req.text)")
    return "", at + 1


def _after(lines: list[str], at: int, *marks: str) -> int:
    """Return the line after those that begin with all marks, one after the other."""
    for mark in marks:
        at = next(number for number in range(at, len(lines)) if lines[number].strip().startswith(mark))
    return at + 1


def curl(text: str) -> SampleRequest:
    """Return what curl sends. Like a shell, it keeps `\\n` within double quotes as it is."""
    words = words_of(text)
    method, url, headers, data, file = "", "", dict[str, str](), list[str](), ""
    rest = iter(words[1:])
    for word in rest:
        if word == "-X":
            method = next(rest)
        elif word == "-H":
            name, _, value = next(rest).partition(":")
            headers[name.strip()] = value.strip()
        elif word == "-d":
            data.append(next(rest))
        elif word == "-F":
            name, _, value = next(rest).partition("=")
            if name != "file" or not value.startswith("@"):
                raise SampleError(f"-F {name} is not the file")
            file = "form"
        elif word.startswith("-"):
            raise SampleError(f"{word} is unknown")
        else:
            url = word
    if data and not any(name.lower() == "content-type" for name in headers):
        headers["Content-Type"] = FORM
    return SampleRequest(method or ("POST" if data or file else "GET"), _url(url), headers, "&".join(data), file)


def words_of(text: str) -> list[str]:
    """Return the words of a shell command.

    Raises:
        SampleError: A quote is not closed.
    """
    # A page without line breaks has a space after the backslash, and its prose follows the URL without one.
    text = re.sub(r"\\ +(?=https://)", " ", text)
    text = re.sub(r"(https://[a-z./]+/v\d/[a-z_-]+)[A-Z].*", r"\1", text)
    try:
        words = shlex.split(text.replace("\\\n", "").rstrip("\\ \n"))
    except ValueError as error:
        raise SampleError("a quote is not closed") from error
    if any(word.startswith("https://") and re.search(r"\s", word) for word in words):
        raise SampleError("a quote is not closed")
    return words


def javascript(text: str) -> SampleRequest:
    """Return what fetch or an XMLHttpRequest sends. A browser sets the length itself."""
    quoted = {found[1]: _text(found, 2) for found in re.finditer(rf"(?:const|var) (body) = {_QUOTED}", text)}
    setting = rf"(?:headers\.append|setRequestHeader)\({_QUOTED},\s*{_QUOTED}\)"
    headers = {_text(found, 1): _text(found, 4) for found in re.finditer(setting, text)}
    headers.pop("Content-Length", None)
    body = quoted.get("body", "")
    found = re.search(rf"(?:fetch|xhr\.open\('(\w+)',)\s*\(?\s*{_QUOTED}", text)
    if not found:
        raise SampleError("no call of fetch")
    method = re.search(r"method: '(\w+)'", text)
    url = _url(_text(found, 2))
    file = "raw" if body == "[object File]" else ""
    if body and not any(name.lower() == "content-type" for name in headers):
        headers["Content-Type"] = "text/plain;charset=UTF-8"
    return SampleRequest(found[1] or (method[1] if method else "GET"), url, headers, "" if file else body, file)


def python(text: str) -> SampleRequest:
    """Return what requests sends. It sets the length itself, and no type for a text."""
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        raise SampleError(f"Python does not parse it: {error.msg}") from error
    known: dict[str, Any] = {}
    calls: list[ast.Call] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant | ast.Dict):
            known[ast.unparse(node.targets[0])] = node.value
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("requests."):
            calls.append(node)
    if len(calls) != 1:
        raise SampleError("not one call of requests")
    given = {str(each.arg): ast.unparse(each.value) for each in calls[0].keywords}
    headers = dict(ast.literal_eval(known["headers"]))
    headers.pop("Content-Length", None)
    body = ast.literal_eval(known["body"]) if "data" in given and "body" in known else ""
    file = "form" if "files" in given else "raw" if "data" in given and not body else ""
    url = _url(ast.literal_eval(known[ast.unparse(calls[0].args[0])]))
    return SampleRequest(ast.unparse(calls[0].func).rpartition(".")[2].upper(), url, headers, body, file)


def _text(found: re.Match[str], group: int) -> str:
    """Return what is within the quotes that begin with a group: each kind of quote has one of its own."""
    return next((part for part in found.groups()[group - 1 : group + 2] if part), "")


def _url(text: str) -> str:
    if not text.startswith("https://"):
        raise SampleError("no URL")
    return text
