"""The five published documents as plain text: what a reader sees in them is found, by counts and short facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from collabstudy.io.sources import read_source
from collabstudy.model.document import Transcript, Turn


@pytest.fixture(scope="module")
def published(shared: Path) -> dict[str, Transcript]:
    """The documents by the first three digits of their names."""
    found = {path.name[:3]: read_source(path) for path in sorted((shared / "seeds").glob("*.txt"))}
    assert len(found) == 5
    return found


def words(transcript: Transcript, kind: str) -> list[str]:
    return [transcript.said(turn) for turn in transcript.turns if turn.kind == kind]


def turns(transcript: Transcript, kind: str) -> list[Turn]:
    return [turn for turn in transcript.turns if turn.kind == kind]


def test_nobody_speaks_in_them(published: dict[str, Transcript]) -> None:
    assert [transcript.speakers for transcript in published.values()] == [()] * 5


def test_titles_and_dates_are_found_where_there_are_any(published: dict[str, Transcript]) -> None:
    assert [transcript.date for transcript in published.values()] == [None, None, "2019-10-09", "2018-11", "2024-06-18"]
    titles = [transcript.title for transcript in published.values()]
    assert (titles[0], titles[4]) == (None, None)
    assert titles[1] == "Note from Collaborative Leadership in Place Cell 1"
    assert (titles[2] or "").startswith("We need to think about how communities thrive")
    assert (titles[3] or "").startswith("Are we Rallying Together?")
    assert (titles[3] or "").endswith("early findings")


def test_headings_are_found(published: dict[str, Transcript]) -> None:
    assert words(published["000"], "heading") == ["People", "Purpose", "Power"]
    assert words(published["001"], "heading")[1:] == [
        "Summary",
        "Aims of the cell",
        "2. Opening Presentations",
        "3. Discussion",
        "4. Topics for further meetings of the group",
        "5. Next meetings",
    ]
    assert len(words(published["002"], "heading")) == 1
    assert words(published["004"], "heading") == []
    headings = words(published["003"], "heading")
    assert len(headings) == 16
    assert {"Why collaborate?", "Complex journeys towards change", "Beyond co-production"} <= set(headings)


def test_the_briefing_has_its_boxes_inside_its_sections(published: dict[str, Transcript]) -> None:
    briefing = published["003"]
    boxes = [
        "Wigan Council",
        "Oldham Council",
        "Plymouth Council",
        "West London Zone",
        "How it sounds – Wirral Council",
    ]
    assert set(boxes) <= set(words(briefing, "heading"))
    inside = {turn.heading[-1]: turn for turn in turns(briefing, "paragraph") if turn.heading}
    assert set(boxes) <= set(inside)
    assert inside["Oldham Council"].heading[1:] == ("Complex journeys towards change", "Oldham Council")
    assert inside["Plymouth Council"].heading[1:] == ("Partnership not competition", "Plymouth Council")


def test_the_briefing_has_its_table_of_ten_cases(published: dict[str, Transcript]) -> None:
    (table,) = words(published["003"], "table")
    header, *rows = table.split("\n")
    assert header.split("\t") == ["Organisation", "Sector", "Region"]
    assert len(rows) == 10
    assert all(row.count("\t") == 2 for row in rows)


def test_the_briefing_has_its_two_quotations_with_their_speakers(published: dict[str, Transcript]) -> None:
    briefing = published["003"]
    first, second = turns(briefing, "quote")
    assert first.speaker == "Policy and Strategy Manager, Wirral Council"
    assert second.speaker == "Director of Public Health, Wirral Council"
    assert briefing.said(first).startswith("The partnership in the last three years")
    assert briefing.said(second).endswith("equal partners.")
    assert first.heading[-1] == "How it sounds – Wirral Council"
    assert not any(turn.speaker in briefing.said(turn) for turn in turns(briefing, "paragraph") if turn.speaker)


def test_the_six_shifts_are_bullets(published: dict[str, Transcript]) -> None:
    assert [len(words(transcript, "list")) for transcript in published.values()] == [0, 0, 6, 0, 0]
    assert not any("•" in item for item in words(published["002"], "list"))


def test_a_paragraph_that_was_wrapped_or_cut_by_a_page_is_one(published: dict[str, Transcript]) -> None:
    first = published["000"].turns[0]
    assert published["000"].slice(first).count("\n") == 2
    assert not any(text[0].islower() for text in words(published["003"], "paragraph"))


def test_every_word_is_in_some_turn_but_the_two_attributions(published: dict[str, Transcript]) -> None:
    for name, transcript in published.items():
        inside = sum(len(transcript.slice(turn).split()) for turn in transcript.turns)
        bullets = transcript.text.count("•")
        outside = 6 + 6 if name == "003" else 0
        assert inside + bullets + outside == len(transcript.text.split()), name
