"""What the pages of the notebooks may not tell: words of those who are not to be quoted, and who spoke anonymously."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from lxml.html import document_fromstring

from collabstudy import compare, figures, read_study
from collabstudy.run.exporting import table_of
from collabstudy.run.quotes import quotes
from collabstudy.tables.frames import TABLES

Runs = Callable[[str], set[tuple[str, ...]]]
NO_QUOTES, ANONYMOUS, QUOTED = "P05", "P10", "P08"
WHO = ("P10", "Lampwick", "Stanmerrow", "Contracts Officer")


def told(page: str) -> str:
    """All that a page tells: its text, its attributes and its scripts, but for plotly's own."""
    tree = document_fromstring(page)
    scripts = (script for script in tree.iter("script") if len(script.text or "") < 1_000_000)
    parts = [tree.body.text_content(), *(script.text or "" for script in scripts)]
    return "\n".join([*parts, *(str(value) for element in tree.iter() for value in element.attrib.values())])


def test_nobody_who_is_not_to_be_quoted_is_quoted(pages: dict[str, str], runs: Runs, only_in: Runs) -> None:
    theirs, others = only_in(NO_QUOTES), only_in(QUOTED) | only_in("P01")
    assert len(theirs) > 1_000
    for name in ("20_coding", "30_topics", "40_comparison", "50_briefing"):
        assert runs(told(pages[name])) & others, f"nobody is quoted in {name}: this test would see nothing"
    for name, page in pages.items():
        assert runs(told(page)) & theirs == set(), name


def test_anonymous_words_stand_without_who_said_them(hushed_pages: dict[str, str], runs: Runs, only_in: Runs) -> None:
    theirs, shown = only_in(ANONYMOUS), 0
    for page in hushed_pages.values():
        for item in document_fromstring(page).iter("li"):
            if runs(item.text_content()) & theirs:
                shown += 1
                assert item.find(".//cite").text_content() == "an interviewee"
                assert not any(name in item.text_content() for name in WHO)
                labels = [label.text_content() for label in item.xpath("preceding::b")[-1:]]
                assert not any(name in label for name in WHO for label in labels), labels
    assert shown > 3


def test_an_anonymous_interviewee_told_her_role_in_a_passage_that_nobody_had_coded(
    hushed_pages: dict[str, str],
) -> None:
    assert "under no code" in hushed_pages["40_comparison"]
    assert "only going to say" not in hushed_pages["40_comparison"]


def test_words_that_only_one_place_could_have_said_are_not_shown(
    pages: dict[str, str], runs: Runs, only_in: Runs
) -> None:
    for page in pages.values():  # in the demo study there are too few places for the anonymous one to hide among
        assert runs(told(page)) & only_in(ANONYMOUS) == set()


def test_of_all_others_there_is_not_a_word(hushed_pages: dict[str, str], runs: Runs, only_in: Runs) -> None:
    assert set(hushed_pages) == {"20_coding", "40_comparison", "50_briefing"}
    for page in hushed_pages.values():
        assert "may not be shown here" in page
        assert runs(told(page)) & (only_in(QUOTED) | only_in(NO_QUOTES)) == set()


def test_no_table_and_no_figure_holds_anonymous_words(
    demo_study_folder: Path, hushed: Path, runs: Runs, only_in: Runs
) -> None:
    seen: dict[Path, str] = {}
    for folder in (demo_study_folder, hushed):
        study = read_study(folder)
        tables = [table_of(study, name).to_csv() for name in (*TABLES, "crosstab", "findings")]
        by = {by: compare.crosstab(study, unit="turn", by=by) for by in ("case", "sector", "document")}
        drawn = [figures.crosstab(by["case"]), figures.codes(by["case"]), figures.codes_by_group(by["sector"])]
        drawn.append(figures.timeline(by["document"], study))
        seen[folder] = "\n".join([*tables, *(figure.to_json() for figure in drawn)])
        assert runs(seen[folder]) & (only_in(ANONYMOUS) | only_in(NO_QUOTES)) == set(), folder
    assert runs(seen[demo_study_folder]) & only_in(QUOTED), "nobody is quoted in any table: this test would see nothing"
    assert not runs(seen[hushed]) & only_in(QUOTED)


def test_quotations_carry_no_more_than_the_tables_do(hushed: Path) -> None:
    study = read_study(hushed)
    found = quotes(study, code="fiscal-pressure")
    assert len(found) > 0 and found.withheld > 0
    for one in found:
        assert one.quote.attribution == "an interviewee"
        assert (one.asked, one.before, one.after, one.coders) == ("", "", "", ())
        assert (one.quote.document, one.quote.case, one.quote.turn) == ("", None, None)
    assert found.frame()[["document", "case", "turn"]].isna().all(axis=None)
    alone = quotes(study, code="fiscal-pressure", document=ANONYMOUS)  # nobody to hide among
    assert len(alone) == 0 and alone.withheld == len(found)
    assert_silent(repr(found), found)


def assert_silent(told: str, found: Any) -> None:
    assert told
    assert not any(one.quote.text[:20] in told for one in found)
