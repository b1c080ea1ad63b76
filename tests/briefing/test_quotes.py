"""Quotations: the words as they stand, by whom as far as they agreed, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import ModuleType

import pytest

from collabstudy.briefing.quotes import passages, quote
from collabstudy.compare.crosstab import crosstab
from collabstudy.compare.table import Passage
from collabstudy.model.coding import Coding
from collabstudy.model.document import Transcript, Turn
from collabstudy.model.study import Study

Make = Callable[..., Study]


def test_a_quotation_is_what_stands_there_and_leads_back_to_it(small: ModuleType, make: Make) -> None:
    coding = small.coding("mira", "D1", "trust", "We trust the bakers, more than ourselves.")
    found = quote(make(), coding)
    assert found is not None
    assert found.text == "We trust the bakers, more than ourselves."
    assert found.attribution == "Head of Parks, Alderfleet Council"
    assert (found.document, found.case, found.turn, found.time) == ("D1", "alder", 2, 120.0)
    assert found.codings == (coding.id,)
    assert found.words == 7


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("trust the bakers", "[…] trust the bakers […]"),
        ("rust the bake", "[…] trust the bakers […]"),
        (", more than ourselves", "[…] more than ourselves."),
        ("They hold the whole budget now", "They hold the whole budget now […]"),
        ("all of it.", "[…] all of it."),
        ("ourselves. They", "[…] ourselves. They […]"),
    ],
)
def test_words_are_whole_and_a_cut_sentence_says_so(small: ModuleType, make: Make, said: str, text: str) -> None:
    found = quote(make(), small.coding("mira", "D1", "trust", said))
    assert found is not None
    assert found.text == text


def test_the_interviewer_is_never_quoted(small: ModuleType, make: Make) -> None:
    study = make()
    alone = small.coding("mira", "D1", "trust", "Interviewers say trust as well, and it must never be printed.")
    assert quote(study, alone) is None
    text = small.transcript("D1").text
    around = replace(alone, start=text.index("They hold"), end=text.index("And then we signed") - 1, quote="")
    found = quote(study, around)
    assert found is not None
    assert found.text == "They hold the whole budget now, all of it. […] Well, um, I made the tea."


@pytest.mark.parametrize(
    ("terms", "text"),
    [
        (["more"], "We trust the bakers, more than ourselves."),
        (["bakers", "ourselves"], "We trust the bakers, more than ourselves."),
        (["bakers", "hold"], "We trust the bakers, more than ourselves. They hold the whole budget now, all of it."),
    ],
)
def test_of_what_rules_have_marked_the_sentence_is_quoted(
    small: ModuleType, make: Make, terms: list[str], text: str
) -> None:
    whole = small.transcript("D1").text
    marked = [replace(small.coding("rules", "D1", "trust", f" {term}"), origin="rules") for term in terms]
    marked = [replace(c, start=c.start + 1, quote=c.quote[1:], id=term) for c, term in zip(marked, terms, strict=True)]
    assert [whole[c.start : c.end] for c in marked] == terms
    spans = tuple(coding.span for coding in marked)
    found = passages(make(), [Passage("D1", 2, spans, tuple(terms), ("rules",), ("rules",))], {c.id: c for c in marked})
    assert [quoted.text for quoted in found.quotes] == [text]


def test_of_two_voices_the_one_who_says_more_is_quoted(make: Make) -> None:
    text = "Ann: Quite so.\n\nBram: The board decides, and I frame the choice a little.\n"
    two = Transcript(text, (Turn(1, "speech", 5, 14, "Ann"), Turn(2, "speech", 22, len(text) - 1, "Bram")))
    study = make()
    study = replace(study, ways=replace(study.ways, transcript=lambda *_: two))
    found = quote(study, Coding("c", "D1", "trust", "mira", 5, len(text) - 1, ""))
    assert found is not None
    assert found.text == "The board decides, and I frame the choice a little."
    assert found.turn == 2


def test_a_time_stamp_inside_a_turn_is_not_quoted(make: Make) -> None:
    text = "Ann: We stopped\n[00:12] Ann:\ntalking."
    gap = (text.index("[00:12]"), text.index("talking"))
    one = Transcript(text, (Turn(1, "speech", 5, len(text), "Ann", gaps=(gap,)),))
    study = make()
    study = replace(study, ways=replace(study.ways, transcript=lambda *_: one))
    found = quote(study, Coding("c", "D1", "trust", "mira", 5, len(text), ""))
    assert found is not None
    assert found.text == "We stopped talking."


@pytest.mark.parametrize(("document", "said"), [("D4", "Periwinkle money"), ("D5", "Withdrawn marmalade trust")])
def test_nothing_is_quoted_without_consent(small: ModuleType, make: Make, document: str, said: str) -> None:
    assert quote(make(), small.coding("mira", document, "trust", said)) is None


def test_an_anonymous_quotation_leads_nowhere(small: ModuleType, make: Make) -> None:
    found = quote(make(), small.coding("mira", "D3", "paper", "Clause nine kept the lamps burning"))
    assert found is not None
    assert found.text.startswith("Clause nine kept the lamps")
    assert found.attribution == "an interviewee"
    assert (found.document, found.case, found.turn, found.time, found.codings) == ("", None, None, None, ())


@pytest.mark.parametrize("status", ["orphaned", "ambiguous", "retired"])
def test_a_coding_that_lost_its_place_is_not_quoted(small: ModuleType, make: Make, status: str) -> None:
    coding = small.coding("mira", "D1", "trust", "We trust the bakers")
    assert quote(make(), coding) is not None
    assert quote(make(), replace(coding, status=status)) is None


def test_a_coding_on_a_text_that_has_changed_is_not_quoted(small: ModuleType, make: Make) -> None:
    coding = small.coding("mira", "D1", "trust", "We trust the bakers")
    assert quote(make(), replace(coding, quote="We trust the makers")) is None
    assert quote(make(), replace(coding, end=10**6)) is None


def test_hostile_characters_do_not_reach_the_page(small: ModuleType, make: Make) -> None:
    found = quote(make(), small.coding("mira", "D1", "power", small.HOSTILE))
    assert found is not None
    assert found.text == "<script>alert('pwned')</script> {{ 7*7 }} =1+1 kcab a b c & \"so\" on."


def test_a_person_quoted_in_a_public_article_is_told_with_it(small: ModuleType, make: Make) -> None:
    found = quote(make(), small.coding("mira", "A1", "trust", "They trust us, a baker says."))
    assert found is not None
    assert found.attribution == "Baker, Alderfleet, in “Bakers at the table”, 2025"


def test_passages_of_a_number_are_shown_or_counted(small: ModuleType, make: Make) -> None:
    study = make()
    table = crosstab(study, unit="turn")
    by_id = {coding.id: coding for coding in small.codings()}
    trust = table.totals["trust"].passages
    assert len(trust) == 5  # one each in D1 (of two coders), D2, D3, D4, D6
    shown = passages(study, trust, by_id)
    assert [found.document for found in shown.quotes] == ["D1", "D2", "D6"]
    assert {by_id[coding].coder for coding in shown.quotes[0].codings} == {"mira", "jonas"}
    assert (shown.withheld, shown.lost, len(shown)) == (2, 0, 5)  # D3 may be quoted, but would be known by elimination


def test_the_place_of_an_anonymous_passage_cannot_be_told_by_elimination(small: ModuleType, make: Make) -> None:
    crowd = make(consents={"D1": "anonymous", "D6": "anonymous"})  # with D3 and D4 three places are not named
    by_id = {coding.id: coding for coding in small.codings()}
    shown = passages(crowd, crosstab(crowd, unit="turn").totals["trust"].passages, by_id)
    assert [found.document for found in shown.quotes] == ["D2", "", "", ""]
    texts = [found.text for found in shown.quotes[1:]]
    assert texts == sorted(texts)
    assert shown.withheld == 1
    alone = passages(crowd, crosstab(crowd, unit="turn").evidence("candle", "trust"), by_id)
    assert (alone.quotes, alone.withheld) == ((), 2)


def test_a_withdrawn_document_is_not_even_counted(small: ModuleType, make: Make) -> None:
    study = make(consents={"D5": "role"})
    by_id = {coding.id: coding for coding in small.codings()}
    found = crosstab(study, unit="turn").evidence("drumlin", "trust")
    assert {passage.document for passage in found} == {"D4", "D5"}
    assert len(passages(study, found, by_id)) == 2
    assert len(passages(make(), found, by_id)) == 1
