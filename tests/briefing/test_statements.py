"""Sentences with a test, in the prose: what no longer holds is never printed as if it did, and says so."""

from __future__ import annotations

import io
from collections.abc import Callable
from types import ModuleType
from typing import Any

import docx as python_docx
import pytest
from lxml.html import fromstring

from collabstudy.briefing.blocks import Briefing, Claims, Number, Paragraph, Statement, told
from collabstudy.briefing.compose import compose
from collabstudy.briefing.docx import docx
from collabstudy.briefing.html import html
from collabstudy.compare.crosstab import crosstab
from collabstudy.compare.findings import check
from collabstudy.errors import SettingsError
from collabstudy.model.finding import Claim, Finding, Was
from collabstudy.model.study import Settings, Study

Make = Callable[..., Study]
# Four of four places voice trust, one of four paper (candle).
FINDINGS = (
    Finding("all-trust", "Everybody trusts somebody.", Claim("all", ("trust",))),
    Finding("all-paper", "All places speak of “paper that protects”.", Claim("all", ("paper",))),
    Finding("some-paper", "At least {paper.cases} place has paper.", Claim("at_least", ("paper",), least=1), Was(2, 4)),
)


@pytest.fixture
def briefing(make: Make) -> Callable[[dict[str, str]], Briefing]:
    """The briefing of the small study with some prose, its sentences tested."""

    def composed(written: dict[str, str]) -> Briefing:
        study = make(written=written)
        return compose(
            study, crosstab=crosstab(study, unit="turn"), figures={}, manifest={}, findings=check(study, FINDINGS)
        )

    return composed


def first(briefing: Briefing) -> Paragraph:
    (paragraph, *_) = [block for block in briefing.sections[0].blocks if isinstance(block, Paragraph)]
    return paragraph


def test_the_examples_are_of_three_kinds(make: Make) -> None:
    found = {outcome.finding.id: outcome.result for outcome in check(make(), FINDINGS)}
    assert found == {"all-trust": "holds", "all-paper": "broken", "some-paper": "weakened"}


def test_a_sentence_that_holds_stands_as_it_is_and_leads_to_its_passages(briefing: Callable[..., Briefing]) -> None:
    made = briefing({"summary.md": "So: {finding.all-trust} And on."})
    (_, sentence, _) = first(made).line
    assert isinstance(sentence, Number)
    assert (sentence.text, sentence.keys) == ("Everybody trusts somebody.", ("trust",))
    assert set(sentence.cases) == {"alder", "birch", "candle", "drumlin"}
    assert made.fallen == ()


def test_a_broken_sentence_is_struck_out_and_says_so_in_both_formats(briefing: Callable[..., Briefing]) -> None:
    made = briefing({"summary.md": "So: {finding.all-paper} And on."})
    (statement,) = [piece for piece in first(made).line if isinstance(piece, Statement)]
    assert statement.result == "broken"
    note = "no longer holds: 1 of 4, against it Alderfleet Council, Birchwick Council and Drumlin Trust"
    assert statement.told == note
    assert made.fallen == (("All places speak of “paper that protects”.", note, "Summary"),)
    page: Any = fromstring(html(made))
    (struck,) = page.xpath("//main//p//span[contains(@class, 'fallen')]/s")
    assert struck.text_content() == "All places speak of “paper that protects”."
    assert page.xpath("string(//section[contains(@class, 'notice')]//li)").startswith("“All places speak of")
    document = python_docx.Document(io.BytesIO(docx(made)))
    (paragraph,) = [p for p in document.paragraphs if p.text.startswith("So: ")]
    assert paragraph.text == f"So: All places speak of “paper that protects”. [{note}] And on."
    styles = {run.text: run.style.name for run in paragraph.runs}
    assert styles["All places speak of “paper that protects”."] == "No Longer So"
    assert document.styles["No Longer So"].font.strike
    heads = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 2"]
    assert heads[0] == "Sentences that no longer hold"


@pytest.mark.parametrize(
    "prose",
    [
        "First. All places speak of “paper that protects”. Then.",
        'First. all places speak of "paper that protects", they say.',
        "First. All places speak\nof “paper *that* protects”! Then.",
        "- First. All places speak of “paper that protects”",
        "> First. All places speak of “paper that protects”.",
        "## All places speak of “paper that protects”",
    ],
)
def test_the_same_words_written_by_hand_are_marked_too(briefing: Callable[..., Briefing], prose: str) -> None:
    made = briefing({"summary.md": prose})
    ((sentence, note, section),) = made.fallen
    assert sentence.casefold().startswith("all places speak of ")
    assert note.startswith("no longer holds: 1 of 4")
    assert section == "Summary"
    assert html(made).count("no longer holds: 1 of 4") == 2  # where it stands, and at the head


def test_all_words_around_a_marked_sentence_stay(briefing: Callable[..., Briefing]) -> None:
    text = "One. **All places speak** of “paper that protects”. Two. All places speak of “paper that protects”. Three."
    made = briefing({"summary.md": text})
    line = first(made).line
    assert told(line) == text.replace("**", "")
    assert sum(isinstance(piece, Statement) for piece in line) == 2


def test_prose_in_boxes_and_under_themes_is_looked_at(briefing: Callable[..., Briefing]) -> None:
    made = briefing(
        {"themes/trust.md": "All places speak of “paper that protects”.", "cases/alder.md": "{finding.all-paper}"}
    )
    assert [section for _, _, section in made.fallen] == ["Themes"]  # each is listed once
    assert html(made).count("<s>") == 2


def test_what_is_weakened_is_said_beside_the_sentence(briefing: Callable[..., Briefing]) -> None:
    made = briefing({"summary.md": "{finding.some-paper}"})
    (statement,) = first(made).line
    assert isinstance(statement, Statement)
    assert statement.text == "At least 1 place has paper."  # with its number
    assert statement.told == "weakened: 1 of 4, was 2 of 4"
    assert made.fallen == ()
    assert "<s>" not in html(made)


def test_which_sentences_are_listed_and_in_which_order_is_chosen(briefing: Callable[..., Briefing]) -> None:
    def listed(toml: str) -> list[str]:
        sections = briefing({"briefing.toml": toml}).sections
        return [
            claim.finding for s in sections for block in s.blocks if isinstance(block, Claims) for claim in block.claims
        ]

    assert listed("") == ["all-trust", "all-paper", "some-paper"]
    assert listed('[findings]\nshow = ["some-paper", "all-trust"]') == ["some-paper", "all-trust"]
    assert listed("[findings]\nshow = []") == []


def test_a_sentence_that_there_is_not_is_named(briefing: Callable[..., Briefing]) -> None:
    with pytest.raises(SettingsError, match="there is no finding `all-trist`") as caught:
        briefing({"briefing.toml": '\n[findings]\nshow = ["all-trist"]'})
    assert (caught.value.file, caught.value.line) == ("briefing/briefing.toml", 3)


def test_a_sentence_in_braces_that_there_is_not_is_named(briefing: Callable[..., Briefing]) -> None:
    with pytest.raises(SettingsError, match="there is no finding `nowhere`") as caught:
        briefing({"summary.md": "One.\n\n{finding.nowhere}"})
    assert (caught.value.file, caught.value.line) == ("briefing/summary.md", 3)


def test_a_chosen_list_does_not_hide_what_is_broken_in_the_prose(
    small: ModuleType, briefing: Callable[..., Briefing]
) -> None:
    made = briefing({"briefing.toml": "[findings]\nshow = []", "summary.md": "{finding.all-paper}"})
    assert len(made.fallen) == 1


def test_what_broke_a_sentence_is_told_as_it_was_claimed(make: Make) -> None:
    """All four voice trust, which is too many for a few; one of four has paper, which is too few for two."""
    finding = (
        Finding("few", "A few trust.", Claim("few", ("trust",))),
        Finding("exact", "Two of four have paper.", Claim("exactly", ("paper",), exactly=(2, 4))),
        Finding("none", "Nobody has paper.", Claim("none", ("paper",), {"case": ("candle",)})),
        Finding("no-one", "Nobody else has paper.", Claim("none", ("paper",), {"case": ("birch",)}), Was(1, 1)),
    )
    settings = Settings("Small places", rest={"words": {"all": 1.0, "few": "1-2"}})
    study = make(written={"summary.md": " ".join(f"{{finding.{one.id}}}" for one in finding)}, settings=settings)
    found = check(study, finding)
    made = compose(study, crosstab=crosstab(study, unit="turn"), figures={}, manifest={}, findings=found)
    every = "Alderfleet Council, Birchwick Council, Candle House and Drumlin Trust"
    assert [note for _, note, _ in made.fallen] == [
        f"no longer holds: 4 of 4, voiced by {every}",
        "no longer holds: 1 of 4, voiced by Candle House, not by Alderfleet Council, Birchwick Council and "
        "Drumlin Trust",
        "no longer holds: 1 of 1, against it Candle House",
    ]
    (claims,) = [block for section in made.sections for block in section.blocks if isinstance(block, Claims)]
    assert [(told(claim.count), claim.note) for claim in claims.claims] == [
        ("4 of 4", f"voiced by: {every}"),
        ("1 of 4", "voiced by: Candle House; not by: Alderfleet Council, Birchwick Council and Drumlin Trust"),
        ("1 of 1", "against: Candle House"),
        ("0 of 1", ""),
    ]
