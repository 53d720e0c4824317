"""The oracle accepts valid requests and must reject invalid ones."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bundles import BUNDLES
from tests.contract.requests.oracle import InvalidRequestError, Judged, Oracle, Sent

OWNER = "5b30bc7c1658f770c3a2bf5c"
GET = Sent("GET", f"/2/fs/container/{OWNER}/object/a", {"authorization": "Bearer x"}, b"")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"method": "PATCH"}, "no operation"),
        ({"target": f"/fs/container/{OWNER}/object/a"}, "no operation"),
        ({"target": f"/2/fs/container/{OWNER}/objects"}, "no operation"),
        ({"target": f"/2/fs/container/{OWNER}/object/a b"}, "may not"),
        ({"target": f"/2/fs/container/{OWNER}/object/é"}, "may not"),
        ({"target": f"/2/fs/container/{OWNER}/object/%zz"}, "may not"),
        ({"target": GET.target + "?sort=date"}, "sort"),
        ({"target": GET.target + "?limit=0"}, "less than the minimum"),
        ({"target": GET.target + "?limit=many"}, "limit"),
        ({"target": GET.target + "?files_only=1"}, "files_only"),
        ({"target": GET.target + "?from="}, "from"),
        ({"headers": {}}, "Security not found"),
        ({"headers": {"authorization": "Basic x"}}, "Security not found"),
        ({"method": "PUT", "body": b"", "headers": {**GET.headers, "content-type": "application/json"}}, "body"),
        (
            {"method": "PUT", "body": b'{"name": ""}', "headers": {**GET.headers, "content-type": "application/json"}},
            "name",
        ),
        ({"method": "PUT", "body": b"{}", "headers": {**GET.headers, "content-type": "text/plain"}}, "text/plain"),
        (
            {
                "method": "PUT",
                "target": f"/2/fs/container/{OWNER}/object?uploadId=u",
                "body": b"x",
                "headers": {**GET.headers, "content-type": "application/octet-stream"},
            },
            r"files[.]update.*octet-stream",  # without a part number it is the update of the root
        ),
        (
            {
                "method": "POST",
                "body": b'--b\r\nContent-Disposition: form-data; name="name"\r\n\r\nx\r\n--b--\r\n',
                "headers": {**GET.headers, "content-type": "multipart/form-data; boundary=b"},
            },
            "file",
        ),
    ],
)
def test_oracle_rejects_an_invalid_request(change: dict[str, Any], says: str) -> None:
    oracle = Oracle(BUNDLES["platformcraft-filespot"])
    assert oracle.judge(GET) == Judged("files.get", {"container_id": OWNER, "file_path": "/a"}, {}, b"")
    with pytest.raises(InvalidRequestError, match=says):
        oracle.judge(Sent(**{**GET.__dict__, **change}))


def test_oracle_distinguishes_variants_by_their_query_keys() -> None:
    oracle = Oracle(BUNDLES["platformcraft-filespot"])
    start = Sent("POST", f"/2/fs/container/{OWNER}/object/a?uploads", GET.headers, b"")
    assert oracle.judge(start).operation == "files.uploads.start"
    with pytest.raises(InvalidRequestError, match=r"files[.]create"):
        oracle.judge(Sent("POST", f"/2/fs/container/{OWNER}/object/a", GET.headers, b""))
    root = Sent("GET", f"/2/fs/container/{OWNER}/object", GET.headers, b"")
    assert oracle.judge(root).operation == "files.get"
    status = Sent("GET", f"/2/fs/container/{OWNER}/object?uploadId=u", GET.headers, b"")
    assert oracle.judge(status).operation == "files.uploads.status"
