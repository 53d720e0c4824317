"""The operations of all descriptions, and what these say of each, for tests that go through them all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kinocraft import AsyncPage, Page
from scripts.generator.bundle import bundle, services
from scripts.generator.transform import operations, resolve
from tests.plain import plain

ROOT = Path(__file__).resolve().parent.parent
BUNDLES = {folder.name: bundle(folder) for folder in services(ROOT / "specs")}


@dataclass(frozen=True)
class Subject:
    """An operation, and what the description says of it."""

    service: str
    key: str
    method: str
    operation: dict[str, Any]
    parameters: list[dict[str, Any]]

    def __repr__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return str(self.operation["operationId"])

    @property
    def document(self) -> dict[str, Any]:
        return BUNDLES[self.service]

    @property
    def opaque(self) -> bool:
        """Whether its URL is one that the service gave."""
        return "x-opaque-url" in self.document["paths"][self.key]

    @property
    def vendor(self) -> str:
        """Whose it is."""
        return self.service.partition("-")[0]

    @property
    def request(self) -> tuple[str, dict[str, Any]] | None:
        """Media type and schema of the body it takes."""
        content = self.operation.get("requestBody", {}).get("content", {})
        return next(((kind, resolve(self.document, media["schema"])) for kind, media in content.items()), None)

    @property
    def answer(self) -> dict[str, Any] | None:
        """What describes the body of its success; None when nothing is read from it."""
        responses = self.operation["responses"]
        success = next(responses[status] for status in responses if status.startswith("2"))
        content: dict[str, Any] = resolve(self.document, success).get("content", {})
        return content.get("application/json")

    @property
    def described(self) -> dict[str, Any]:
        """The schema of that body."""
        assert self.answer
        return resolve(self.document, self.answer["schema"])

    @property
    def enveloped(self) -> bool:
        """Whether what is meant stands in an envelope."""
        return "data" in self.described.get("properties", {}) and not self.described["properties"].keys() - {
            "data",
            "meta",
        }

    @property
    def data(self) -> dict[str, Any]:
        """The schema of what stands in the envelope, or of the whole."""
        return resolve(self.document, self.described["properties"]["data"]) if self.enveloped else self.described

    @property
    def mere_success(self) -> bool:
        """Whether the answer only says that it worked."""
        return self.enveloped and list(self.data.get("properties", {})) == ["success"]

    def given(self, answer: Any) -> Any:
        """What a method that gets this answer gives, as JSON; a page stands for its whole answer."""
        if self.mere_success:
            return None
        if self.method == "get" and ("array" in kinds(self.data) or "anyOf" in self.data):
            return [answer] if "anyOf" in self.data and isinstance(answer, dict) else answer
        return answer.get("data") if self.enveloped and isinstance(answer, dict) else answer


def kinds(schema: dict[str, Any]) -> list[str]:
    kind = schema.get("type", [])
    return [kind] if isinstance(kind, str) else kind


SUBJECTS = [
    Subject(service, key, method, operation, parameters)
    for service, document in BUNDLES.items()
    for key, method, operation, parameters in operations(document)
]


def kinds_of(document: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    """The types a schema names, its arms' included; none where anything goes."""
    schema = resolve(document, schema)
    return [*kinds(schema), *(kind for arm in schema.get("anyOf", []) for kind in kinds_of(document, arm))]


def outcome(result: Any) -> Any:
    """A result as the JSON it came from; a page is its whole answer."""
    return plain(result.response if isinstance(result, Page | AsyncPage) else result)
