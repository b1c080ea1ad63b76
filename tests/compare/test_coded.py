"""Codings as columns: the same that were counted one by one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collabstudy.compare.counting.belonging import Belongings
from collabstudy.compare.counting.coded import Coded, coded
from collabstudy.errors import SettingsError
from collabstudy.model.case import CaseLink
from collabstudy.model.codebook import Scope
from collabstudy.model.coding import ORIGINS, Coding
from collabstudy.model.consensus import CONSENSUS
from collabstudy.model.consent import may_count
from collabstudy.model.log import Done, Folded
from collabstudy.model.study import Study
from collabstudy.run.opening import look_again, read_study

QUIET = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
CODES = ["power", "sharing", "voting", "trust", "money", "gone"]


def one_by_one(study: Study, origins: tuple[str, ...]) -> list[Coding]:
    """The codings that count, each looked at alone."""
    documents, codes = [d.id for d in study.documents], [code.id for code in study.codebook]
    texts = {document.id for document in study.documents if may_count(document)}
    found = {
        coding.id: coding
        for coding in (*study.codings, *study.tags)
        if coding.origin in origins and coding.document in texts and study.stands(coding) and coding.code in codes
    }
    return sorted(
        found.values(),
        key=lambda c: (documents.index(c.document), c.start, c.end, codes.index(c.code), c.coder, c.id),
    )


def told(columns: Coded) -> list[tuple[object, ...]]:
    """Columns back in words."""
    return [
        (
            *(columns.documents[columns.document[at]], columns.codes[columns.code[at]]),
            *(columns.coders[columns.coder[at]], ORIGINS[columns.origin[at]]),
            *(int(columns.start[at]), int(columns.end[at])),
            tuple(columns.cases[case] for case in columns.case[columns.row == at]),
        )
        for at in range(len(columns))
    ]


def same_as_one_by_one(study: Study, origins: tuple[str, ...]) -> None:
    columns, belongings, known = coded(study, evidence=origins), Belongings(study), {case.id for case in study.cases}
    expected = one_by_one(study, origins)
    order = [case.id for case in study.cases]
    assert list(columns.codings) == expected
    assert told(columns) == [
        (
            *(coding.document, coding.code, coding.coder, coding.origin, coding.start, coding.end),
            tuple(sorted({case for case, _ in belongings.of(coding)} & known, key=order.index)),
        )
        for coding in expected
    ]
    for at, coding in enumerate(expected):
        transcript = study.transcript(coding.document)
        touched = [transcript.turns.index(turn) for turn in transcript.turns_in(coding.start, coding.end)]
        assert (columns.first_turn[at], columns.last_turn[at]) == ((touched[0], touched[-1]) if touched else (-1, -1))


@st.composite
def codings(draw: st.DrawFn) -> list[Coding]:
    """Codings anywhere in the documents: by four coders, some out of date, in no turn, of a code that is gone."""
    found = []
    for number in range(draw(st.integers(0, 15))):
        start = draw(st.integers(0, 90))
        coder = draw(st.sampled_from(["mira", "jonas", CONSENSUS, "rules"]))
        found.append(
            Coding(
                f"c{draw(st.integers(0, 99)) if coder != 'rules' else 1000 + number}",
                draw(st.sampled_from(["P01", "P02", "P03", "P05", "A1", "A2"])),
                draw(st.sampled_from(CODES)),
                coder,
                start,
                start + draw(st.integers(1, 60)),
                "",
                "rules" if coder == "rules" else "person",
                draw(st.sampled_from(["kept", "kept", "moved", "orphaned", "retired"])),
            )
        )
    return found


LINKS = st.lists(
    st.builds(
        CaseLink,
        st.sampled_from(["A1", "A2", "P01", "P02"]),
        st.integers(1, 6),
        st.sampled_from(["ash", "birch", "cedar", "elm"]),
        st.sampled_from(["named", "heading"]),
    ),
    max_size=8,
)
DONE = st.sets(st.sampled_from([("P01", CONSENSUS), ("A1", CONSENSUS), ("P02", "mira")]))


def drawn(
    hand: ModuleType, said: list[Coding], links: list[CaseLink], done: set[tuple[str, str]], asking: bool
) -> Study:
    """The handmade study with a note of Birch, an interview of nobody known, and these codings."""
    note = replace(hand.DOCUMENTS[-1], id="A2", case="birch", kind="note")
    hand.TALK["A2"] = hand.TALK["P01"]
    documents = (*hand.changed("P03", case=None), replace(note, speakers={"I": "Interviewer"}))
    codes = [replace(c, scope=Scope(roles=("*",))) if asking and c.id == "trust" else c for c in hand.CODES]
    people = list({c.id: c for c in said if c.origin == "person"}.values())
    rules = [c for c in said if c.origin == "rules"]
    marks = [Done(document, coder, "") for document, coder in done]
    made: Study = hand.make(documents=documents, codes=codes, codings=people, tags=rules, links=links, done=marks)
    return made


@QUIET
@given(codings(), LINKS, DONE, st.booleans())
def test_columns_are_what_is_counted_one_by_one(
    hand: ModuleType, said: list[Coding], links: list[CaseLink], done: set[tuple[str, str]], asking: bool
) -> None:
    study = drawn(hand, said, links, done, asking)
    same_as_one_by_one(study, ("person", "rules"))
    same_as_one_by_one(study, ("person",))


def test_the_demo_is_counted_as_one_by_one(demo_study_folder: Path) -> None:
    study = read_study(demo_study_folder)
    assert len(coded(study)) > 100
    same_as_one_by_one(study, ("person", "rules"))
    assert (coded(study, evidence="rules").row != coded(study, evidence="rules").case).any()


def test_columns_can_be_counted_on_the_fingers(hand: ModuleType) -> None:
    columns = coded(hand.make())
    assert [coding.id for coding in columns.codings] == ["c1", "c3", "c2", "c4", "c5", "c6", "c7"]
    assert columns.first_turn.tolist() == [1, 1, 1, 1, 3, 1, 1]
    assert [columns.cases[case] for case in columns.case] == ["ash"] * 5 + ["birch", "cedar"]
    assert (columns.coders, columns.codes[3]) == (("jonas", "mira"), "trust")


def test_a_coding_in_an_article_speaks_of_several_cases_or_none(hand: ModuleType) -> None:
    columns = coded(hand.make(links=hand.LINKS[:2]), evidence="rules")
    assert [coding.id for coding in columns.codings] == ["t1", "t2", "t3", "t4"]
    assert [(int(row), columns.cases[case]) for row, case in zip(columns.row, columns.case, strict=True)] == [
        (0, "ash"),
        (1, "cedar"),
        (2, "ash"),
        (2, "birch"),
    ]


def test_what_is_below_a_code_counts_towards_it(hand: ModuleType) -> None:
    study = hand.make()
    columns = coded(study)
    found = [(columns.codings[row].id, columns.codes[code]) for row, code in zip(*columns.branches, strict=True)]
    assert found[:2] == [("c1", "power"), ("c1", "sharing")]
    assert [code for coding, code in found if coding == "c4"] == ["power", "sharing", "voting"]
    assert len(found) == 3 * 2 + 3 + 3  # c1, c2 and c3; c4; c5, c6 and c7


def test_only_some_documents_are_the_same_rows(hand: ModuleType) -> None:
    study = hand.make(evidence=("person", "rules"))
    fresh = told(coded(study, documents=["P01", "A1"]))
    assert len(fresh) == 5 + 1 + 2
    assert told(coded(study)) != fresh
    assert told(coded(study, documents=["P01", "A1"])) == fresh  # now out of what is kept
    assert told(coded(study, documents=[])) == []


def test_comparisons_of_one_study_share_their_columns(hand: ModuleType) -> None:
    study = hand.make()
    assert coded(study) is coded(study, evidence=["person"])
    assert coded(study) is not coded(study, evidence=["rules"])
    assert coded(replace(study)) is not coded(study)


def test_what_was_coded_meanwhile_is_seen(demo: Path) -> None:
    study = read_study(demo)
    before = len(coded(study))
    log = next((demo / "codings" / "mira").glob("*.jsonl"))
    log.unlink()
    assert len(coded(study)) == before  # the study is a value
    look_again(study)
    assert 0 < len(coded(study)) < before


def test_a_fold_made_anew_is_counted_anew(hand: ModuleType) -> None:
    said = list(hand.CODINGS)
    ways = replace(hand.make().ways, fold=lambda _: Folded(tuple(said), hand.DONE))
    study = replace(hand.make(), ways=ways)
    assert len(coded(study)) == 7
    said.pop(0)
    vars(study).pop("folded")
    assert len(coded(study)) == 6


def test_codings_given_in_the_call_are_not_kept(hand: ModuleType) -> None:
    study = hand.make()
    assert [coding.id for coding in coded(study, codings=hand.CODINGS[:2]).codings] == ["c1", "c2"]
    assert len(coded(study)) == 7


@pytest.mark.parametrize(("choice", "told"), [({"evidence": "robots"}, "no origin"), ({"documents": ["P9"]}, "no doc")])
def test_a_choice_that_is_none_says_so(hand: ModuleType, choice: dict[str, Any], told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        coded(hand.make(), **choice)
