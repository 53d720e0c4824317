"""Make the text of a dialect from HTML or Markdown, with the extractor that prints this dialect.

trafilatura prints the Kinescope dialect: tables with bars, a line per block. resiliparse prints the Platformcraft
dialect: tables without bars, blank lines between blocks. Markdown is converted to HTML first, so that both forms of a
page go the same way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

from ..readers import kinescope, platformcraft
from ..spec_files import SpecError
from .errors import RejectedPageError
from .source import Source

_METHOD = re.compile(r"^\s*(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\s*$", re.IGNORECASE)
_URL = re.compile(r"^\s*\{\{\s*\w+\s*\}\}\s*/")
_ONLY_URL = re.compile(r"^\s*\{\{\s*\w+\s*\}\}\s*/\S*\s*$")
_WITH_METHOD = re.compile(r"^(?:[A-Z]+\s+)?\{\{\s*\w+\s*\}\}\s*/\S*")
# Elements that are not part of the page's text.
_CLUTTER = (
    "//script | //style | //template | //noscript | //svg | //button | //nav | //footer | //aside | //form | //iframe"
    " | //select | //input | //*[@hidden] | //*[@aria-hidden='true'] | //*[@role='tab' or @role='tablist']"
    " | //*[@role='navigation' or @role='search' or @role='banner' or @role='contentinfo']"
    " | //body/header | //comment()"
)
_ANCHOR = re.compile(r"^\s*[#¶§🔗]?\s*$")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_MARKDOC_TAG = re.compile(r"^[ \t]*\{%.*?%\}[ \t]*$", re.MULTILINE)
_MARKDOC_METHOD = re.compile(r"\bmethod\s*=\s*\"?(\w+)|\{%-?\s*method\s+\"?(\w+)", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"<([A-Z][A-Z0-9_ ]*)>")
_CODE = re.compile(r"(^ {0,3}(```|~~~).*?^ {0,3}\2[ \t]*$|`[^`\n]*`)", re.MULTILINE | re.DOTALL)


def text_of(vendor: str, source: Source) -> str:
    """Return the text of a page in the vendor's dialect. Raises RejectedPageError if a part of the page is lost."""
    if source.form == "text":
        return source.text
    html = source.text if source.form == "html" else _html_of(source.text)
    tree = _clean(html)
    text = _EXTRACTORS[vendor](tree)
    missing = [url for url in _urls(tree) if "".join(url.split()) not in "".join(text.split())]
    if missing:
        raise RejectedPageError("incomplete", f"the extractor lost {len(missing)} URLs, the first is {missing[0]}")
    return text


def _package(name: str) -> Any:
    """Import a package by name, because only the group `docs` has it and it has no types."""
    try:
        return import_module(name)
    except ImportError as error:
        package = name.partition(".")[0].replace("_", "-")
        raise SpecError(f"saving a page needs {package}: install the group docs of pyproject.toml") from error


# --- HTML


def _clean(html: str) -> Any:
    """Parse HTML, remove what is not text of the page, and put each method label in front of its URL."""
    lxml_html = _package("lxml.html")
    tree = lxml_html.document_fromstring(re.sub(r"\A\s*<\?xml[^>]*\?>", "", html))
    for clutter in tree.xpath(_CLUTTER):
        if clutter.getparent() is not None:
            clutter.drop_tree()
    for link in tree.xpath("//h1//a | //h2//a | //h3//a | //h4//a | //h5//a | //h6//a"):
        if _ANCHOR.match(link.text_content()):
            link.drop_tree()
    mains = tree.xpath("//main | //*[@role='main']")
    body = tree.find("body")
    if len(mains) == 1 and body is not None:
        for child in list(body):
            body.remove(child)
        body.text = mains[0].tail = None
        body.append(mains[0])
    _label_methods(tree)
    return tree


def _label_methods(tree: Any) -> None:
    """Join each method label to its URL: from the title before it, from in front of the URL, or from behind it.

    An extractor may drop a label, because it is short and is repeated, but not the text of a URL.
    """
    for label in tree.xpath("//h1//* | //h2//* | //h3//* | //h4//* | //h5//* | //h6//*"):
        heading = next(one for one in label.iterancestors() if one.tag in _HEADINGS)
        method = label.text_content().strip()
        if _METHOD.match(method) and heading.text_content().strip() != method:
            line = _package("lxml.html").fragment_fromstring(f"<p>{method.upper()}</p>")
            label.drop_tree()
            line.tail, heading.tail = heading.tail, None
            heading.addnext(line)
    texts: list[Any] = [node for node in tree.xpath("//body//text()") if node.strip()]
    labelled: set[int] = set()
    for at, node in enumerate(texts):
        holder = node.getparent()
        if not (node.is_text and _METHOD.match(node)) or holder.tag in _HEADINGS:
            continue
        for other, pattern in ((at + 1, _URL), (at - 1, _ONLY_URL)):
            if 0 <= other < len(texts) and other not in labelled and pattern.match(texts[other]):
                url = texts[other]
                setattr(url.getparent(), "text" if url.is_text else "tail", f"{node.strip().upper()} {url.strip()}")
                holder.text = None
                labelled.add(other)
                break


def _urls(tree: Any) -> list[str]:
    """Return the URLs of operations in the HTML, which the text must contain."""
    found = [_WITH_METHOD.match(str(node).strip()) for node in tree.xpath("//body//text()")]
    return [url[0] for url in found if url]


def _kinescope(tree: Any) -> str:
    text = _package("trafilatura").extract(
        _package("lxml.html").tostring(tree, encoding="unicode"),
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        with_metadata=False,
    )
    return f"{text or ''}\n"


def _platformcraft(tree: Any) -> str:
    extract = _package("resiliparse.extract.html2text").extract_plain_text
    html = _package("lxml.html").tostring(tree, encoding="unicode")
    text: str = extract(html, main_content=False, preserve_formatting=True, alt_texts=False, links=False)
    return f"{text}\n"


_EXTRACTORS: dict[str, Callable[[Any], str]] = {kinescope.PAGE: _kinescope, platformcraft.PAGE: _platformcraft}


# --- Markdown


def _html_of(markdown: str) -> str:
    """Convert Markdown to HTML. Markdoc tags are removed, except the methods in them."""
    plain = _FRONT_MATTER.sub("", markdown)
    pieces = _CODE.split(plain)
    # Every third piece is code, followed by the fence that the pattern captures.
    outside = range(0, len(pieces), 3)
    for at in outside:
        pieces[at] = _PLACEHOLDER.sub(r"&lt;\1&gt;", _MARKDOC_TAG.sub(_markdoc, pieces[at]))
    for at in range(2, len(pieces), 3):
        pieces[at] = ""
    parser = _package("markdown_it").MarkdownIt("commonmark", {"html": True}).enable("table")
    return f"<!doctype html><html><body><main>{parser.render(''.join(pieces))}</main></body></html>"


def _markdoc(tag: re.Match[str]) -> str:
    method = _MARKDOC_METHOD.search(tag[0])
    return f"\n{(method[1] or method[2]).upper()}\n" if method else ""
