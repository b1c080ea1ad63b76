"""`collabstudy quotes`, typed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Typed = Callable[..., "subprocess.CompletedProcess[str]"]

GOOD = "They say: “The neighbours. I trusted them in the flood.” (Elm Council)\n"
BAD = "They say: “The neighbours. I trusted nobody in the flood.”\n"


@pytest.fixture
def talked(study: Path, typed: Typed) -> Path:
    """The small study with its one interview."""
    told = typed("add", "../Elm 2026-05-03.txt", folder=study)
    assert told.returncode == 0, told.stderr
    return study


def test_a_document_whose_quotations_are_in_order_ends_with_0(talked: Path, typed: Typed) -> None:
    (talked / "report.md").write_text(GOOD, encoding="utf-8")
    told = typed("quotes", "report.md", folder=talked)
    assert told.returncode == 0, told.stdout + told.stderr
    assert told.stdout.startswith("report.md: 1 quotation: 1 exact")
    assert "flood" not in told.stdout
    assert "flood" in typed("quotes", "report.md", "--all", folder=talked).stdout


def test_an_altered_one_is_shown_beside_what_was_said_and_ends_with_1(talked: Path, typed: Typed) -> None:
    (talked / "report.md").write_text(GOOD + "\n" + BAD, encoding="utf-8")
    told = typed("quotes", "report.md", folder=talked)
    assert told.returncode == 1
    assert "altered · line 3" in told.stdout
    assert "the document has “nobody”, the transcript “them”" in told.stdout
    assert "turn 2" in told.stdout


def test_json_has_every_quotation(talked: Path, typed: Typed) -> None:
    (talked / "report.md").write_text(GOOD + "\n" + BAD, encoding="utf-8")
    told = typed("quotes", "report.md", "--json", folder=talked)
    assert told.returncode == 1
    found = json.loads(told.stdout)
    assert found["counts"] == {"altered": 1, "exact": 1}
    assert [q["result"] for q in found["quotations"]] == ["exact", "altered"]
    assert found["quotations"][1]["differences"] == [{"document": "nobody", "said": "them"}]


def test_a_long_one_is_shown_and_no_alarm(talked: Path, typed: Typed) -> None:
    (talked / "report.md").write_text(GOOD, encoding="utf-8")
    told = typed("quotes", "report.md", "--longest", "4", folder=talked)
    assert told.returncode == 0
    assert "8 words; at most 4 are wanted" in told.stdout


def test_a_word_file_that_is_none_is_refused_with_a_way_out(talked: Path, typed: Typed) -> None:
    (talked / "report.docx").write_text("Dear all", encoding="utf-8")
    told = typed("quotes", "report.docx", folder=talked)
    assert told.returncode == 1
    assert "named .docx, but this is plain text" in told.stderr
    assert "hint:" in told.stderr
