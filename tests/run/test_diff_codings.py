"""Codings and quotations that came and went between two runs, and what is kept of a run."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

import collabstudy as cs
from collabstudy.errors import StudyError
from collabstudy.io.log import append_events
from collabstudy.model.coding import Coding
from collabstudy.model.log import Do, Event
from collabstudy.run.build import rebuild
from collabstudy.run.diff import changes
from collabstudy.run.ending import told_finding
from collabstudy.run.findings import check, none_broken
from collabstudy.run.history import last, quoted_on
from collabstudy.run.kept_codings import Stood, packed, unlike
from collabstudy.run.state import State

AddCoding = Callable[..., None]


def doing(folder: Path, number: int, do: Do, document: str, **details: object) -> None:
    append_events(
        folder, [Event(f"x{number}", f"2026-07-01T10:00:{number:02}Z", do, "mira", document, details=details)]
    )


def shelf(folder: Path) -> set[str]:
    return {path.name for path in (folder / "build/runs/codings").iterdir()}


def test_codings_that_came_went_and_were_recoded_are_counted_by_coder_document_and_code(
    quiet: Path, add_coding: AddCoding
) -> None:
    add_coding(quiet, 7, "P02", "trust", "Nobody, thank you.")
    add_coding(quiet, 8, "P02", "money", "It leaks like a roof.")
    add_coding(quiet, 9, "P02", "trust", "like a roof")
    doing(quiet, 1, "remove", "P01", coding="c1")
    doing(quiet, 2, "recode", "P01", coding="c0", code="money")
    rebuild(quiet)
    assert changes(quiet)[:3] == [
        "mira: 1 coding fewer in P01 (Elm Council): 1 Money",
        "mira: 1 coding recoded in P01 (Elm Council): 1 Trust → Money",
        "mira: 3 codings more in P02 (Oak House): 2 Trust, 1 Money",
    ]


def test_quotations_that_were_superseded_are_told_by_their_place(quiet: Path, add_coding: AddCoding) -> None:
    assert set(last(quiet / "build")["quoted"].items()) == {("c0", "P01"), ("c1", "P01")}  # type: ignore[index]
    doing(quiet, 1, "remove", "P01", coding="c0")
    add_coding(quiet, 7, "P01", "trust", "The neighbours.")
    rebuild(quiet)
    told = changes(quiet)
    assert "quoted no longer: P01, coding c0: it was taken away (Trust)" in told
    assert "quoted now: P01, coding c7 (Trust)" in told
    assert not any(word in " ".join(told) for word in ("flood", "neighbours"))


def test_consent_that_was_taken_back_supersedes_quotations(quiet: Path) -> None:
    register = quiet / "corpus/documents.csv"
    register.write_text(register.read_text(encoding="utf-8").replace(",,role", ",,no-quotes"), encoding="utf-8")
    rebuild(quiet)
    assert [line for line in changes(quiet) if "quoted" in line] == [
        "quoted no longer: P01, coding c0: the consent of P01 is no-quotes",
        "quoted no longer: P01, coding c1: the consent of P01 is no-quotes",
    ]


def test_what_two_runs_share_is_kept_once(quiet: Path, add_coding: AddCoding) -> None:
    first = shelf(quiet)
    (quiet / "briefing/summary.md").write_text("Another summary.\n", encoding="utf-8")
    rebuild(quiet)
    assert shelf(quiet) == first
    add_coding(quiet, 7, "P02", "trust", "Nobody, thank you.")
    rebuild(quiet)
    assert len(shelf(quiet) - first) == 1 and first <= shelf(quiet)  # only the file of P02


def test_runs_of_older_versions_can_still_be_compared(quiet: Path, add_coding: AddCoding) -> None:
    (path,) = (quiet / "build/runs").glob("*.json")
    told = json.loads(path.read_text(encoding="utf-8"))
    for name in ("codings", "quoted", "codes", "guided", "plural"):
        del told[name]
    for finding in told["findings"].values():
        del finding["cases"], finding["place"]
    path.write_text(json.dumps(told), encoding="utf-8")
    add_coding(quiet, 7, "P02", "trust", "Nobody, thank you.")
    rebuild(quiet)
    assert changes(quiet) == [
        "Trust: 1 of 2 → 2 of 2 places",
        "holds: Everybody speaks of trust. (1 of 2 → 2 of 2 places; was broken)",
        "Oak House, Trust: was asked, not voiced, is voiced",
    ]


def test_codings_of_a_run_that_are_gone_or_torn_are_named(quiet: Path, add_coding: AddCoding) -> None:
    add_coding(quiet, 7, "P02", "trust", "Nobody, thank you.")
    rebuild(quiet)
    for path in (quiet / "build/runs/codings").iterdir():
        path.write_bytes(b"torn")
    with pytest.raises(StudyError, match="the codings of a run cannot be read"):
        changes(quiet)
    for path in (quiet / "build/runs/codings").iterdir():
        path.unlink()
    with pytest.raises(StudyError, match="the codings of this run are gone"):
        changes(quiet)


def test_a_coder_of_very_many_documents_is_told_in_few_sentences(quiet: Path) -> None:
    from collabstudy.run.differing_codings import MOST, codings
    from collabstudy.run.naming import naming

    def state(name: str, count: int) -> State:
        shelf, files = packed(Coding(f"c{n}", f"D{n:03}", "trust", "mira", 0, 1, "x") for n in range(count))
        return State({"run": name, "documents": {}, "codings": shelf}, files.__getitem__)

    before, now = state("one", 0), state("two", MOST + 70)
    told = list(codings(before, now, naming(before, now)))
    assert len(told) == MOST + 1
    assert told[-1] == "mira: 70 codings more in 70 other documents: 70 trust"


def test_no_coding_is_lost_in_keeping_it() -> None:
    chance = random.Random(5)
    made = [
        Coding(
            f"c{n}", f"D{chance.randrange(300)}", f"k{chance.randrange(9)}", chance.choice("ab"), 0, 1, "secret words"
        )
        for n in range(5000)
    ]
    shelf, files = packed(made)
    empty, full = State({"codings": {}}, files.__getitem__), State({"codings": shelf}, files.__getitem__)
    none, every = unlike(empty, full)
    assert (none, every) == ({}, {c.id: Stood(c.id, c.document, c.code, c.coder) for c in made})
    assert packed(reversed(made)) == (shelf, files)
    assert unlike(full, full) == ({}, {})
    assert not any(b"secret" in content for content in files.values())


def test_quotations_are_found_on_the_page_and_passages_in_its_appendix_are_not() -> None:
    page = '<figure class="said" data-document="P01" data-turn="2" data-codings="a b"></figure><figure></figure>'
    assert quoted_on(page + '<li data-document="P02" data-codings="c">') == {"a": "P01", "b": "P01"}


# ---- findings, since the last run


def test_what_changed_since_the_last_run_is_told_of_each_finding(quiet: Path, add_coding: AddCoding) -> None:
    assert check(cs.read_study(quiet), since=True)["trust-all"].since is None
    add_coding(quiet, 7, "P02", "trust", "Nobody, thank you.")
    outcome = check(cs.read_study(quiet), since=True)["trust-all"]
    assert outcome.result == "holds"
    assert outcome.since is not None
    told = outcome.since
    assert (told.result, told.support, told.denominator) == ("broken", 1, 2)
    assert (told.joined, told.left, told.against) == (("oak",), (), ())
    assert cs.findings.check(cs.read_study(quiet))["trust-all"].since is None  # results do not depend on earlier runs


def test_a_run_ends_with_the_findings_and_what_was_found_before(quiet: Path, add_coding: AddCoding) -> None:
    rebuild(quiet)
    again = rebuild(quiet)
    assert (again.made, [told_finding(finding) for finding in again.findings]) == (
        (),
        ["broken     Everybody speaks of trust. (1 of 2; against: Oak House)"],
    )
    assert again.broken == ("trust-all",)
    add_coding(quiet, 7, "P02", "trust", "Nobody, thank you.")
    report = rebuild(quiet)
    assert [told_finding(finding) for finding in report.findings] == [
        "holds      Everybody speaks of trust. (2 of 2; before: broken, 1 of 2)"
    ]
    assert (report.broken, report.results) == ((), {"holds": 1})


def test_a_torn_record_of_the_last_run_does_not_stop_the_next(quiet: Path, add_coding: AddCoding) -> None:
    (path,) = (quiet / "build/runs").glob("*.json")
    path.write_text("{", encoding="utf-8")
    add_coding(quiet, 7, "P02", "trust", "Nobody, thank you.")
    assert [told_finding(finding) for finding in rebuild(quiet).findings] == [
        "holds      Everybody speaks of trust. (2 of 2)"
    ]


def test_strict_names_all_that_are_broken() -> None:
    none_broken([])
    with pytest.raises(StudyError, match="2 sentences no longer hold: a, b"):
        none_broken(["a", "b"])


# ---- a finding tried in a notebook


def test_a_sentence_can_be_tried(built: Path) -> None:
    from collabstudy.run.findings import finding

    study = cs.read_study(built)
    tried = finding(study, "{trust.cases} of {n} places trust.", code="trust", claim="most")
    assert (tried.result, tried.support, tried.against) == ("broken", ("elm",), ("oak",))
    assert repr(tried) == "<broken: 1 of 2 places trust. (1 of 2 places)>"
    assert {case: [p.codings for p in told] for case, told in tried.evidence("support").items()} == {"elm": [("c0",)]}
    drawn = tried._repr_html_()
    assert drawn is not None
    assert "1 of 2 places trust." in drawn and "against: Oak House" in drawn and "flood" in drawn
    assert tried.frame()["result"].tolist() == ["broken"]


def test_what_is_tried_may_be_of_any_kind_and_is_refused_as_in_the_file(built: Path) -> None:
    from collabstudy.run.findings import finding

    study = cs.read_study(built)
    council, charity = {"sector": "council"}, {"sector": ["charity"]}
    assert finding(study, "S.", code="trust", claim="more than", among=council, against=charity).result == "holds"
    assert finding(study, "S.", code="trust", claim="together", with_code="money", within="case").result == "holds"
    assert finding(study, "S.", code="trust", claim="at least 1", was="2 of 2").result == "weakened"
    assert finding(study, "S.", code=["trust", "money"], claim="1 of 2").result == "holds"
    with pytest.raises(StudyError, match="no code trsut") as error:
        finding(study, "S.", code="trsut", claim="most")
    assert (error.value.hint, error.value.file, error.value.line) == ("is it trust?", None, None)
    with pytest.raises(StudyError, match="`within` says nothing in this claim"):
        finding(study, "S.", code="trust", claim="most", within="turn")
