"""`collabstudy compare framework`, typed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook

Typed = Callable[..., "subprocess.CompletedProcess[str]"]
COMMAND = ("compare", "framework")


def arrived(study: Path) -> None:
    """The two later interviews of the demo, registered and coded."""
    rows = (study / "corpus/later/documents.csv").read_text(encoding="utf-8").split("\n", 1)[1]
    with (study / "corpus/documents.csv").open("a", encoding="utf-8") as file:
        file.write(rows)
    for path in (study / "corpus/later/codings").glob("*/*"):
        to = study / "codings" / path.relative_to(study / "corpus/later/codings")
        if not to.exists():
            to.write_bytes(path.read_bytes())


def test_the_demo_has_texts_and_the_later_interviews_make_four_of_them_stale(demo: Path, typed: Typed) -> None:
    told = typed(*COMMAND, folder=demo)
    assert told.returncode == 0, told.stderr
    assert "25 of 40 cells written. Evidence:" in told.stdout
    arrived(demo)
    told = typed(*COMMAND, "--stale", folder=demo)
    stale = [line for line in told.stdout.splitlines() if line.startswith("▲")]
    assert [line.split("  ")[0] for line in stale] == [
        "▲ Late Swallows · Trust",
        "▲ The Oddmill Trust · Sharing power",
        "▲ The Oddmill Trust · Procurement gets in the way",
        "▲ The Oddmill Trust · Trust",
    ]
    assert "added: P14, turn 36, mira" in told.stdout


def test_json_gives_the_records_of_the_frame(demo: Path, typed: Typed) -> None:
    told = json.loads(typed(*COMMAND, "--json", "--code", "trust", folder=demo).stdout)
    assert len(told) == 10
    assert {row["state"] for row in told} == {"written"}
    assert told[0]["case"] == "brackwater"
    assert {"case", "code", "value", "state", "summary", "codings", "added", "gone"} <= set(told[0])


def test_out_to_a_workbook_and_back_in_with_a_dry_listing_first(demo: Path, typed: Typed) -> None:
    assert typed(*COMMAND, "--to", "F.xlsx", folder=demo).returncode == 0
    told = typed(*COMMAND, "--from", "F.xlsx", folder=demo)
    assert told.stdout == "nothing new; 40 as they were\n"
    book = load_workbook(demo / "F.xlsx")
    sheet = book["framework"]
    column = next(cell.column for cell in sheet[1] if cell.value == "trust")
    row = next(cell.row for cell in sheet["A"] if cell.value == "vennermoor")
    sheet.cell(row, column).value = "A wall."
    book.save(demo / "F.xlsx")
    path = demo / "briefing/summaries/vennermoor/trust.md"
    dry = typed(*COMMAND, "--from", "F.xlsx", "--dry-run", folder=demo)
    assert "vennermoor × trust, cell F6: changed" in dry.stdout
    assert "would be: 1 changed; 39 as they were" in dry.stdout
    assert "A wall." not in path.read_text(encoding="utf-8")
    assert typed(*COMMAND, "--from", "F.xlsx", folder=demo).returncode == 0
    assert path.read_text(encoding="utf-8").endswith("---\nA wall.\n")


def test_what_cannot_be_done_says_why(demo: Path, typed: Typed) -> None:
    for words, problem in (
        (("--to", "F.pdf"), "no framework matrix can be written as `.pdf`"),
        (("--from", "none.xlsx"), "there is no such file"),
        (("--code", "hope"), "`hope` is no code"),
        (("--dry-run",), "--dry-run and --delete-cleared go with --from"),
    ):
        told = typed(*COMMAND, *words, folder=demo)
        assert told.returncode == 1
        assert problem in told.stderr
