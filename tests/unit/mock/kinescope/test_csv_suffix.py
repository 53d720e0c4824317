"""The suffix .csv of a path, by which programs ask for CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bundles import BUNDLES
from tests.seed.workspace import UNKNOWN_ID, error

if TYPE_CHECKING:
    from tests.seed.workspace import Workspace

LISTS = sorted(
    path
    for name in ("kinescope-v1", "kinescope-v2")
    for path, item in BUNDLES[name]["paths"].items()
    if "get" in item and "servers" not in item and not path.endswith("}") and "." not in path
)


@pytest.mark.parametrize("path", ["/v1/videos", "/v1/projects", "/v1/dictionaries/timezones", "/v2/live/events"])
def test_csv_suffix_of_a_list_gets_json(workspace: Workspace, path: str) -> None:
    plain = workspace.get(path)
    response = workspace.get(f"{path}.csv")
    assert response.json() == plain.json()
    assert response.headers["content-type"] == plain.headers["content-type"]
    assert workspace.server.control.journal()[-1]["readings"] == [f"{path}.csv stands for {path}"]


@pytest.mark.parametrize("path", LISTS)
def test_csv_suffix_leads_to_the_operation_without_it(workspace: Workspace, path: str) -> None:
    url = path
    while "{" in url:
        before, _, rest = url.partition("{")
        url = f"{before}{UNKNOWN_ID}{rest.partition('}')[2]}"
    workspace.get(url)
    workspace.get(f"{url}.csv")
    plain, suffixed = workspace.server.control.journal()[-2:]
    assert plain["operation"]
    assert (plain["operation"], plain["status"]) == (suffixed["operation"], suffixed["status"])


def test_csv_suffix_of_a_post_is_unknown(workspace: Workspace) -> None:
    error(workspace.post("/v1/tags.csv", {"tag": "a"}), 405, 400405)
