"""Whatever is done to a transcript, no coding is lost, and none is put in a wrong place without a word.

Every edit remembers where each character came from. A silent placement (kept, moved) is wrong when it loses more than
32 of the coded characters that remain, or three tenths of them (of a passage that a move tore apart: a third), or takes
in more than 32 of other passages.
"""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

import pytest
from anchor_edits import KINDS, Edited, Outcome, changed, coded, interview, outcome, some_codings
from hypothesis import given, settings
from hypothesis import strategies as st

from collabstudy.coding.anchor import carry
from collabstudy.io.sources import read_source
from collabstudy.model.document import Transcript

ONE = ("hitsave_otter_whisper/2022/Legends of Astravia/*.md",)
MANY = (
    *ONE,
    "hitsave_otter_whisper/2021/Wintermoor Tactics Club/*.md",
    "metamuse_rev/plaintext/65-trademarks.txt",
    "hitsave_otter_whisper/2023/Artemio Urbina/interview*.md",
    "hitsave_otter_whisper/2021/Redstart Interactive/*.md",
    "hitsave_otter_whisper/2025/Keitai update Spring 2025/*.txt",
    "metamuse_rev/archive/original/33-cities.txt",
)
LABELLED = ("pdpilot_maxqda_pdf/transcripts/P2.pdf",)
GERMAN = ("noscribe_german/interview.txt",)
TEARING = ("lines_moved", "lines_swapped")
NO_WORD_CHANGES = ("line_ends", "rewrapped", "typography", "stamps")
NO_INTERVIEW = ("names", "stamps_out")


@cache
def transcript(shared: Path, patterns: tuple[str, ...]) -> str:
    """The canonical texts of real transcripts, one after the other."""
    return "".join(read_source(path).text for pattern in patterns for path in sorted((shared / "real").glob(pattern)))


def after(old: str, kinds: str, seed: int, many: int) -> Outcome:
    """What becomes of codings after one or several kinds of edit (`a+b`)."""
    chance = random.Random(f"{kinds} {seed}")
    first, *more = kinds.split("+")
    edited = KINDS[first](old, chance)
    for kind in more:
        edited = edited.then(KINDS[kind], chance)
    assert edited.new != old, f"{kinds} changes nothing here"
    return outcome(edited, some_codings(old, chance, many), torn=any(kind in kinds for kind in TEARING))


def has_no_fault(found: Outcome, codings: int) -> None:
    assert sum(found.classes.values()) == codings
    assert [(before.start, after.start, fault) for before, after, fault in found.wrong] == []
    assert [(before.start, after.start) for before, after in found.changed] == []
    assert found.untouched_silent >= 0.95 * found.untouched


def test_the_tests_would_see_a_wrong_placement() -> None:
    old = "I: Why?\nP: Because we were asked to, by the council.\nI: When?\nP: In May.\n"
    edited = changed(old, [(0, 8, "")])
    right, wrong = coded(old, 11, 30), coded(old, 55, 60)
    assert outcome(edited, [right]).classes == {"moved": 1}
    assert outcome(edited, [right]).untouched_silent == 1
    lying = Edited(
        old, edited.new, [at + 20 if 0 <= at < len(old) - 20 else -1 for at in edited.own], edited.stands_for
    )
    assert len(outcome(lying, [right, wrong]).wrong) == 2


@pytest.mark.parametrize("kind", KINDS)
def test_codings_of_a_long_interview_survive(shared: Path, kind: str) -> None:
    old = transcript(shared, LABELLED if kind == "labels" else ONE)
    assert len(old.split()) > 4_500 if kind == "labels" else 10_000 < len(old.split()) < 12_000
    found = after(old, kind, 0, 300)
    has_no_fault(found, 300)
    if kind in NO_WORD_CHANGES:
        assert found.classes.get("kept", 0) + found.classes.get("moved", 0) >= 299


@pytest.mark.parametrize(
    "kinds",
    [
        "typos+names+stamps+rewrapped",
        "lines_moved+lines_out+words_in",
        "lines_in+page_again+typography",
        "words_out+lines_swapped+typos",
    ],
)
@pytest.mark.parametrize("patterns", [ONE, LABELLED, GERMAN], ids=["one", "labelled", "german"])
def test_codings_survive_several_edits_at_once(shared: Path, kinds: str, patterns: tuple[str, ...]) -> None:
    has_no_fault(after(transcript(shared, patterns), kinds, 1, 300), 300)


@pytest.mark.parametrize(
    "kind", ["typos", "words_in", "lines_out", "lines_moved", "names", "line_ends", "page_again", "stamps"]
)
def test_codings_of_a_very_long_document_survive(shared: Path, kind: str) -> None:
    old = transcript(shared, MANY)
    assert 90_000 < len(old.split()) < 120_000
    has_no_fault(after(old, kind, 0, 3_000), 3_000)


@pytest.mark.parametrize(
    "kind", ["typos", "other_words", "words_out", "lines_in", "lines_out", "lines_moved", "doubled"]
)
def test_without_the_coded_text_fewer_are_placed_and_none_wrongly(shared: Path, kind: str) -> None:
    old = transcript(shared, ONE)
    chance = random.Random(kind)
    edited = KINDS[kind](old, chance)
    found = outcome(edited, some_codings(old, chance, 300), kept=False, torn=kind in TEARING)
    assert sum(found.classes.values()) == 300
    assert [(before.start, after.start, fault) for before, after, fault in found.wrong] == []
    assert found.classes.get("kept", 0) + found.classes.get("moved", 0) > 200


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.sampled_from([kind for kind in KINDS if kind not in NO_INTERVIEW]), st.integers(0, 10_000))
def test_where_two_of_five_answers_are_the_same_six_none_takes_the_place_of_another(kind: str, seed: int) -> None:
    old = interview(random.Random(seed), 200)
    assert len(re.findall("Yes, exactly", old)) > 3
    has_no_fault(after(old, kind, seed, 100), 100)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text("ab \n:", max_size=60), st.text("ab \n:", max_size=60), st.integers(0, 60), st.integers(1, 20))
def test_whatever_the_texts_a_coding_has_a_place_or_keeps_its_words(old: str, new: str, start: int, size: int) -> None:
    start = min(start, max(len(old) - 1, 0))
    coding = coded(old, start, min(start + size, len(old)))
    [carried] = carry([coding], Transcript(new, ()), {coding.text: old}.get)
    if carried.status in ("orphaned", "ambiguous"):
        assert (carried.start, carried.end, carried.quote, carried.text) == (
            coding.start,
            coding.end,
            coding.quote,
            coding.text,
        )
    else:
        assert new[carried.start : carried.end] == carried.quote != ""


def test_the_order_of_codings_changes_nothing(shared: Path) -> None:
    old = transcript(shared, GERMAN)
    chance = random.Random(5)
    new, codings = KINDS["words_out"](old, chance).new, some_codings(old, chance, 100)
    there = carry(codings, Transcript(new, ()), lambda _: old)
    back = carry(codings[::-1], Transcript(new, ()), lambda _: old)
    assert there == back[::-1]


def test_a_real_correction_of_a_transcript_leaves_nearly_all_codings_in_place(shared: Path) -> None:
    folder = shared / "real" / "metamuse_rev" / "archive"
    old, new = (read_source(folder / name / "33-cities.txt").text for name in ("original", "completed"))
    assert old != new
    codings = some_codings(old, random.Random(3), 600)
    carried = carry(codings, Transcript(new, ()), lambda _: old)
    silent = [coding for coding in carried if coding.status in ("kept", "moved")]
    assert len(silent) > 580
    assert sum(before.quote == now.quote for before, now in zip(codings, carried, strict=True)) > 300
