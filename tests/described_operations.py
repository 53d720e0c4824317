"""All described operations, for tests that run over each of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.transform import operations, resolve
from generator.type_guards import is_list, is_object

from kinocraft import AsyncPage, Page
from tests.bundles import BUNDLES
from tests.json_form import to_json

ROOT = Path(__file__).resolve().parent.parent
METHODS = {
    operation["operationId"]: str(operation.get("x-method", operation["operationId"]))
    for document in BUNDLES.values()
    for _, _, operation, _ in operations(document)
}
"""The client method that sends each operation."""


@dataclass(frozen=True)
class DescribedOperation:
    """An operation with its description."""

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
        """Return whether its URL comes from an earlier response."""
        return "x-opaque-url" in self.document["paths"][self.key]

    @property
    def vendor(self) -> str:
        """Return the vendor."""
        return self.service.partition("-")[0]

    @property
    def request(self) -> tuple[str, dict[str, Any]] | None:
        """Return media type and schema of the request body."""
        content = self.operation.get("requestBody", {}).get("content", {})
        return next(((kind, resolve(self.document, media["schema"])) for kind, media in content.items()), None)

    @property
    def paginated(self) -> bool:
        """Return whether it is a list with a page size."""
        return {"page", "per_page"} <= {parameter["name"] for parameter in self.parameters}

    @property
    def response_media(self) -> dict[str, Any] | None:
        """Return the JSON media type object of the successful response; None without a JSON body."""
        responses = self.operation["responses"]
        success = next(responses[status] for status in responses if status.startswith("2"))
        content: dict[str, Any] = resolve(self.document, success).get("content", {})
        return content.get("application/json")

    @property
    def response_schema(self) -> dict[str, Any]:
        """Return the schema of the successful response."""
        assert self.response_media
        return resolve(self.document, self.response_media["schema"])

    @property
    def enveloped(self) -> bool:
        """Return whether the response has an envelope."""
        return "data" in self.response_schema.get("properties", {}) and not self.response_schema[
            "properties"
        ].keys() - {
            "data",
            "meta",
        }

    @property
    def data(self) -> dict[str, Any]:
        """Return the schema of the data in the envelope, or of the whole response."""
        return (
            resolve(self.document, self.response_schema["properties"]["data"])
            if self.enveloped
            else self.response_schema
        )

    @property
    def mere_success(self) -> bool:
        """Return whether the response only confirms success."""
        return self.enveloped and list(self.data.get("properties", {})) == ["success"]

    def expected_result(self, response: Any) -> Any:
        """Return the result of a method for this response, as JSON; for a page it is the whole response."""
        if self.mere_success:
            return None
        if self.method == "get" and ("array" in kinds(self.data) or "anyOf" in self.data):
            return [response] if "anyOf" in self.data and is_object(response) else response
        result = response.get("data") if self.enveloped and is_object(response) else response
        return with_schemes(result) if self.service == "platformcraft-filespot" else result


def kinds(schema: dict[str, Any]) -> list[str]:
    kind = schema.get("type", [])
    return [kind] if isinstance(kind, str) else kind


OPERATIONS = [
    DescribedOperation(service, key, method, operation, parameters)
    for service, document in BUNDLES.items()
    for key, method, operation, parameters in operations(document)
]
SERVICES = {each.name: each.service for each in OPERATIONS}


def with_schemes(node: Any) -> Any:
    """Return files of Filespot with the scheme that the client gives to their URLs."""
    if is_list(node):
        return [with_schemes(item) for item in node]
    if not is_object(node):
        return node
    made = {**node, "contents": with_schemes(node["contents"])} if "contents" in node else dict(node)
    for name in {"download_url", "preview_url", "hls"} & made.keys():
        if isinstance(made[name], str) and made[name] and "://" not in made[name]:
            made[name] = f"https://{made[name]}"
    return made


def kinds_of(document: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    """Return the types that a schema allows, including those of its `anyOf`; none if it allows any."""
    schema = resolve(document, schema)
    return [*kinds(schema), *(kind for arm in schema.get("anyOf", []) for kind in kinds_of(document, arm))]


def outcome(result: Any) -> Any:
    """Return a result as the JSON it came from; for a page it is the whole response."""
    return to_json(result.response if isinstance(result, Page | AsyncPage) else result)
