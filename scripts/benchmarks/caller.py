"""A program: gets videos in turn, with one of several clients, and counts its own processor time.

Arguments: which client; the API's URL; the token; a folder with what the generators made by themselves; the ids.
Each line of its standard input is a number of calls to make; each line of its output is the seconds of processor time
that one call took.
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
"""Makes one call; gives the typed video of an id."""


def kinocraft(url: str, token: str) -> Get:
    """With everything that a call has by default. The limits are kept by a clock that is a second on with each call."""
    from kinocraft import Kinescope
    from kinocraft.clock import SystemClock

    seconds = count()
    now = 0.0
    clock = SystemClock()
    vars(clock)["monotonic"] = lambda: now
    videos = Kinescope(token, api_url=url, clock=clock).videos

    def get(video: str) -> object:
        nonlocal now
        now = float(next(seconds))
        return videos.get(video)

    return get


def httpx2(url: str, token: str) -> Get:
    """No more than sending and reading into the same model."""
    import httpx2
    from pydantic import TypeAdapter

    from kinocraft_api.kinescope_models import VideoAnswer

    reader = TypeAdapter(VideoAnswer)
    client = httpx2.Client(headers={"Authorization": f"Bearer {token}"})
    return lambda video: reader.validate_json(client.get(f"{url}/v1/videos/{video}").content).data


def openai(url: str, token: str) -> Get:
    """Another service's client, whose public `get` takes any path, and the description's models on its own base."""
    client: Any = import_module("openai").OpenAI(api_key=token, base_url=f"{url}/v1")
    answer: Any = import_module("openai_models").VideoAnswer
    return lambda video: client.get(f"/videos/{video}", cast_to=answer).data


def openapi_python_client(url: str, token: str) -> Get:
    """What openapi-python-client makes of the description with its own templates."""
    videos_get: Any = import_module("openapi_client.api.videos.videos_get")
    client: Any = import_module("openapi_client.client").AuthenticatedClient(base_url=url, token=token)
    return lambda video: videos_get.sync(video, client=client).data


def datamodel_code_generator(url: str, token: str) -> Get:
    """What datamodel-code-generator makes of the description, which is models alone, and httpx2."""
    import httpx2

    answer: Any = import_module("codegen_models").VideoAnswer
    client = httpx2.Client(headers={"Authorization": f"Bearer {token}"})
    return lambda video: answer.model_validate_json(client.get(f"{url}/v1/videos/{video}").content).data


CLIENTS: dict[str, Callable[[str, str], Get]] = {
    "kinocraft": kinocraft,
    "httpx2": httpx2,
    "openai": openai,
    "openapi-python-client": openapi_python_client,
    "datamodel-code-generator": datamodel_code_generator,
}


def main() -> None:
    """Call as often as asked; check that every client has read the same video."""
    name, url, token, made, *videos = sys.argv[1:]
    sys.path.append(made)
    # Some of the clients would ask a proxy of the machine.
    os.environ["NO_PROXY"] = "127.0.0.1"
    get = CLIENTS[name](url, token)
    got: Any = get(videos[0])
    # What one generator makes of a named text is an object around it.
    if str(getattr(got.id, "root", got.id)) != videos[0] or got.title != "Talk" or not got.assets:
        raise SystemExit(f"{name} read {got!r}")
    turns = cycle(videos)
    for line in sys.stdin:
        calls = int(line)
        before = time.process_time()
        for video in islice(turns, calls):
            get(video)
        print((time.process_time() - before) / calls, flush=True)


main()
