"""A contrast and its places in a notebook."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from types import ModuleType
from typing import Any

from collabstudy import tables
from collabstudy.compare.contrast import contrast
from collabstudy.compare.contrasting.contrasted import Contrast
from collabstudy.tables.contrast import notebook


class Tags(HTMLParser):
    """Whether all tags of a page are closed as they were opened."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def by_sector(hand: ModuleType, **more: Any) -> Contrast:
    return contrast(hand.make(**more), by="sector", test="fisher")


def test_each_count_leads_to_its_places_and_passages(hand: ModuleType) -> None:
    page = notebook(by_sector(hand))
    labels = re.findall(r'aria-label="([^"]*)"', page)
    assert len(labels) == 4 * 2  # four codes, two groups
    assert "Trust · council: 1 of 2 places" in labels
    assert "voiced: Ash Council" in page
    assert "asked, not voiced: Birch Council" in page
    assert "not coded yet: Dogwood <span>$</span>5 Trust" in page
    assert "P01, turn 4 · mira" in page
    assert not Tags(page).wrong
    assert not Tags(page).open


def test_why_there_is_no_p_stands_beside_it(hand: ModuleType) -> None:
    page = notebook(by_sector(hand))
    assert '<th scope="col">why no p</th>' in page
    assert page.count("only one of the places is known of council") == 1  # sharing power: Birch was not asked
    assert page.count("only one of the places is known of charity") == 3


def test_names_and_groups_are_text_and_words_are_only_those_handed_out(hand: ModuleType) -> None:
    cases = [hand.CASES[0], *hand.CASES[1:]]
    page = notebook(by_sector(hand, cases=cases))
    assert "<Sons>" not in page
    assert "Cedar &amp; &lt;Sons&gt;" in page
    for words in ("trusted each other", "the oven", "handed over the keys"):
        assert words not in page


def test_a_notebook_finds_it_by_its_name(hand: ModuleType) -> None:
    found = by_sector(hand)
    assert tables.show(found) == notebook(found)


def test_p_and_difference_are_told_where_there_are_any(hand: ModuleType) -> None:
    page = notebook(contrast(hand.make(), by="staff", cuts=[500], test="boschloo"))
    assert "below 500" in page
    assert "without staff".capitalize() in page
    assert "council less" not in page
