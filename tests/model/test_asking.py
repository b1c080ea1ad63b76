"""What only the interviewer says is no evidence."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import pytest

from collabstudy.model.asking import on_interviewer, problems
from collabstudy.model.codebook import Scope
from collabstudy.model.coding import Coding
from collabstudy.tables.frames import frame


@pytest.fixture
def asked(hand: ModuleType) -> Coding:
    coding: Coding = hand.said("asked", "P01", "trust", "Whom do you trust?")
    return coding


def test_a_coding_on_the_question_alone_is_told_and_does_not_count(hand: ModuleType, asked: Coding) -> None:
    study = hand.make(codings=(*hand.CODINGS, asked))
    assert on_interviewer(study, asked)
    assert not study.code_counts(asked)
    (problem,) = problems(study)
    assert str(problem) == (
        "codings/mira/P01.jsonl: coding asked (trust) lies on the interviewer's words: it does not count"
        " [coding-interviewer]"
    )
    assert problem.severity == "note"
    row = frame(study, "codings").set_index("coding").loc["asked"]
    assert (row["quote"], bool(row["counts"])) == ("Whom do you trust?", False)


def test_one_that_reaches_into_the_answer_counts(hand: ModuleType, asked: Coding) -> None:
    reaching = replace(asked, end=hand.talk("P01").text.index(" handed over"))
    study = hand.make(codings=[reaching])
    assert study.code_counts(reaching)
    assert list(problems(study)) == []


def test_under_a_code_about_the_interviewer_it_counts(hand: ModuleType, asked: Coding) -> None:
    codes = [replace(code, scope=Scope(roles=("Interviewer",))) if code.id == "trust" else code for code in hand.CODES]
    study = hand.make(codes=codes, codings=[asked])
    assert study.code_counts(asked)
    assert list(problems(study)) == []


def test_what_is_gone_or_withdrawn_is_told_elsewhere(hand: ModuleType, asked: Coding) -> None:
    gone = replace(asked, status="orphaned")
    withdrawn = hand.said("w", "P05", "trust", "And you?")
    assert list(problems(hand.make(codings=[gone, withdrawn]))) == []
    assert len(list(problems(hand.make(codings=[gone, withdrawn, asked])))) == 1


def test_where_nobody_is_the_interviewer_everything_counts(hand: ModuleType, asked: Coding) -> None:
    study = hand.make(documents=hand.changed("P01", speakers={"A": "Clerk"}), codings=[asked])
    assert study.code_counts(asked)
