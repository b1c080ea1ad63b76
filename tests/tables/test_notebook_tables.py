"""The tables of a notebook: what they say, and what they must not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from html.parser import HTMLParser
from types import ModuleType

from drawn import Shown, Told

from collabstudy import tables
from collabstudy.compare import Crosstab, Passage, crosstab
from collabstudy.compare.findings import check
from collabstudy.model.finding import Claim, Finding


class Tags(HTMLParser):
    """All tags of a page, and whether they are closed as they were opened."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.wrong: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in ("br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def table(hand: ModuleType, **more: object) -> Crosstab:
    return crosstab(hand.make(**more), unit="turn")


def test_each_cell_says_its_value_and_its_passages(hand: ModuleType) -> None:
    page = tables.crosstab(table(hand))
    labels = re.findall(r'aria-label="([^"]*)"', page)
    assert len(labels) == 4 * 4  # four places, four codes; the heading has no cells
    assert "Trust · Ash Council: 1 passage (1 by people), 7 words" in labels
    assert "Sharing power · Birch Council: not asked (1 of 1 documents done)" in labels
    assert "Trust · Birch Council: asked, not voiced (1 of 1 documents done)" in labels
    assert any(label.endswith("not coded yet (0 of 1 documents done)") for label in labels)
    assert "P01, turn 4 · mira" in page
    assert re.search(r"<b>2</b> of 3</td>", page)  # trust


def test_without_somebody_who_hands_out_words_there_are_none(hand: ModuleType) -> None:
    page = tables.crosstab(table(hand)) + str(tables.findings(found(hand)))
    for words in ("trusted each other", "handed over", "the oven", "ran out of money"):
        assert words not in page


def test_words_are_those_that_are_handed_out(hand: ModuleType) -> None:
    asked: list[Passage] = []

    def quotes(passages: Iterable[Passage]) -> Shown:
        asked.extend(passages)
        return Shown((Told("We <b>did</b> it for $5 or $6 & more"),), withheld=2, lost=1)

    page = tables.crosstab(table(hand), quotes)
    assert {passage.document for passage in asked} == {"P01", "P02", "P03"}
    assert "We &lt;b&gt;did&lt;/b&gt; it for <span>$</span>5" in page
    assert "2 may not be shown here · 1 no longer in the text" in page
    assert "<cite>Clerk · P01, turn 2</cite>" in page


def test_only_so_many_passages_are_listed_and_the_rest_counted(hand: ModuleType) -> None:
    many = Shown(tuple(Told(f"Words {n}.") for n in range(15)))
    page = tables.crosstab(table(hand), lambda _: many)
    assert "Words 11." in page
    assert "Words 12." not in page
    assert "3 more" in page


def test_the_page_is_whole_and_asks_nothing_of_the_network(hand: ModuleType) -> None:
    for page in (tables.crosstab(table(hand)), tables.findings(found(hand))):
        tags = Tags(page)
        assert (tags.open, tags.wrong) == ([], [])
        assert not {"link", "img", "iframe"} & set(tags.tags)
        assert not re.search(r"https?://|@import|url\(", page)


def test_names_are_text(hand: ModuleType) -> None:
    page = tables.crosstab(table(hand))
    assert "<Sons>" not in page
    assert "Cedar &amp; &lt;Sons&gt;" in page
    assert "$5" not in re.sub(r"<(style|script)>.*?</\1>", "", page, flags=re.DOTALL)


def test_what_was_counted_stands_below(hand: ModuleType) -> None:
    page = tables.crosstab(table(hand, evidence=("person", "rules")))
    assert "Evidence: 6 by people, 4 by rules. Unit: turn; by: case" in page
    assert "evidence: person + rules" in page


def test_the_colours_are_those_of_the_figures(hand: ModuleType) -> None:
    from collabstudy.figures import look

    page = tables.crosstab(table(hand))
    for name in ("INK", "SOFT", "LINE", "ACCENT", "MARK", "WARM"):
        assert f"--cs-{name.lower()}:{getattr(look, name)}" in page


def found(hand: ModuleType) -> object:
    findings = [
        Finding("a", "Most say <i>trust</i>.", Claim("most", ("trust",))),
        Finding("b", "All do.", Claim("all", ("trust",))),
    ]
    return check(hand.make(), findings)


def test_findings_say_what_came_out_and_why(hand: ModuleType) -> None:
    page = tables.findings(found(hand))
    assert '<td class="cs-result cs-holds">holds</td>' in page
    assert '<td class="cs-result cs-broken">broken</td>' in page
    assert "Most say &lt;i&gt;trust&lt;/i&gt;." in page
    assert "2 of 3 places; not coded yet: Dogwood <span>$</span>5 Trust" in page
    assert "2 with passages for it" in page


def test_a_comparison_draws_itself_by_the_way_the_study_was_given(hand: ModuleType) -> None:
    study = hand.make()
    assert crosstab(study, unit="turn")._repr_html_() is None
    shown = replace(study, ways=replace(study.ways, show=lambda _, value: tables.show(value)))
    page = crosstab(shown, unit="turn")._repr_html_()
    assert page == tables.crosstab(table(hand))
    assert check(shown, [])._repr_html_() is not None
    assert tables.show("something else") is None
    own = crosstab(shown, unit="turn", show=lambda value: f"<p>{value.unit}</p>")
    assert own._repr_html_() == "<p>turn</p>"
