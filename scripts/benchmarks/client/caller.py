"""A program: gets videos in turn, with one of several clients, and measures its own CPU time.

Arguments: the name of the client; the API's URL; the token; the folder with the code of the other generators; the ids
of the videos. It reads a number of calls per line from standard input and prints, for each line, the CPU seconds that
one call took.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from importlib import import_module
from itertools import count, cycle, islice
from typing import Any

Get = Callable[[str], object]
"""A function that makes one call: it takes the id of a video and returns the typed video."""


def kinocraft(url: str, token: str) -> Get:
    """Use kinocraft with its default settings. Its clock advances a second per call, so that no rate limit waits."""
    from kinocraft import Kinescope
    from kinocraft.clock import SystemClock

    seconds = count()
    now = 0.0
    clock = SystemClock()
    vars(clock)["monotonic"] = lambda: now
    videos = Kinescope(token, api_url=url, upload_url=url, clock=clock).videos

    def get(video: str) -> object:
        nonlocal now
        now = float(next(seconds))
        return videos.get(video)

    return get


def httpx2(url: str, token: str) -> Get:
    """Use httpx2 alone, and validate the response with the same model."""
    import httpx2
    from pydantic import TypeAdapter

    from kinocraft_api.kinescope_models import VideoResponse

    reader = TypeAdapter(VideoResponse)
    client = httpx2.Client(headers={"Authorization": f"Bearer {token}"})
    return lambda video: reader.validate_json(client.get(f"{url}/v1/videos/{video}").content).data


def openai(url: str, token: str) -> Get:
    """Use the public `get` of the openai client, which accepts any path, with the same models on its base class."""
    client: Any = import_module("openai").OpenAI(api_key=token, base_url=f"{url}/v1")
    envelope: Any = import_module("openai_models").VideoResponse
    return lambda video: client.get(f"/videos/{video}", cast_to=envelope).data


def openapi_python_client(url: str, token: str) -> Get:
    """Use the client that openapi-python-client generates with its own templates."""
    videos_get: Any = import_module("openapi_client.api.videos.videos_get")
    client: Any = import_module("openapi_client.client").AuthenticatedClient(base_url=url, token=token)
    return lambda video: videos_get.sync(video, client=client).data


def datamodel_code_generator(url: str, token: str) -> Get:
    """Use the models that datamodel-code-generator generates, with httpx2."""
    import httpx2

    envelope: Any = import_module("codegen_models").VideoResponse
    client = httpx2.Client(headers={"Authorization": f"Bearer {token}"})
    return lambda video: envelope.model_validate_json(client.get(f"{url}/v1/videos/{video}").content).data


CLIENTS: dict[str, Callable[[str, str], Get]] = {
    "kinocraft": kinocraft,
    "httpx2": httpx2,
    "openai": openai,
    "openapi-python-client": openapi_python_client,
    "datamodel-code-generator": datamodel_code_generator,
}


def main() -> None:
    """Make as many calls as requested, and check that the client returns the expected video."""
    name, url, token, folder, *videos = sys.argv[1:]
    sys.path.append(folder)
    # Some of the clients would use the proxy that the environment names.
    os.environ["NO_PROXY"] = "127.0.0.1"
    get = CLIENTS[name](url, token)
    got: Any = get(videos[0])
    # One generator wraps a named string in an object.
    if str(getattr(got.id, "root", got.id)) != videos[0] or got.title != "Talk" or not got.assets:
        raise SystemExit(f"{name} returned {got!r}")
    turns = cycle(videos)
    for line in sys.stdin:
        calls = int(line)
        before = time.process_time()
        for video in islice(turns, calls):
            get(video)
        print((time.process_time() - before) / calls, flush=True)


main()
