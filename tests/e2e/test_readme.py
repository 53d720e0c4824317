"""Every Python and shell block of README.md runs as printed, or has a reason not to."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kinocraft.clock import SystemClock

README = Path(__file__).resolve().parents[2] / "README.md"
FENCE = re.compile(
    r"(?:^<!-- not run: (?P<reason>[^\n]+) -->\n)?^```(?P<language>\w*)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL
)


class Block(NamedTuple):
    line: int
    language: str
    code: str
    reason: str | None


def blocks(text: str) -> list[Block]:
    return [
        Block(text.count("\n", 0, match.start("language")) + 1, match["language"], match["code"], match["reason"])
        for match in FENCE.finditer(text)
    ]


BLOCKS = blocks(README.read_text(encoding="utf-8"))


ID = r"[0-9a-f-]{36}"
PRINTED = {
    "videos.wait(": (
        r"done Вступительный доклад http://127\.0\.0\.1:\d+/kinescope/play/\w+\nВступительный доклад \d+\.\d+\n"
    ),
    "with Platformcraft() as platformcraft:  # or": (
        r"1000000 http://127\.0\.0\.1:\d+/\S+/talks/talk\.mp4\ntalk\.mp4 1000000 video/mp4\n\['Hall 1'\]\n"
    ),
    "AsyncPlatformcraft": r"evening\.mp4 1000000\n0\n",
    "begin_upload(": r"\d+ .*\n",
    "part_size=256": "",
    "progress=show": r"1,000,000 of 1,000,000 bytes, 0 from an earlier call\n",
    "sort=": (
        r"2 of 5 \['tag-\d'(?:, 'tag-\d'){4}\]\n\['note-\d\.txt'(?:, 'note-\d\.txt'){4}\]\n2 of 5\n2 of 5\n1 of 5\n"
    ),
    "NotFoundError": rf"400 400400 \['name'\]\n404 True\nvideos\.get 1 \d\S+ {ID}\n",
    "with_raw_response": r"200 application/json 0\n200\n",
    "webhooks": "",
    "token_store=": r"run 0 0\nrun 1 0\n",
    "kinocraft_mock.running": "",
}
"""The output of each Python block, by a text that only this block contains."""


LOCAL = "http://127.0.0.1:4010"
PRINTED_BY_SHELL = {
    "kinocraft-mock env": f"{LOCAL}/kinescope/api\n{LOCAL}/platformcraft/filespot\n",
    "kinocraft upload": (
        "platformcraft:/talks/talk.mp4\n"
        "copy.mp4\n"
        "moved platformcraft:/talks/talk.mp4 to platformcraft:/talks/keynote.mp4\n"
        "deleted platformcraft:/talks/keynote.mp4\n"
    ),
}
"""The output of each shell block, by a text that only this block contains."""


def in_readme(language: str) -> list[Any]:
    wanted = [block for block in BLOCKS if block.language == language and not block.reason]
    return [pytest.param(block, id=f"line-{block.line}") for block in wanted]


def is_test(block: Block) -> bool:
    return re.search(r"^def test_", block.code, re.MULTILINE) is not None


@pytest.fixture
def place(tmp_path: Path, server: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a video, with the local server in the environment; waits advance the server's clock."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(SystemClock, "sleep", lambda self, seconds: server.control.advance(seconds))
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "talk.mp4").write_bytes(bytes(1_000_000))
    return tmp_path


@pytest.mark.parametrize("block", [block for block in in_readme("python") if not is_test(*block.values)])
def test_python_blocks_run(block: Block, place: Path, server: Any, capsys: pytest.CaptureFixture[str]) -> None:
    ((sign, expected),) = [(sign, pattern) for sign, pattern in PRINTED.items() if sign in block.code]

    # Padded, so that a traceback has the line number of README.md.
    exec(compile("\n" * block.line + block.code, README.name, "exec"), {"__name__": "__main__"})

    assert re.fullmatch(expected, capsys.readouterr().out)
    logins = 1 if "latformcraft(" in block.code and sign != "kinocraft_mock.running" else 0
    assert len(server.control.journal("auth.login")) == logins
    if "copy.mp4" in block.code:
        assert (place / "copy.mp4").read_bytes() == (place / "talk.mp4").read_bytes()


@pytest.mark.parametrize("block", [block for block in in_readme("python") if is_test(*block.values)])
def test_test_blocks_pass(block: Block, tmp_path: Path) -> None:
    file = tmp_path / "test_readme_block.py"
    file.write_text(block.code, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(tmp_path), str(file)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "1 passed" in done.stdout, done.stdout + done.stderr


@pytest.mark.skipif(shutil.which("sh") is None, reason="there is no sh on this system")
@pytest.mark.parametrize("block", in_readme("sh"))
def test_shell_blocks_run(block: Block, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    done = subprocess.run(["sh", "-eu", "-c", block.code], capture_output=True, text=True, timeout=60)
    assert (done.stderr, done.returncode) == ("", 0)
    (expected,) = [text for sign, text in PRINTED_BY_SHELL.items() if sign in block.code]
    assert done.stdout == expected


def test_every_block_runs_or_has_a_reason_not_to() -> None:
    text = README.read_text(encoding="utf-8")
    assert {block.language for block in BLOCKS} == {"python", "sh"}
    # A fence that the expression above does not match would be a block that never runs.
    assert len(re.findall(r"^\s*(?:```|~~~)", text, re.MULTILINE)) == 2 * len(BLOCKS)
    assert len(re.findall("not run:", text)) == sum(block.reason is not None for block in BLOCKS)
    assert not any(block.reason for block in BLOCKS if block.language == "python")


def test_a_block_is_found_with_its_line_and_reason() -> None:
    text = "# Title\n\n```python\nprint(1)\n```\n\n<!-- not run: it never ends -->\n```sh\nyes\n```\n"
    assert blocks(text) == [
        Block(3, "python", "print(1)\n", None),
        Block(8, "sh", "yes\n", "it never ends"),
    ]
