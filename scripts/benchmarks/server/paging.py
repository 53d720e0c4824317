"""The CPU time of the local server for a page of a long list, compared with the same page of a short list."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

from local_server import LocalServer, local_server

from ..measure import Line, alternate, loop_seconds
from ..workspace import control_request, kinescope, make_videos, multiply_videos

TARGET = 2
PAGE = 100
SHORT = 1000


def measure(quick: bool) -> list[Line]:
    """Measure both servers while both run. Their videos differ in id and title only."""
    long, count = (10_000, 5) if quick else (100_000, 25)
    with local_server("--no-limits") as server:
        make_videos(server)
        state = control_request(server, "GET", "/_mock/state")
    with local_server("--no-limits") as small, local_server("--no-limits") as large:
        for server, videos in ((small, SHORT), (large, long)):
            control_request(server, "PUT", "/_mock/state", multiply_videos(state, videos))
        lines: list[Line] = []
        for change in (False, True):
            for place in (0.0, 0.5, 1.0):
                pairs = alternate(_page(large, long, place, change), _page(small, SHORT, place, change), count)
                ours, base = (seconds * 1000 for seconds in pairs.medians)
                name = f"{'first' if place == 0 else 'last' if place == 1 else 'middle'} page"
                detail = f"{ours:.1f} ms; of {SHORT:,} {base:.1f} ms; {PAGE} to a page"
                figure = f"  {name}{' after a change' if change else ''}"
                lines.append(pairs.compare(figure, "<=", TARGET, detail))
    worst = max(lines, key=lambda line: float(line.measured.split()[0]))
    met = all(line.met for line in lines)
    return [Line(f"paging {long:,} videos", f"<= {TARGET} x", worst.measured, met, "the slowest of these"), *lines]


def _page(server: LocalServer, videos: int, place: float, change: bool) -> Callable[[], float]:
    client = kinescope(server)
    page = 1 + round(place * (videos // PAGE - 1))
    number = iter(range(10**9))

    def take() -> float:
        readings: list[float] = []
        for _ in range(3):
            if change:
                first = client.videos.list(per_page=1).items[0]
                client.videos.update(first.id, title=f"Changed {next(number)}")
            before = loop_seconds(server.pid)
            found = client.videos.list(page=page, per_page=PAGE)
            readings.append(loop_seconds(server.pid) - before)
            if len(found.items) != PAGE or found.total != videos:
                raise RuntimeError(f"the page has {len(found.items)} of {found.total} videos")
        return median(readings)

    return take
