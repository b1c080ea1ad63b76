"""What a notebook and a terminal show of agreement: numbers, reasons and places, never words."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

from collabstudy import agreement
from collabstudy.model.log import Done
from collabstudy.tables.agreement import notebook

BOTH = tuple(Done(document, coder, "2025-01-01") for document in ("P01", "P02") for coder in ("mira", "jonas"))


def typed(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "collabstudy", "agreement", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def made(hand: ModuleType) -> agreement.Agreements:
    codings = (
        hand.said("m1", "P01", "sharing", "We handed over the keys."),
        hand.said("m2", "P01", "trust", "we trusted each other, you know, more."),
        hand.said("j1", "P01", "sharing", "handed over", "jonas"),
    )
    return agreement.compare(hand.make(codings=codings, done=BOTH), show=notebook)


def test_the_notebook_shows_every_way_to_count_and_where_they_differ(hand: ModuleType) -> None:
    shown = made(hand)._repr_html_()
    assert shown is not None
    assert shown.count('<td class="cs-result">') == 10  # five units, uncoded text in and out
    assert "Krippendorff" in shown and "uncoded text in" in shown
    assert "P01, turn 4 · mira, not jonas" in shown
    assert "all but the interviewer&#x27;s turns" in shown
    assert "not compared" not in shown


def test_the_notebook_shows_no_word_that_was_said(hand: ModuleType) -> None:
    shown = str(notebook(made(hand)))
    for _, words in (*hand.TALK["P01"], *hand.TALK["P02"]):
        assert words not in shown
    assert "handed over" not in shown
    assert "trusted each other" not in shown


def test_the_notebook_tells_the_reason_where_there_is_no_number(hand: ModuleType) -> None:
    alone = agreement.compare(hand.make(done=[BOTH[0]]))
    shown = str(notebook(alone))
    assert "Only mira has marked documents as done: it takes two." in shown
    assert "–" in shown


def test_without_a_way_to_draw_it_a_notebook_shows_the_text(hand: ModuleType) -> None:
    found = agreement.compare(hand.make(done=BOTH))
    assert found._repr_html_() is None
    assert repr(found).startswith("<Agreements of ")


def test_the_command_tells_all_units_then_each_code_and_what_was_chosen(root: Path) -> None:
    told = typed("--study", root)
    assert told.returncode == 0, told.stderr
    lines = told.stdout.splitlines()
    assert lines[0].split()[:4] == ["all", "codes", "uncoded", "units"]
    assert [line.split()[:2] for line in lines[1:11]] == [
        [unit, way] for unit in ("character", "sentence", "turn", "document", "case") for way in ("in", "out")
    ]
    (people,) = [line.split() for line in lines if line.startswith("key-people")]
    assert people[1:3] == ["3", "2"]
    assert people[-1] == "1"  # one turn about which they differ
    assert max(map(len, lines)) <= 80
    assert "not compared: P01, P04, P07, P10, P11, P12 (not marked as done by jonas)" in told.stdout
    assert "all but the interviewer's" in told.stdout


def test_the_command_lists_the_places_and_speaks_json(root: Path) -> None:
    told = typed("--study", root, "--disagreements", "--unit", "turn", "--code", "key-people", "--json")
    assert json.loads(told.stdout) == [
        {
            "unit": "turn",
            "document": "P05",
            "turn": 82,
            "start": 18204,
            "end": 18654,
            "code": "key-people",
            "coded_by": "mira",
            "not_coded_by": "jonas",
        }
    ]
    listed = typed("--study", root, "--disagreements", "--unit", "turn", "--code", "key-people").stdout
    assert "P05" in listed and "18204–18654" in listed
    rows = json.loads(typed("--study", root, "--unit", "turn", "--uncoded", "in", "--json").stdout)
    assert {(row["unit"], row["uncoded"]) for row in rows} == {("turn", "in")}
    assert rows[0]["coefficient"] == "percent_agreement" and rows[0]["code"] is None


def test_the_command_says_what_is_wrong_in_two_lines(root: Path) -> None:
    told = typed("--study", root, "--coders", "mira,bob")
    assert told.returncode == 1
    assert told.stderr.splitlines() == ["no coder bob", "  hint: coders: jonas, mira"]


def test_the_command_tells_the_reason_where_there_is_nothing_to_compare(root: Path) -> None:
    told = typed("--study", root, "--coders", "mira")
    assert told.returncode == 0
    assert told.stdout.startswith("only mira was asked for: it takes two (jonas, mira have marked documents as")


def test_no_coder_named_is_all_of_them(root: Path) -> None:
    told = typed("--study", root, "--coders", "", "--unit", "turn", "--code", "trust")
    assert "which mira and jonas have marked as done" in " ".join(told.stdout.split())


def test_with_a_third_coder_no_line_of_the_table_is_broken(demo: Path) -> None:
    lines = (demo / "codings" / "jonas" / "P02.jsonl").read_text(encoding="utf-8").splitlines()
    (demo / "codings" / "asa").mkdir()
    renamed = [json.loads(line) | {"coder": "asa"} for line in lines]
    own = [event | {name: f"a{event[name]}" for name in ("id", "coding") if name in event} for event in renamed]
    written = "".join(f"{json.dumps(event)}\n" for event in own)
    (demo / "codings" / "asa" / "P02.jsonl").write_text(written, encoding="utf-8")
    told = typed("--study", demo, "--unit", "turn").stdout.splitlines()
    assert "which mira and jonas and asa have marked as done" in " ".join(told)
    (head,) = (number for number, line in enumerate(told) if line.startswith("by turn, in"))
    table = told[head : told.index("", head)]
    assert len(table) > 5
    assert all(len(line.rstrip()) <= 80 and line[:1].strip() for line in table)  # nothing runs on into a second line
