"""Changes of a description, each with the level that its release must have.

Each case changes a copy of the real description of Kinescope v1. The levels were decided by hand, by what a program
that uses the SDK would notice, and not by the code under test.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from release.version import Level

from tests.unit.release_assess.changed_description import Description, description

NONE, PATCH, MINOR, MAJOR = (Level(number) for number in range(4))

Change = Callable[[Description], None]


@dataclass(frozen=True)
class Case:
    """A change with the level that it must have."""

    name: str
    level: Level
    change: Change

    def changed(self) -> dict[str, Any]:
        """Return the description after the change."""
        made = Description(description())
        self.change(made)
        return made.document


CASES: list[Case] = []


def case(level: Level) -> Callable[[Change], Change]:
    """Add a function as a case, which its name describes."""

    def add(change: Change) -> Change:
        CASES.append(Case(change.__name__.strip("_").replace("_", " "), level, change))
        return change

    return add


TEXT = {"type": "string", "description": "A text."}

# --- prose


@case(NONE)
def nothing(d: Description) -> None:
    d.document["info"] = dict(d.document["info"])


@case(PATCH)
def the_summary_of_an_operation_is_reworded(d: Description) -> None:
    d.operation("videos.get")["summary"] = "Read one video"


@case(PATCH)
def the_description_of_a_field_is_reworded(d: Description) -> None:
    d.field("FileRequest.title")["description"] = "Its title."


@case(PATCH)
def an_example_gets_another_value(d: Description) -> None:
    d.parameter("FileRequestArchived")["example"] = False


@case(PATCH)
def the_evidence_of_an_operation_changes(d: Description) -> None:
    d.operation("videos.get")["x-evidence"] = "seen"


@case(PATCH)
def the_title_of_the_description_changes(d: Description) -> None:
    d.document["info"]["title"] = "Kinescope"


# --- operations


@case(MINOR)
def an_operation_is_added(d: Description) -> None:
    item = copy.deepcopy(d.document["paths"]["/v1/tags"]["get"])
    item["operationId"] = "tags.search"
    d.document["paths"]["/v1/tags/search"] = {"get": item}


@case(MAJOR)
def an_operation_is_removed(d: Description) -> None:
    del d.document["paths"]["/v1/file-requests"]["post"]


@case(MAJOR)
def an_operation_is_renamed(d: Description) -> None:
    d.operation("file_requests.create")["operationId"] = "file_requests.new"


@case(MAJOR)
def the_path_changes(d: Description) -> None:
    d.move("/v1/file-requests", "/v1/requests")


@case(MAJOR)
def the_http_method_changes(d: Description) -> None:
    item = d.document["paths"]["/v1/file-requests/{file_request_id}"]
    item["patch"] = item.pop("put")


@case(MAJOR)
def the_host_changes(d: Description) -> None:
    d.document["servers"][0]["url"] = "https://api.kinescope.com"


@case(MAJOR)
def the_host_of_one_operation_changes(d: Description) -> None:
    d.operation("videos.get")["servers"] = [{"url": "https://videos.kinescope.io"}]


@case(MAJOR)
def the_authentication_changes(d: Description) -> None:
    d.document["components"]["securitySchemes"]["bearer"] = {"type": "apiKey", "in": "header", "name": "X-Key"}


@case(MAJOR)
def an_operation_needs_another_authentication(d: Description) -> None:
    d.operation("videos.get")["security"] = [{"basic": []}]


@case(MINOR)
def an_operation_accepts_another_authentication(d: Description) -> None:
    d.operation("videos.get")["security"] = [{"bearer": []}, {"basic": []}]


@case(MINOR)
def an_operation_needs_no_authentication_any_more(d: Description) -> None:
    d.operation("videos.get")["security"] = []


@case(MINOR)
def an_operation_is_deprecated(d: Description) -> None:
    d.operation("videos.get")["deprecated"] = True


@case(MAJOR)
def an_operation_gets_a_keyword_that_no_rule_knows(d: Description) -> None:
    d.operation("videos.get")["callbacks"] = {}


# --- parameters


@case(MINOR)
def an_optional_parameter_is_added(d: Description) -> None:
    d.operation("file_requests.list")["parameters"].append(
        {"name": "q", "in": "query", "description": "Search.", "schema": {"type": "string"}}
    )


@case(MAJOR)
def a_required_parameter_is_added(d: Description) -> None:
    d.operation("file_requests.list")["parameters"].append(
        {"name": "q", "in": "query", "required": True, "description": "Search.", "schema": {"type": "string"}}
    )


@case(MAJOR)
def a_parameter_is_removed(d: Description) -> None:
    d.operation("file_requests.list")["parameters"].pop()


@case(MAJOR)
def a_parameter_moves_from_the_query_to_a_header(d: Description) -> None:
    d.parameter("FileRequestArchived")["in"] = "header"


@case(MAJOR)
def a_parameter_becomes_required(d: Description) -> None:
    d.parameter("FileRequestArchived")["required"] = True


@case(MAJOR)
def a_positional_parameter_becomes_optional_and_so_keyword_only(d: Description) -> None:
    d.parameter("AnalyticsFrom")["required"] = False


@case(MAJOR)
def the_maximum_of_a_parameter_is_lowered(d: Description) -> None:
    d.parameter("PerPage")["schema"]["maximum"] = 50


@case(MINOR)
def the_maximum_of_a_parameter_is_raised(d: Description) -> None:
    d.parameter("PerPage")["schema"]["maximum"] = 200


@case(MAJOR)
def a_parameter_gets_a_minimum(d: Description) -> None:
    d.parameter("FileRequestArchived")["schema"] = {"type": "integer", "minimum": 1}
    d.parameter("FileRequestArchived")["schema"]["minimum"] = 5


@case(MAJOR)
def the_default_of_a_parameter_changes(d: Description) -> None:
    d.parameter("PerPage")["schema"]["default"] = 20


@case(MINOR)
def a_parameter_gets_a_documented_default(d: Description) -> None:
    d.parameter("FileRequestArchived")["schema"]["default"] = False


@case(MAJOR)
def a_parameter_is_encoded_in_another_style(d: Description) -> None:
    d.parameter("VideosStatus")["explode"] = False


@case(MAJOR)
def a_list_is_no_longer_sorted_by_a_field(d: Description) -> None:
    d.parameter("VideosOrder")["x-sortable"].remove("duration")


@case(MINOR)
def a_list_is_sorted_by_another_field(d: Description) -> None:
    d.parameter("VideosOrder")["x-sortable"].append("status")


# --- request bodies


@case(MINOR)
def an_optional_field_is_added_to_a_request(d: Description) -> None:
    d.add("NewFileRequest", "notes", dict(TEXT))


@case(MAJOR)
def a_required_field_is_added_to_a_request(d: Description) -> None:
    d.add("NewFileRequest", "notes", dict(TEXT), required=True)


@case(MAJOR)
def a_field_is_removed_from_a_request(d: Description) -> None:
    d.remove("NewFileRequest", "description")


@case(MAJOR)
def a_field_of_a_request_becomes_required(d: Description) -> None:
    d.schema("NewFileRequest")["required"].append("description")


@case(MINOR)
def a_field_of_a_request_becomes_optional(d: Description) -> None:
    d.loosen("NewFileRequest", "title")


@case(MAJOR)
def the_only_required_field_becomes_optional_and_so_keyword_only(d: Description) -> None:
    d.loosen("NewPlaylist", "name")


@case(MINOR)
def an_enum_value_is_added_to_a_request(d: Description) -> None:
    d.field("NewProject.catalog_type")["enum"].append("audio")


@case(MAJOR)
def an_enum_value_is_removed_from_a_request(d: Description) -> None:
    d.field("NewProject.catalog_type")["enum"].remove("live")


@case(MAJOR)
def a_text_of_a_request_becomes_an_enum(d: Description) -> None:
    d.field("NewFileRequest.title")["enum"] = ["a", "b"]


@case(MAJOR)
def a_text_of_a_request_gets_a_maximum_length(d: Description) -> None:
    d.field("NewFileRequest.title")["maxLength"] = 20


@case(MINOR)
def an_integer_of_a_request_becomes_a_number(d: Description) -> None:
    d.parameter("PerPage")["schema"]["type"] = "number"


@case(MAJOR)
def a_text_of_a_request_becomes_an_integer(d: Description) -> None:
    d.field("NewFileRequest.title")["type"] = "integer"


@case(MINOR)
def a_field_of_a_request_may_be_null(d: Description) -> None:
    d.field("NewFileRequest.description")["type"] = ["string", "null"]


@case(MAJOR)
def a_field_of_a_request_becomes_read_only(d: Description) -> None:
    d.field("NewFileRequest.description")["readOnly"] = True


@case(MAJOR)
def a_field_of_a_request_gets_a_pattern(d: Description) -> None:
    d.field("NewFileRequest.title")["pattern"] = "^[a-z]+$"


@case(MAJOR)
def an_argument_gets_another_name(d: Description) -> None:
    d.field("NewFileRequest.title")["x-argument"] = "heading"


@case(MAJOR)
def a_request_body_has_another_media_type(d: Description) -> None:
    content = d.operation("file_requests.create")["requestBody"]["content"]
    content["application/x-www-form-urlencoded"] = content.pop("application/json")


@case(MAJOR)
def a_request_body_is_removed(d: Description) -> None:
    del d.operation("file_requests.create")["requestBody"]


# --- responses


@case(MINOR)
def a_field_is_added_to_a_response(d: Description) -> None:
    d.add("FileRequest", "notes", dict(TEXT), required=True)


@case(MAJOR)
def a_field_is_removed_from_a_response(d: Description) -> None:
    d.remove("FileRequest", "url")


@case(MAJOR)
def a_field_of_a_response_becomes_optional(d: Description) -> None:
    d.loosen("FileRequest", "title")


@case(MINOR)
def a_field_of_a_response_becomes_required(d: Description) -> None:
    schema = d.schema("CreatedFileRequest")
    schema["properties"]["url"] = dict(d.field("FileRequest.url"))
    schema["required"] = [*schema["required"], "url"]


@case(MAJOR)
def a_field_of_a_response_may_be_null(d: Description) -> None:
    d.field("FileRequest.title")["type"] = ["string", "null"]


@case(MINOR)
def a_field_of_a_response_is_never_null_any_more(d: Description) -> None:
    d.field("FileRequest.created_by")["type"] = "string"


@case(MAJOR)
def an_integer_of_a_response_becomes_a_number(d: Description) -> None:
    d.field("FileRequest.user_count")["type"] = "number"


@case(MAJOR)
def an_integer_of_a_response_becomes_a_text(d: Description) -> None:
    d.field("FileRequest.user_count")["type"] = "string"


@case(MINOR)
def an_enum_value_is_added_to_a_response(d: Description) -> None:
    d.field("Usage.product")["enum"].append("drm")


@case(MAJOR)
def an_enum_value_is_removed_from_a_response(d: Description) -> None:
    d.field("Usage.product")["enum"].remove("cdn")


@case(MAJOR)
def a_text_of_a_response_becomes_a_datetime(d: Description) -> None:
    d.field("FileRequest.title")["format"] = "date-time"


@case(MINOR)
def a_bound_of_a_response_is_raised(d: Description) -> None:
    d.field("FileRequest.user_count")["minimum"] = 1


@case(PATCH)
def a_field_of_a_response_is_hidden_in_repr(d: Description) -> None:
    d.field("FileRequest.url")["x-secret"] = True


@case(MAJOR)
def the_class_of_a_response_is_renamed(d: Description) -> None:
    d.document["components"]["schemas"]["Inbox"] = d.document["components"]["schemas"]["FileRequest"]
    d.field("FileRequestResponse.data")["$ref"] = "#/components/schemas/Inbox"


@case(MINOR)
def an_error_status_is_added(d: Description) -> None:
    d.operation("file_requests.create")["responses"]["409"] = {"$ref": "#/components/responses/BadRequest"}


@case(MAJOR)
def an_error_status_is_removed(d: Description) -> None:
    del d.operation("file_requests.create")["responses"]["400"]


@case(MINOR)
def an_error_code_is_added(d: Description) -> None:
    d.field("ErrorDetail.code")["x-codes"]["400999"] = "TOO_LATE"


@case(MAJOR)
def an_error_code_is_removed(d: Description) -> None:
    del d.field("ErrorDetail.code")["x-codes"]["100102"]


@case(MAJOR)
def an_error_code_is_renamed(d: Description) -> None:
    d.field("ErrorDetail.code")["x-codes"]["100102"] = "NOBODY"


@case(MAJOR)
def another_success_status_is_added(d: Description) -> None:
    responses = d.operation("file_requests.create")["responses"]
    responses["202"] = {"description": "It will be created later."}


@case(MAJOR)
def a_response_may_have_no_body(d: Description) -> None:
    d.operation("file_requests.create")["responses"]["200"]["x-empty-body"] = True


@case(MINOR)
def a_response_gets_a_header(d: Description) -> None:
    headers = d.operation("file_requests.create")["responses"]["200"].setdefault("headers", {})
    headers["X-Request-Id"] = {"description": "An id.", "schema": {"type": "string"}}


# --- webhooks


@case(MINOR)
def a_webhook_event_is_added(d: Description) -> None:
    d.document["webhooks"]["media.deleted"] = d.document["webhooks"]["media.update.status"]


@case(MAJOR)
def a_webhook_event_is_removed(d: Description) -> None:
    del d.document["webhooks"]["media.update.status"]


@case(MAJOR)
def a_field_is_removed_from_a_webhook_event(d: Description) -> None:
    name = next(iter(d.schema("MediaStatusEvent")["properties"]))
    d.remove("MediaStatusEvent", name)


@case(MINOR)
def a_field_is_added_to_a_webhook_event(d: Description) -> None:
    d.add("MediaStatusEvent", "attempt", {"type": "integer", "description": "The attempt."}, required=True)


# --- several at once


@case(MAJOR)
def the_highest_of_several_levels_wins(d: Description) -> None:
    the_summary_of_an_operation_is_reworded(d)
    an_operation_is_added(d)
    a_field_is_removed_from_a_response(d)
