"""What changed between two runs, told of runs written by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from collabstudy.errors import StudyError
from collabstudy.run.build import rebuild
from collabstudy.run.diff import changes

FIRST: dict[str, Any] = {
    "run": "2026-01-01-090000-000",
    "codebook": "aa",
    "documents": {
        "P01": {"consent": "role", "source": "11"},
        "P02": {"consent": "role", "source": "22"},
    },
    "cells": {
        "elm\ttrust": "present",
        "elm\tmoney": "not_asked",
        "oak\ttrust": "absent",
        "oak\tmoney": "not_coded",
    },
    "findings": {
        "f1": {"statement": "All trust.", "result": "holds", "support": 2, "denominator": 2, "against": []},
        "f2": {"statement": "Most save.", "result": "holds", "support": 3, "denominator": 4, "against": []},
        "f3": {"statement": "Few sing.", "result": "undecided", "support": 1, "denominator": 1, "against": []},
        "f4": {"statement": "None dance.", "result": "holds", "support": 0, "denominator": 2, "against": []},
    },
}
Tell = Callable[..., list[str]]


@pytest.fixture
def tell(small: Path) -> Tell:
    """What is said of a second run that differs from the first by some changes: paths of keys, with a value or None."""

    def told(*edits: tuple[str, Any], since: str | None = None) -> list[str]:
        second = deepcopy(FIRST) | {"run": "2026-02-02-090000-000"}
        for path, value in edits:
            *above, last = path.split("/")
            place = second
            for key in above:
                place = place[key]
            if value is None:
                del place[last]
            else:
                place[last] = value
        keep(small, FIRST, second)
        return changes(small, since)

    return told


def keep(study: Path, *runs: dict[str, Any]) -> None:
    (study / "build/runs").mkdir(parents=True, exist_ok=True)
    for run in runs:
        (study / f"build/runs/{run['run']}.json").write_text(json.dumps(run), encoding="utf-8")


def test_nothing_changed_is_said(tell: Tell) -> None:
    assert tell() == ["nothing has changed between run 2026-01-01-090000-000 and run 2026-02-02-090000-000"]


def test_documents_come_go_are_corrected_and_change_their_consent(tell: Tell) -> None:
    assert tell(
        ("documents/P01", None),
        ("documents/P02", {"consent": "withdrawn", "source": "33"}),
        ("documents/P04", {"consent": "role", "source": "44"}),
        ("documents/P03", {"consent": "role", "source": "55"}),
    ) == ["P03, P04 came in", "P01 went out", "P02: consent was role, is withdrawn", "P02: its file has changed"]


def test_sentences_come_worst_first_with_what_stood_behind_them(tell: Tell) -> None:
    change = {"result": "weakened", "support": 3, "denominator": 5, "against": ["oak"]}
    assert tell(
        ("findings/f2", {"statement": "Most save.", **change}),
        ("findings/f1", {"statement": "All trust.", **change, "result": "broken", "against": ["elm", "oak"]}),
        ("findings/f3", {"statement": "Few sing.", "result": "holds", "support": 1, "denominator": 4, "against": []}),
        ("findings/f4", None),
        ("findings/f5", {"statement": "Some hum.", "result": "holds", "support": 1, "denominator": 3, "against": []}),
    ) == [
        "broken: All trust. (2 of 2 → 3 of 5 places; was holds; now against it: Elm Council, Oak House)",
        "weakened: Most save. (3 of 4 → 3 of 5 places; was holds; now against it: Oak House)",
        "holds: Few sing. (1 of 1 → 1 of 4 places; was undecided)",
        "holds (new): Some hum. (1 of 3 places)",
        "no longer claimed: None dance.",
    ]


def test_the_same_sentence_in_other_words_is_no_change(tell: Tell) -> None:
    assert tell(("findings/f1/statement", "Everybody trusts."))[0].startswith("nothing has changed")


def test_cells_are_told_in_words(tell: Tell) -> None:
    assert tell(("cells/elm\tmoney", "present"), ("cells/oak\ttrust", "present"), ("cells/oak\tmoney", "absent")) == [
        "Money: nobody asked and coded → 1 of 2 places",
        "Trust: 1 of 2 → 2 of 2 places",
        "Elm Council, Money: was not asked, is voiced",
        "Oak House, Money: was not coded yet, is asked, not voiced",
        "Oak House, Trust: was asked, not voiced, is voiced",
    ]


def test_summaries_that_have_become_stale_are_told(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FIRST, "stale", ["elm\ttrust", "elm\tmoney"])
    assert tell(("stale", ["elm\tmoney", "oak\ttrust"])) == [
        "the summary of Oak House, Trust is stale now",
        "the summary of Elm Council, Trust is no longer stale",
    ]


CASES = {
    "elm": {"name": "Elm Council", "aliases": "Elm", "sector": "council"},
    "oak": {"name": "Oak House", "aliases": "", "sector": "charity"},
}


def test_what_has_changed_in_the_register_of_cases_is_told(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FIRST, "cases", CASES)
    ash, barn = {"name": "Ash Works", "aliases": ""}, {"name": "Barn", "aliases": ""}
    assert tell(
        ("cases/ash", ash),
        ("cases/barn", barn),
        ("cells/barn\ttrust", "not_coded"),
        ("cases/elm", CASES["elm"] | {"name": "Elm Borough", "sector": "", "region": "Fells"}),
        ("cases/oak", None),
        ("cells/oak\ttrust", None),
        ("cells/oak\tmoney", None),
    ) == [
        "Ash Works came in as a case",
        "Elm Council: name was Elm Council, is Elm Borough",
        "Elm Council: region was empty, is Fells",
        "Elm Council: sector was council, is empty",
        "Barn is compared for the first time",
        "Oak House is compared no longer",
        "Trust: 1 of 2 → 1 of 1 places",
    ]


def test_of_runs_that_kept_no_cases_nothing_is_told_of_them(tell: Tell) -> None:
    assert tell(("cases", CASES))[0].startswith("nothing has changed")


def test_a_document_that_belongs_elsewhere_now_is_told(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"consent": "role", "source": "11", "case": "", "kind": "article", "asked": "everything"}
    monkeypatch.setitem(FIRST, "documents", {"P01": row})
    assert tell(("documents/P01", row | {"case": "elm", "kind": "interview", "asked": "q1 q2"})) == [
        "P01: case was none, is elm",
        "P01: kind was article, is interview",
        "P01: asked was everything, is q1 q2",
    ]


def test_what_is_compared_for_the_first_time_or_no_longer_is_named_once(tell: Tell) -> None:
    assert tell(
        ("codebook", "bb"),
        ("cells/elm\tmoney", None),
        ("cells/oak\tmoney", None),
        ("cells/ash\ttrust", "present"),
    ) == [
        "the codebook has changed",
        "ash is compared for the first time",
        "Money is compared no longer",
        "Trust: 1 of 2 → 2 of 3 places",
    ]


def test_a_named_run_is_compared_with_the_last(small: Path) -> None:
    second = FIRST | {"run": "2026-02-02-090000-000", "codebook": "bb"}
    keep(small, FIRST, second, second | {"run": "2026-03-03-090000-000"})
    assert changes(small)[0].startswith("nothing has changed")
    assert changes(small, "2026-01-01-090000-000") == ["the codebook has changed"]
    with pytest.raises(StudyError, match="there is no run yesterday") as told:
        changes(small, "yesterday")
    assert "2026-03-03-090000-000" in told.value.hint


def test_before_the_first_run_and_after_it_there_is_nothing_to_compare(small: Path) -> None:
    with pytest.raises(StudyError, match="there has been no run yet"):
        changes(small)
    keep(small, FIRST)
    assert changes(small) == ["there has been one run, 2026-01-01-090000-000; nothing to compare it with"]


@pytest.mark.parametrize("torn", ["", "{}", "[1]", '{"run": "x"}'])
def test_a_torn_record_is_named(small: Path, torn: str) -> None:
    keep(small, FIRST)
    (small / "build/runs/2026-02-02-090000-000.json").write_text(torn, encoding="utf-8")
    with pytest.raises(StudyError, match="cannot be read") as told:
        changes(small)
    assert str(told.value.file).endswith("2026-02-02-090000-000.json")


def test_a_case_added_between_two_runs_is_told(built: Path) -> None:
    cases = built / "corpus/cases.csv"
    cases.write_text(cases.read_text(encoding="utf-8") + "yew,Yew Trust,,charity\n", encoding="utf-8")
    rebuild(built)
    assert changes(built) == ["Yew Trust is compared for the first time"]
    cases.write_text(
        cases.read_text(encoding="utf-8").replace("Yew Trust,,charity", "Yew Trust,,council"), encoding="utf-8"
    )
    rebuild(built)
    assert changes(built) == ["Yew Trust: sector was charity, is council"]


def test_a_case_added_while_there_are_no_codes_is_told_too(quiet: Path) -> None:
    (quiet / "codebooks/book.yaml").write_text("name: book\ncodes: []\n", encoding="utf-8")
    (quiet / "corpus/guide.yaml").write_text("questions: [{id: q1}, {id: q2}]\n", encoding="utf-8")
    (quiet / "briefing/findings.yaml").unlink()
    rebuild(quiet)
    cases = quiet / "corpus/cases.csv"
    cases.write_text(cases.read_text(encoding="utf-8") + "yew,Yew Trust,,charity\n", encoding="utf-8")
    rebuild(quiet)
    assert changes(quiet) == ["Yew Trust came in as a case"]


def test_two_runs_of_the_small_study(built: Path, add_coding: Callable[..., None]) -> None:
    add_coding(built, 7, "P02", "trust", "Nobody, thank you.")
    rebuild(built)
    assert changes(built) == [
        "mira: 1 coding more in P02 (Oak House): 1 Trust",
        "Trust: 1 of 2 → 2 of 2 places",
        "holds: Everybody speaks of trust. (1 of 2 → 2 of 2 places; was broken; now for it: Oak House)",
        "Oak House, Trust: was asked, not voiced, is voiced",
    ]
