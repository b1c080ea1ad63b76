"""Passages are tied to the cases they speak of, and it is said how that is known."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from collabstudy.io.cache import DiskCache
from collabstudy.model.study import Study
from collabstudy.run.opening import read_study
from collabstudy.tagging.caselinks import caselinks

WriteStudy = Callable[..., Study]
Links = set[tuple[int, str, str]]

CASES = """case,name,aliases
here,Here Council,
carrowby,Carrowby Council,the Carrowby Promise
oddmill,The Oddmill Trust,Oddmill
"""
ARTICLE = """How three places went about it

Everybody speaks of Oddmill these days, and of what its people have made of an old mill by the river.

Carrowby Council

The council has handed a whole budget to the people who use its last day centre, and it did not ask for it back.

“We put the money on the table and then we stopped talking.”

Head of Neighbourhoods, Carrowby Council

What comes next

Joe Bell, from The Oddmill Trust, told us that nobody there would do it any other way now, whatever the council says.

Others have begun to copy it, in their own way and at their own pace, with more luck or with less of it.

Bell gave us two reasons, and we repeat them here because nobody has put it better than he did that afternoon:

The first is that people can smell it when something has been handed over only in part, and for a time.

The second is money, of which there is none, so that there is nothing left to quarrel about but the tea.
"""


def links(study: Study, document: str) -> Links:
    return {(link.turn, link.case, link.how) for link in caselinks(study) if link.document == document}


def turn(study: Study, document: str, beginning: str) -> int:
    """The number of the turn that begins with these words."""
    transcript = study.transcript(document)
    (number,) = [turn.number for turn in transcript.turns if transcript.said(turn).startswith(beginning)]
    return number


def test_every_turn_of_an_interview_belongs_to_its_case_and_may_name_others(write_study: WriteStudy) -> None:
    text = "I: And in Carrowby?\n\nP: Here we do it as they do in Oddmill.\n\nI: Here?\n\nP: Here Council, yes.\n"
    study = write_study({"P01": text}, cases=CASES)
    own = {(number, "here", "document") for number in (1, 2, 3, 4)}
    assert links(study, "P01") == own | {(1, "carrowby", "named"), (2, "oddmill", "named")}


def test_an_article_is_tied_passage_by_passage(write_study: WriteStudy) -> None:
    study = write_study({"A01": ARTICLE}, cases=CASES, kind="article", speakers="")
    found = links(study, "A01")

    def of(beginning: str) -> set[tuple[str, str]]:
        number = turn(study, "A01", beginning)
        return {(case, how) for at, case, how in found if at == number}

    assert of("Everybody speaks") == {("oddmill", "named")}
    assert of("The council has") == {("carrowby", "heading")}
    assert of("We put") == {("carrowby", "heading"), ("carrowby", "speaker")}
    assert of("Joe Bell, from") == {("oddmill", "named"), ("oddmill", "speaker")}
    assert of("Others have") == set()
    assert of("Bell gave us") == {("oddmill", "speaker")}
    assert of("The first is") == {("oddmill", "speaker")}  # after a colon
    assert of("The second is") == set()


def test_a_speaker_in_a_note_speaks_for_the_case_in_their_label_or_role(write_study: WriteStudy) -> None:
    text = "Chair: Welcome to you all.\n\nAnn: We share power.\n\nJoe: We do not.\n\nChair: Thank you.\n"
    study = write_study({"N01": text}, cases=CASES, kind="note", speakers="Ann=Director of Carrowby Council;Joe=Guest")
    assert links(study, "N01") == {(2, "carrowby", "speaker")}


def test_a_list_after_a_colon_belongs_to_who_announced_it(write_study: WriteStudy) -> None:
    text = (
        "Ann Archer from Carrowby Council gave three reasons for what she had done in the bad winter:\n\n"
        "• the first of her reasons\n• the second of her reasons\n• the third of her reasons\n\n"
        "Nobody in the room had anything to say against that, or at least nobody did say it.\n"
    )
    study = write_study({"N01": text}, cases=CASES, kind="note", speakers="")
    lists = {turn.number for turn in study.transcript("N01").turns if turn.kind == "list"}
    assert len(lists) == 3
    spoken = {number for number, case, how in links(study, "N01") if (case, how) == ("carrowby", "speaker")}
    assert spoken == lists | {1}


def test_an_article_with_a_case_belongs_to_it_and_to_those_it_names(write_study: WriteStudy) -> None:
    rows = {"A01": "A01,A01.txt,oddmill,article,2025-01-01,,,,role,en"}
    study = write_study({"A01": ARTICLE}, cases=CASES, rows=rows)
    found = links(study, "A01")
    number = len(study.transcript("A01").turns)
    assert {(n, "oddmill", "document") for n in range(1, number + 1)} <= found
    assert {case for _, case, how in found if how != "document"} == {"carrowby"}


def test_only_new_documents_and_new_names_are_looked_at(write_study: WriteStudy, tmp_path: Path) -> None:
    cache = DiskCache(tmp_path / "cache")
    study = write_study({"A01": ARTICLE}, cases=CASES, kind="article", speakers="")
    first = caselinks(study, cache=cache)
    kept = (tmp_path / "cache" / "caselinks" / "caselinks").read_bytes()
    assert caselinks(study, cache=cache) == first == caselinks(study)
    assert (tmp_path / "cache" / "caselinks" / "caselinks").read_bytes() == kept
    more = write_study({"A01": ARTICLE}, cases=CASES + "mill,Old Mill,an old mill\n", kind="article", speakers="")
    assert {link.case for link in caselinks(more, cache=cache)} - {link.case for link in first} == {"mill"}
    (tmp_path / "cache" / "caselinks" / "caselinks").write_bytes(b"{torn")
    assert caselinks(study, cache=cache) == first


def test_withdrawn_documents_are_tied_to_nothing(write_study: WriteStudy) -> None:
    rows = {"A01": "A01,A01.txt,,article,2025-01-01,,,,withdrawn,en"}
    assert caselinks(write_study({"A01": ARTICLE}, cases=CASES, rows=rows)) == ()


PUBLISHED = """case,name,aliases
wigan,Wigan Council,the Wigan Deal
oldham,Oldham Council,
plymouth,Plymouth Public Health,Plymouth Council
wirral,Wirral Council,
ignite,Ignite,
right-thing,Doing the Right Thing,
golden-key,Golden Key,
kibble,Kibble,
zone,West London Zone,
harrow,Young Harrow Foundation,
surrey,Surrey Youth Focus,
barking,Barking and Dagenham,
"""


@pytest.fixture(scope="module")
def published(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Study:
    """The five published documents as a study: d0 … d4 in the order of their files."""
    folder = tmp_path_factory.mktemp("published")
    (folder / "corpus").mkdir()
    (folder / "codebooks").mkdir()
    rows = ["document,file,case,kind,date,title,speakers,asked,consent,language"]
    for number, path in enumerate(sorted((shared / "seeds").glob("*.txt"))):
        shutil.copy(path, folder / "corpus" / f"d{number}.txt")
        rows.append(f"d{number},d{number}.txt,,{'note' if number == 1 else 'article'},2020,,,,named,en")
    (folder / "corpus" / "documents.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (folder / "corpus" / "cases.csv").write_text(PUBLISHED, encoding="utf-8")
    (folder / "codebooks" / "book.yaml").write_text("codes:\n  - id: none\n", encoding="utf-8")
    (folder / "study.toml").write_text('title = "Five"\ncodebook = "codebooks/book.yaml"\n', encoding="utf-8")
    return read_study(folder)


def ways(study: Study, document: str, beginning: str) -> set[tuple[str, str]]:
    number = turn(study, document, beginning)
    return {(case, how) for at, case, how in links(study, document) if at == number}


def test_wigan_is_spoken_of_in_four_of_the_five_published_documents(published: Study) -> None:
    assert {link.document for link in caselinks(published) if link.case == "wigan"} == {"d0", "d2", "d3", "d4"}
    assert ways(published, "d2", "The ground-breaking") == {("wigan", "named")}
    assert ways(published, "d4", "This is a welcome") == {("wigan", "named"), ("barking", "named")}
    assert {how for at, case, how in links(published, "d0") if case == "wigan"} == {"named"}
    assert len({at for at, case, how in links(published, "d0") if case == "wigan"}) == 3


def test_the_boxes_and_quotations_of_the_briefing_belong_to_their_places(published: Study) -> None:
    assert ways(published, "d3", "The Director of Public Health brought") == {("plymouth", "heading")}
    assert ways(published, "d3", "Wigan was one") == {("wigan", "heading"), ("wigan", "named")}
    assert ways(published, "d3", "West London Zone charity") == {("zone", "heading"), ("zone", "named")}
    quotes = [turn.number for turn in published.transcript("d3").turns if turn.kind == "quote"]
    assert len(quotes) == 2
    found = links(published, "d3")
    assert all({(number, "wirral", "speaker"), (number, "wirral", "heading")} <= found for number in quotes)
    assert {case for number, case, how in found if number in quotes} == {"wirral"}


def test_the_table_of_ten_places_names_all_ten(published: Study) -> None:
    (table,) = [turn.number for turn in published.transcript("d3").turns if turn.kind == "table"]
    assert len({case for at, case, how in links(published, "d3") if (at, how) == (table, "named")}) == 10


def test_what_people_report_in_the_note_belongs_to_their_places(published: Study) -> None:
    assert ways(published, "d1", "Cate Newnes") == {("surrey", "named"), ("surrey", "speaker")}
    assert ways(published, "d1", "Cate distinguished") == {("surrey", "speaker")}
    assert ways(published, "d1", "Avril McIntyre") == {("barking", "named"), ("barking", "speaker")}
    assert ways(published, "d1", "The thing to do") == {("barking", "speaker")}
    assert ways(published, "d1", "Relationships are centrally") == set()
