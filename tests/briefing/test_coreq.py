"""The checklist: all 32 items, what the study knows filled in, what people wrote beside it, nothing made up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from collabstudy.briefing.blocks import Briefing, Paragraph, Table, told
from collabstudy.briefing.compose import compose
from collabstudy.briefing.coreq import items
from collabstudy.compare.crosstab import crosstab
from collabstudy.model.study import Study

Compose = Callable[..., Briefing]
Make = Callable[..., Study]
OPEN = "to be filled in by the authors"
# What a study of transcripts and codings can know; who interviewed, how, and why is for its authors to say.
KNOWABLE = {12, 16, 17, 18, 21, 22, 24, 25, 27, 29, 30, 31, 32}


def tables(briefing: Briefing) -> list[Table]:
    (section,) = [section for section in briefing.sections if section.name == "coreq"]
    return [block for block in section.blocks if isinstance(block, Table)]


def reported(briefing: Briefing) -> dict[int, str]:
    return {int(told(row[0])): told(row[2]) for table in tables(briefing) for row in table.rows}


def test_there_are_32_items_in_three_domains() -> None:
    found = items()
    assert [item.number for domain in found.values() for item in domain] == list(range(1, 33))
    assert [len(domain) for domain in found.values()] == [8, 15, 9]
    assert len({item.name for domain in found.values() for item in domain}) == 32


def test_what_the_study_knows_is_filled_in_and_nothing_else(composed: Compose) -> None:
    told_of = reported(composed())
    assert set(told_of) == set(range(1, 33))
    assert {number for number, text in told_of.items() if text != OPEN} <= KNOWABLE
    assert told_of[12] == "5 interviews in 4 places, between March and July 2025."
    assert told_of[16] == "Of each place the table of places tells sector and residents."
    assert told_of[17] == "Three questions. All of them are printed in this briefing."
    assert told_of[18] == "More than one interview in Candle House."
    # a turn begins each minute: D1 has five turns, D3 three, the others two
    assert told_of[21] == "1 to 4 minutes, by the time stamps of the transcripts."
    assert told_of[24].startswith("Two.")
    assert told_of[25].startswith("Small, version 3: 5 codes, at the top ")
    assert told_of[27] == "pandas 3.1.1."
    assert told_of[30] == OPEN  # no sentence was tested
    assert told_of[31].startswith("Voiced by half or more of the places that were asked and coded: Trust (4 of 4)")
    assert (
        told_of[32]
        == "Voiced by fewer than half of the places that were asked and coded: Paper that protects (1 of 4)."
    )


def test_what_people_write_stands_at_its_number_beside_what_is_known(composed: Compose) -> None:
    text = (
        "Before the *table*.\n\n## 2 Credentials\n\nNone, **yet**.\n\nAnd {n} more.\n\n### 12. Sample size\n\nEnough.\n"
    )
    briefing = composed(written={"coreq.md": text})
    told_of = reported(briefing)
    assert told_of[2] == "None, yet. And 4 more."
    assert told_of[12] == "5 interviews in 4 places, between March and July 2025. Enough."
    assert told_of[3] == OPEN
    (section,) = [section for section in briefing.sections if section.name == "coreq"]
    first = section.blocks[0]
    assert isinstance(first, Paragraph)
    assert told(first.line) == "Before the table."


def test_the_topics_of_the_items_stand_across_the_table(composed: Compose) -> None:
    first, second, third = tables(composed())
    assert first.heads == {0: "Personal characteristics", 5: "Relationship with participants"}
    assert next(iter(second.heads.values())) == "Theoretical framework"
    assert third.heads == {0: "Data analysis", 5: "Reporting"}


def test_articles_alone_need_no_checklist_for_interviews(make: Make) -> None:
    study = make()
    study = replace(study, documents=tuple(d for d in study.documents if d.kind == "article"))
    made = compose(study, crosstab=crosstab(study, unit="turn"), figures={}, manifest={})
    assert "coreq" not in [section.name for section in made.sections]
    assert "who" in [section.name for section in made.sections]
