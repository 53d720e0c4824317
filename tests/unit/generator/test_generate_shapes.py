"""What the transform derives from a description: results, sections, codes and parameters."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from generator.codes import CodesError, codes
from generator.inline import inline_plain
from generator.models import for_models
from generator.results import result_facts
from generator.transform import for_resources, sections_of
from generator.tree import Section, TreeError, children_of, merge, root

SCHEMAS = "#/components/schemas/"
THING = {"type": "object", "description": "A thing.", "properties": {"id": {"type": "string"}}}


def ref(name: str, **beside: Any) -> dict[str, Any]:
    return {"$ref": SCHEMAS + name, **beside}


def envelope(data: Any, **others: Any) -> dict[str, Any]:
    return {"type": "object", "properties": {"data": data, **others}}


DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Small", "version": "1"},
    "servers": [{"url": "https://things.invalid/9"}],
    "tags": [{"name": "things", "description": "Things."}],
    "paths": {},
    "components": {
        "schemas": {
            "Thing": THING,
            "Meta": {"type": "object", "properties": {"total": {"type": "integer"}}},
            "ThingResponse": envelope(ref("Thing")),
            "MaybeResponse": envelope({"type": ["object", "null"]}),
            "ThingList": envelope({"type": ["array", "null"], "items": ref("Thing")}, meta=ref("Meta")),
            "NameList": envelope({"type": "array", "items": {"type": "string"}}),
            "Success": {"type": "object", "properties": {"success": {"type": "boolean"}}},
            "Done": envelope(ref("Success")),
            "Else": envelope(ref("Thing"), other={"type": "string"}),
            "Id": {"type": "string", "description": "An id."},
            "Moment": {"description": "A moment.", "anyOf": [{"type": "string", "format": "date-time"}]},
        }
    },
}


def document(path: str = "/things", item: dict[str, Any] | None = None, **operation: Any) -> dict[str, Any]:
    """Return the small description with one operation."""
    made = copy.deepcopy(DOCUMENT)
    get = {
        "operationId": "things.get",
        "tags": ["things"],
        "summary": "Get.",
        "x-docs": {"page": "small", "entry": "Thing"},
        "x-evidence": "documented",
        "responses": {"200": {"description": "It."}},
        **operation,
    }
    made["paths"][path] = {"get": get, **(item or {})}
    return made


def facts(made: dict[str, Any]) -> dict[str, Any]:
    """Return the facts about its only operation."""
    (item,) = for_resources(made, "small")["paths"].values()
    found: dict[str, Any] = item["get"]["responses"]["200"]["x-operation"]
    return found


def success(schema: Any, **others: Any) -> dict[str, Any]:
    return {"description": "It.", "content": {"application/json": {"schema": schema}}, **others}


class TestResults:
    @pytest.mark.parametrize(
        ("method", "response", "result", "call", "model", "payload"),
        [
            ("get", success(ref("ThingResponse")), "models.Thing", "models.Thing", "models.ThingResponse", "data"),
            ("get", success(ref("Thing")), "models.Thing", "models.Thing", "models.Thing", "whole"),
            ("get", success(ref("Else")), "models.Else", "models.Else", "models.Else", "whole"),
            ("get", success(ref("MaybeResponse")), "Any | None", "Any | None", "models.MaybeResponse", "data"),
            (
                "get",
                success(ref("ThingList")),
                "Page[models.Thing]",
                "Listed[models.Thing]",
                "models.ThingList",
                "whole",
            ),
            ("get", success(ref("NameList")), "Page[str]", "Listed[str]", "models.NameList", "whole"),
            (
                "post",
                success(ref("ThingList")),
                "builtins.list[models.Thing] | None",
                "builtins.list[models.Thing] | None",
                "models.ThingList",
                "data",
            ),
            (
                "get",
                success({"type": "array", "items": ref("Thing")}),
                "Page[models.Thing]",
                "Listed[models.Thing]",
                "builtins.list[models.Thing]",
                "whole",
            ),
            (
                "get",
                success({"anyOf": [{"type": "array", "items": ref("Thing")}, ref("Thing")]}),
                "Page[models.Thing]",
                "Listed[models.Thing]",
                "builtins.list[models.Thing]",
                "whole",
            ),
            (
                "post",
                success({"type": "array", "items": ref("Thing")}),
                "builtins.list[models.Thing]",
                "builtins.list[models.Thing]",
                "builtins.list[models.Thing]",
                "whole",
            ),
            ("delete", success(ref("Done")), "None", "None", "models.Done", "nothing"),
            ("delete", success(ref("Done"), **{"x-empty-body": True}), "None", "None", "models.Done", "nothing"),
            (
                "delete",
                success(ref("ThingResponse"), **{"x-empty-body": True}),
                "models.Thing | None",
                "models.Thing | None",
                "models.ThingResponse",
                "data",
            ),
            ("get", {"content": {"image/*": {}}, "x-empty-body": True}, "bytes", "bytes", "bytes", "whole"),
            ("head", {"headers": {"X": {}}, "x-empty-body": True}, "Headers", "Headers", "Headers", "whole"),
            ("delete", {"x-empty-body": True}, "None", "None", "None", "whole"),
            ("get", success({"type": "object"}), "Any", "Any", "Any", "whole"),
        ],
    )
    def test_method_result_follows_the_response_schema(
        self, method: str, response: dict[str, Any], result: str, call: str, model: str, payload: str
    ) -> None:
        made = result_facts(DOCUMENT, method, response)
        assert (made["result"], made["call"], made["model"], made["payload"]) == (result, call, model, payload)
        assert made["listing"] == (result[5:-1] if result.startswith("Page[") else "")

    def test_single_object_or_list_is_marked(self) -> None:
        schema = {"anyOf": [{"type": "array", "items": ref("Thing")}, ref("Thing")]}
        assert facts(document(responses={"200": success(schema)}))["one_or_many"] is True
        assert facts(document(responses={"200": success(schema["anyOf"][0])}))["one_or_many"] is False
        other = {"anyOf": [{"type": "array", "items": ref("Thing")}, ref("Meta")]}
        assert facts(document(responses={"200": success(other)}))["one_or_many"] is False

    def test_other_media_types_become_bytes(self) -> None:
        made = for_resources(document(responses={"200": {"description": "It.", "content": {"text/csv": {}}}}), "small")
        content = made["paths"]["/things"]["get"]["responses"]["200"]["content"]
        assert content == {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}


class TestServers:
    def test_server_of_the_path_overrides_the_default(self) -> None:
        own = document(item={"servers": [{"url": "https://upload.invalid/base"}]})
        assert (facts(own)["server"], facts(own)["path"]) == ("https://upload.invalid", "/base/things")
        assert (facts(document())["server"], facts(document())["path"]) == ("https://things.invalid", "/9/things")

    def test_opaque_url_replaces_path_arguments(self) -> None:
        parameter = {
            "name": "id",
            "in": "path",
            "required": True,
            "description": "Which.",
            "schema": {"type": "string"},
        }
        server = {"url": "https://{host}", "variables": {"host": {"default": "nowhere.invalid"}}}
        made = facts(document("/x/{id}", {"x-opaque-url": "data.url", "servers": [server]}, parameters=[parameter]))
        assert made["opaque"] is True
        assert made["unasked"] == ["id"]
        assert made["server"] == "https://nowhere.invalid"
        assert facts(document("/x/{id}", parameters=[parameter]))["unasked"] == []


def parameter(name: str, schema: dict[str, Any], **others: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": "Which.", "schema": schema, **others}


MOMENT = {"type": "string", "format": "date-time"}
WHOLE = {**MOMENT, "pattern": "^[0-9-]{10}T[0-9:]{8}Z$"}
FINE = {**MOMENT, "pattern": "^[0-9-]{10}T[0-9:]{8}([.][0-9]+)?Z$"}
ITEMS = {"type": "array", "items": {"type": "string"}}


class TestParameters:
    def test_constant_header_is_no_argument(self) -> None:
        version = parameter("Version", {"type": "string", "const": "1.0"}, required=True) | {"in": "header"}
        made = document(parameters=[version, version | {"name": "Optional", "required": False}])
        assert facts(made)["fixed_headers"] == {"Version": "1.0"}
        assert [entry["name"] for entry in for_resources(made, "s")["paths"]["/things"]["get"]["parameters"]] == [
            "Optional"
        ]

    @pytest.mark.parametrize(
        ("beside", "together"),
        [({}, False), ({"explode": False}, True), ({"explode": True}, False), ({"style": "pipeDelimited"}, True)],
    )
    def test_comma_separated_list_is_marked(self, beside: dict[str, Any], together: bool) -> None:
        assert facts(document(parameters=[parameter("x", ITEMS, **beside)]))["joined"] == (["x"] if together else [])

    @pytest.mark.parametrize(
        ("schema", "whole"),
        [
            (MOMENT, False),
            (WHOLE, True),
            (FINE, False),
            ({"anyOf": [{"type": "string", "format": "date"}, WHOLE]}, True),
        ],
    )
    def test_time_in_whole_seconds_is_marked(self, schema: dict[str, Any], whole: bool) -> None:
        assert facts(document(parameters=[parameter("x", schema)]))["whole_seconds"] == (["x"] if whole else [])

    def test_order_lists_its_sortable_fields(self) -> None:
        made = document(parameters=[parameter("order", {"type": "string"}, **{"x-sortable": ["name", "made_at"]})])
        assert facts(made)["sortable"] == {"order": ["name", "made_at"]}
        words = for_resources(made, "s")["paths"]["/things"]["get"]["parameters"][0]["schema"]["description"]
        assert words == (
            'Which. Also as "-name" for descending, or as pairs such as [("name", "desc")]. Sortable: name, made_at.'
        )

    @pytest.mark.parametrize("name", ["Id", "Moment"])
    def test_parameter_keeps_its_description_over_the_schemas(self, name: str) -> None:
        made = for_resources(document(parameters=[parameter("x", ref(name))]), "small")
        assert made["paths"]["/things"]["get"]["parameters"][0]["schema"]["description"] == "Which."

    def test_arguments_keep_names_of_builtins(self) -> None:
        body = {
            "type": "object",
            "properties": {
                "type": {"type": "string"},
                "name": {"type": "string"},
                "video_id": {"type": "string", "x-argument": "offered_video_id"},
            },
        }
        made = facts(
            document(
                parameters=[
                    parameter("filter[]", ITEMS),
                    parameter("q", ITEMS),
                    parameter("X-Video-ID", {"type": "string"}) | {"in": "header"},
                ],
                requestBody={"content": {"application/json": {"schema": body}}},
            )
        )
        assert {each["wire"]: each["name"] for each in made["signature"]} == {
            "type": "type",
            "name": "name",
            "video_id": "offered_video_id",
            "filter[]": "filter",
            "q": "q",
            "X-Video-ID": "video_id",
        }

    @pytest.mark.parametrize(
        ("body", "words"),
        [
            ({"description": "The order.", "content": {"application/json": {"schema": ITEMS}}}, "The order."),
            ({"content": {"application/json": {"schema": {**ITEMS, "description": "All."}}}}, "All."),
            (
                {"content": {"application/json": {"schema": {"type": "array", "items": ref("Id")}}}},
                "A list. Each: An id.",
            ),
            ({"content": {"application/json": {"schema": ITEMS}}}, ""),
        ],
    )
    def test_body_argument_gets_a_description(self, body: dict[str, Any], words: str) -> None:
        (argument,) = facts(document(requestBody=body))["signature"]
        assert argument["description"] == words


class TestInline:
    def test_replaces_references_to_plain_schemas(self) -> None:
        made = copy.deepcopy(DOCUMENT)
        made["components"]["schemas"]["Holder"] = {
            "type": "object",
            "properties": {
                "id": ref("Id", description="Its own words."),
                "other": ref("Id"),
                "moment": ref("Moment"),
                "thing": ref("Thing"),
                "ids": {"type": "array", "items": ref("Id")},
            },
        }
        schemas = inline_plain(made)["components"]["schemas"]
        fields = schemas["Holder"]["properties"]
        assert fields["id"] == {"type": "string", "description": "Its own words."}
        assert fields["other"] == {"type": "string", "description": "An id."}
        assert fields["moment"] == DOCUMENT["components"]["schemas"]["Moment"]
        assert fields["thing"] == ref("Thing")
        assert fields["ids"]["items"] == {"type": "string", "description": "An id."}
        assert "Id" not in schemas
        assert "Moment" not in schemas

    def test_keeps_references_to_unions_of_objects(self) -> None:
        made = copy.deepcopy(DOCUMENT)
        made["components"]["schemas"] |= {
            "Either": {"oneOf": [ref("Thing"), ref("Meta")]},
            "Holder": {"type": "object", "properties": {"either": ref("Either")}},
        }
        assert inline_plain(made)["components"]["schemas"]["Holder"]["properties"]["either"] == ref("Either")

    def test_does_not_change_its_argument(self) -> None:
        made = document(parameters=[parameter("x", ref("Id"))], responses={"200": success(ref("ThingResponse"))})
        before = copy.deepcopy(made)
        for_resources(made, "small")
        for_models({"small": made})
        assert made == before


def sections(**tags: str) -> dict[str, Section]:
    """Return sections by tag, from tags with double underscores for dots and their services."""
    names = {tag.replace("__", "."): service for tag, service in tags.items()}
    return {tag: Section(tag, service, f"About {tag}.") for tag, service in names.items()}


class TestTree:
    def test_section_can_be_below_one_of_another_service(self) -> None:
        all_of_them = merge([sections(videos="v-1", videos__posters="v-1"), sections(videos__uploads="v-2")])
        assert children_of("videos", all_of_them) == [
            {
                "attribute": "posters",
                "module": "kinocraft_api.v_1.videos_posters",
                "class": "VideosPostersResource",
                "description": "About videos.posters.",
            },
            {
                "attribute": "uploads",
                "module": "kinocraft_api.v_2.videos_uploads",
                "class": "VideosUploadsResource",
                "description": "About videos.uploads.",
            },
        ]

    def test_rejects_section_of_two_services(self) -> None:
        with pytest.raises(TreeError, match="videos is a section of v-1 and of v-2"):
            merge([sections(videos="v-1"), sections(videos="v-2")])

    def test_rejects_section_without_its_parent(self) -> None:
        with pytest.raises(TreeError, match=r"a[.]b[.]c is below a[.]b, which is not a section"):
            merge([sections(a="v-1", a__b__c="v-1")])

    def test_root_has_top_sections_and_namespaces(self) -> None:
        text = root("acme", sections(tags="v-1", live__events="v-2", deep__down__below="v-1"))
        made: dict[str, Any] = {}
        exec(compile(text, "root", "exec"), made)
        for flavour in ("", "Async"):
            tops = vars(made[f"{flavour}AcmeResources"])
            assert {"tags", "live", "deep"} <= tops.keys()
            assert "events" not in tops
            assert "events" in vars(made[f"{flavour}AcmeLive"])
            assert "down" in vars(made[f"{flavour}AcmeDeep"])
            assert "below" in vars(made[f"{flavour}AcmeDeepDown"])
        assert made["AcmeResources"].__doc__ == "The sections: deep, live, tags."
        assert made["AcmeLive"].events.__doc__ == "About live.events."

    def test_sections_are_the_tags(self) -> None:
        assert sections_of("small", DOCUMENT) == {"things": Section("things", "small", "Things.")}


class TestCodes:
    def test_named_codes_become_constants(self) -> None:
        text = codes("acme", [{"a": [{"x-codes": {"7": "TOO_MANY", "1": "NONE"}}]}, {"x-codes": {"8": None}}])
        made: dict[str, Any] = {}
        exec(compile(text or "", "codes", "exec"), made)
        assert {code.name: int(code) for code in made["AcmeCode"]} == {"NONE": 1, "TOO_MANY": 7}

    def test_returns_none_without_named_codes(self) -> None:
        assert codes("acme", [DOCUMENT]) is None

    def test_rejects_two_names_of_a_code(self) -> None:
        with pytest.raises(CodesError, match="7 is A and B"):
            codes("acme", [{"x-codes": {"7": "A"}}, {"x-codes": {"7": "B"}}])
