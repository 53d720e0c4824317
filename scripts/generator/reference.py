"""Generate api.md: every method of the clients, with its request, parameters and result.

The packages are parsed, not imported, so they need not be installed. A section is a generated class; a subclass in the
overlays adds or replaces methods.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .names import class_name
from .types_reference import anchor

PACKAGE = "generated/kinocraft_api"
COMMON = "CallOptions"
RESOURCE = "Resource"
INTRO = """\
# API

<!-- Generated from the sources of the packages by scripts/generate.py. Edits here are lost. -->

Every method of the clients with its request, parameters and result. Parameters marked `?` are optional; those after `*`
are keyword-only. Every method also accepts `timeout`, `deadline`, `retries` and `headers` for its calls.

`AsyncKinescope` and `AsyncPlatformcraft` have the same methods as coroutines; their lists are `AsyncListing` objects,
for `async for`. `with_raw_response` of a section has its operations with the unparsed response. A method without a
request calls other methods listed here. [api-types.md](api-types.md) lists the fields of each type. The docstrings
describe the arguments and the errors that methods raise.
"""


@dataclass
class Method:
    """A public method of a section or a client."""

    parameters: list[str]
    result: str
    request: str = ""


@dataclass
class Section:
    """A section's methods, by name."""

    tag: str
    description: str
    methods: dict[str, Method] = field(default_factory=dict[str, Method])


def reference(made: Mapping[str, bytes], overlays: Path) -> str:
    """Return the text of api.md, from the generated files and the folder of the overlays."""
    own = [ast.parse(path.read_text("utf-8")) for path in sorted(overlays.rglob("*.py"))]
    options = {each.name: each for tree in own for each in _classes(tree) if "TypedDict" in _ancestors(each, own)}
    vendors = sorted({Path(path).stem for path in made if path.startswith(f"{PACKAGE}/") and _is_root(path)})
    lines = [INTRO]
    models = {vendor: _class_names(made[f"{PACKAGE}/{vendor}_models.py"]) for vendor in vendors}
    for vendor in vendors:
        sections = [
            section for path, text in made.items() if _is_section(path, vendor) for section in _sections(text, options)
        ]
        by_class = {class_name(section.tag) + RESOURCE: section for section in sections}
        for tree in own:
            for each in _classes(tree):
                for base in _bases(each) & by_class.keys():
                    for name, method in _methods(each, options).items():
                        method.request = by_class[base].methods.get(name, method).request
                        by_class[base].methods[name] = method
        lines += _vendor(vendor.capitalize(), _client(vendor.capitalize(), own, options), sections, models)
    return "\n".join(lines).rstrip() + "\n"


def _class_names(text: bytes) -> list[str]:
    return [each.name for each in _classes(ast.parse(text))]


def _vendor(name: str, client: Section, sections: list[Section], models: Mapping[str, list[str]]) -> Iterator[str]:
    yield f"## {name}\n"
    for section in [client, *sorted(sections, key=lambda section: section.tag)]:
        if section.tag:
            yield f"### {section.tag}\n"
        yield f"{section.description}\n"
        yield "| method | request | parameters | result |\n| --- | --- | --- | --- |"
        for method_name, method in section.methods.items():
            path = ".".join(part for part in (name.lower(), section.tag, method_name) if part)
            parameters = ", ".join(f"`{each}`" for each in method.parameters)
            cells = [f"`{path}`", method.request and f"`{method.request}`", parameters]
            cells.append(_linked(name.lower(), method.result, models))
            yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
        yield ""


def _linked(vendor: str, result: str, models: Mapping[str, list[str]]) -> str:
    """Return a result with links to the classes in it."""
    found = [word for word in re.findall(r"\w+", result) if word in models[vendor]]
    links = "".join(f" [{word}]({anchor(vendor, word, models)})" for word in dict.fromkeys(found))
    return f"`{result}`{links}"


def _is_root(path: str) -> bool:
    return path.count("/") == 2 and path.endswith(".py") and "_" not in Path(path).stem


def _is_section(path: str, vendor: str) -> bool:
    return path.startswith(f"{PACKAGE}/{vendor}_") and path.endswith(".py") and path.count("/") == 3


def _sections(text: bytes, options: Mapping[str, ast.ClassDef]) -> Iterator[Section]:
    tree = ast.parse(text)
    operations = dict(_operation(node) for node in tree.body if _is_operation(node))
    for each in _classes(tree):
        if RESOURCE in _bases(each):
            tag = next(iter(operations.values()))[0].rpartition(".")[0]
            section = Section(tag, _summary(each), _methods(each, options))
            for name, method in section.methods.items():
                identifier, request = operations[name.upper()]
                assert identifier == f"{tag}.{name}"
                method.request = request
            yield section


def _is_operation(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and _text(node.value.func) == "Operation"


def _operation(node: ast.stmt) -> tuple[str, tuple[str, str]]:
    """Return the name of an operation's constant, with its id and its request."""
    assert isinstance(node, ast.Assign)
    assert isinstance(node.value, ast.Call)
    given = {each.arg: each.value for each in node.value.keywords}
    facts = {name: str(ast.literal_eval(given[name])) for name in ("id", "method", "server", "path")}
    fixed = "&".join(ast.literal_eval(given["fixed"])) if "fixed" in given else ""
    url = "{url}" if facts["server"].endswith(".invalid") else facts["server"] + facts["path"]
    return _text(node.targets[0]), (facts["id"], f"{facts['method']} {url}{'?' if fixed else ''}{fixed}")


def _client(name: str, trees: list[ast.Module], options: Mapping[str, ast.ClassDef]) -> Section:
    """Return the methods of a client class and of its base classes."""
    classes = {each.name: each for tree in trees for each in _classes(tree)}
    own, methods = classes[name], dict[str, Method]()
    for each in [*(classes[base] for base in _bases(own) if base in classes), own]:
        methods |= _methods(each, options)
    return Section("", _summary(own), methods)


def _classes(tree: ast.Module) -> list[ast.ClassDef]:
    return [node for node in tree.body if isinstance(node, ast.ClassDef)]


def _bases(each: ast.ClassDef) -> set[str]:
    return {_text(base).partition("[")[0] for base in each.bases}


def _ancestors(each: ast.ClassDef, trees: list[ast.Module]) -> set[str]:
    found = _bases(each)
    if COMMON in found:
        found.add("TypedDict")
    return found.union(*(_ancestors(other, trees) for tree in trees for other in _classes(tree) if other.name in found))


def _methods(each: ast.ClassDef, options: Mapping[str, ast.ClassDef]) -> dict[str, Method]:
    """Return the public methods. Of an overloaded method it is the implementation, which covers all overloads."""
    functions = [node for node in each.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    return {
        node.name: Method(_parameters(node.args, options), _type(node.returns))
        for node in functions
        if not {"cached_property", "property"} & {_text(decorator) for decorator in node.decorator_list}
    }


def _parameters(arguments: ast.arguments, options: Mapping[str, ast.ClassDef]) -> list[str]:
    plain = arguments.args[1:]
    missing = len(plain) - len(arguments.defaults)
    positional = [_parameter(each, index >= missing) for index, each in enumerate(plain)]
    named = [
        _parameter(each, default is not None)
        for each, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    ]
    if arguments.kwarg is not None:
        kind = _text(arguments.kwarg.annotation).removeprefix("Unpack[").removesuffix("]")
        named += list(dict.fromkeys(_options(kind, options)))
    return [*positional, *(["*"] if named else []), *named]


def _options(kind: str, options: Mapping[str, ast.ClassDef]) -> Iterator[str]:
    """Yield the fields of a TypedDict and of its base classes, except the options of every call."""
    if kind in options:
        for base in (_text(base) for base in options[kind].bases):
            yield from _options(base, options)
        for node in options[kind].body:
            if isinstance(node, ast.AnnAssign):
                yield f"{_text(node.target)}?: {_type(node.annotation)}"


def _parameter(argument: ast.arg, optional: bool) -> str:
    return f"{argument.arg}{'?' if optional else ''}: {_type(argument.annotation)}"


def _type(node: ast.expr | None) -> str:
    """Return a type without module names and without the marker of optional arguments."""
    text = re.sub(r"\b(models|params|builtins|os|datetime)\.", "", _text(node)) or "None"
    return text.removesuffix(" | Unset")


def _summary(each: ast.ClassDef) -> str:
    """Return the first paragraph of a class's docstring, on one line."""
    return " ".join((ast.get_docstring(each) or "").partition("\n\n")[0].split())


def _text(node: ast.expr | None) -> str:
    return "" if node is None else ast.unparse(node)
