"""A program: uploads a file with another client. Prints as JSON the seconds and the CPU time of it.

Arguments: `tuspy`, the URL of Kinescope's upload host, the id of a project, and the file; or `boto3`, the URL of an S3
server, and the file. What the client loads and sends first is not timed.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

MIB = 1 << 20
Reading = dict[str, float]


def timed(upload: Callable[[], object]) -> Reading:
    """Measure an upload."""
    cpu, started = time.process_time(), time.perf_counter()
    upload()
    return {"seconds": time.perf_counter() - started, "cpu": time.process_time() - cpu}


def tuspy(url: str, project: str, path: str) -> Reading:
    """Send the chunks of an upload session with tuspy, in chunks as large as the first of ours."""
    import httpx2

    size = Path(path).stat().st_size
    body = {"type": "video", "parent_id": project, "title": "Large", "filename": "large.mp4", "filesize": size}
    headers = {"Authorization": "Bearer mock-token"}
    made = httpx2.post(f"{url}/v2/init", json=body, headers=headers, trust_env=False).raise_for_status().json()
    client: Any = import_module("tusclient.client").TusClient(url)
    uploader = client.uploader(path, url=made["data"]["endpoint"], chunk_size=16 * MIB)
    taken = timed(uploader.upload)
    if uploader.offset != size:
        raise SystemExit(f"{uploader.offset} bytes arrived")
    return taken


def boto3(url: str, path: str) -> Reading:
    """Upload with the transfer manager of boto3 and its default settings."""
    session: Any = import_module("boto3").Session("mock", "mock", region_name="us-east-1")
    s3 = session.client("s3", endpoint_url=url)
    s3.create_bucket(Bucket="talks")
    s3.put_object(Bucket="talks", Key="tiny", Body=b"tiny")
    taken = timed(lambda: s3.upload_file(path, "talks", "large"))
    if s3.head_object(Bucket="talks", Key="large")["ContentLength"] != Path(path).stat().st_size:
        raise SystemExit("the file did not arrive")
    s3.delete_object(Bucket="talks", Key="large")
    return taken


way, *arguments = sys.argv[1:]
ways: dict[str, Callable[..., Reading]] = {"tuspy": tuspy, "boto3": boto3}
json.dump(ways[way](*arguments), sys.stdout)
