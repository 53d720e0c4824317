"""`release propose` rejects a page that cannot be right, each reason with its exit code, before it changes anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from make_release import main
from vendor_docs import lock, read
from vendor_docs.saving.errors import EXIT_CODES, Reason

from tests.unit.release.shop import PAGE, write_repository
from tests.unit.release.test_propose import FIELD, state

STORY = "The baker slept until noon, and the loaves went cold upon their shelves. "
PLANTED: dict[Reason, str | None] = {
    "garbled": PAGE.replace("Gives all", "Gives \ufffd all"),
    "incomplete": PAGE[: PAGE.index("Eat loaf")] + "\n",
    "superseded": PAGE,
    "unexplained": PAGE.replace("Gives all", f"{STORY * 60}Gives all"),
    "other-vendor": "Method GET\nURL structure https://x.invalid/1\n",
    "error-page": "<html><head><title>502 Bad Gateway</title></head><body><h1>502</h1></body></html>",
    "unsupported": "%PDF-1.7",
    "unavailable": None,
}
"""A page for each reason; None: there is no file."""


@pytest.fixture(scope="module", name="root")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose lock has a newer page than PAGE."""
    root = write_repository(tmp_path_factory.mktemp("rejected"))
    file = root / "specs" / lock.FILE
    lock.write(file, [read("kinescope", FIELD)])
    assert lock.load_page(file, "kinescope").superseded == (read("kinescope", PAGE).sha256,)
    return root


@pytest.mark.parametrize("reason", EXIT_CODES)
def test_a_rejected_page_has_its_exit_code_and_changes_nothing(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], reason: Reason
) -> None:
    page, text = tmp_path / "page.txt", PLANTED[reason]
    if text is not None:
        page.write_text(text, encoding="utf-8")
    before = state(root)
    code = main(["--root", str(root), "propose", "--page", f"kinescope={page}", "--gates", "none"])
    assert (code, capsys.readouterr().err.partition(": ")[2].partition(":")[0]) == (EXIT_CODES[reason], reason)
    assert state(root) == before
