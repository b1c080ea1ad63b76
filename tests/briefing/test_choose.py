"""Which quotations are shown: the same every time, spread over places, whole, pinned ones first."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from types import ModuleType

from collabstudy.briefing.choose import LONGEST, Slot, choose, shortened
from collabstudy.briefing.quotes import Quote
from collabstudy.model.case import Case
from collabstudy.model.coding import Coding
from collabstudy.model.document import Document, Transcript, Turn
from collabstudy.model.study import Study

Make = Callable[..., Study]


def select(
    study: Study, codings: Iterable[Coding], n: int, *, pinned: Sequence[str] = (), longest: int = LONGEST
) -> tuple[Quote, ...]:
    """What is chosen for one slot."""
    return choose(study, [Slot("", tuple(codings), n, tuple(pinned), open=True)], longest=longest).quotes[""]


def many(study: Study, per_place: dict[str, int]) -> tuple[Study, tuple[Coding, ...]]:
    """A study in which each place says so many sentences of ten words, one document and coding a place and sentence."""
    cases = tuple(Case(place, place) for place in per_place)
    documents, texts, codings = [], {}, []
    for place, sentences in per_place.items():
        text, turns = "", []
        for n in range(sentences):
            said = f"In {place} we said it {n} times, and then again."
            turns.append(Turn(n + 1, "speech", len(text), len(text) + len(said), "A"))
            codings.append(Coding(f"{place}{n}", place, "trust", "mira", len(text), len(text) + len(said), said))
            text += said + "\n"
        documents.append(Document(place, f"{place}.txt", place, speakers={"A": "Baker"}))
        texts[place] = Transcript(text, tuple(turns))
    ways = replace(study.ways, transcript=lambda _, document: texts[document.id])
    return replace(study, cases=cases, documents=tuple(documents), ways=ways), tuple(codings)


def test_each_place_speaks_once_before_any_speaks_twice(make: Make) -> None:
    study, codings = many(make(), {"ash": 5, "birch": 1, "cedar": 1})
    found = select(study, codings, 4)
    assert [quote.case for quote in found][:3] == ["ash", "birch", "cedar"]
    assert [quote.case for quote in found][3:] == ["ash"]


def test_the_order_of_codings_does_not_matter(make: Make) -> None:
    study, codings = many(make(), {"ash": 6, "birch": 6, "cedar": 6})
    told = [quote.text for quote in select(study, codings, 5)]
    assert len(set(told)) == 5
    for seed in range(5):
        shuffled = random.Random(seed).sample(codings, len(codings))
        assert [quote.text for quote in select(study, shuffled, 5)] == told


def test_pinned_codings_come_first_in_their_order_then_those_marked_in_a_memo(make: Make) -> None:
    study, codings = many(make(), {"ash": 4, "birch": 4})
    codings = tuple(replace(c, memo="a good quote!") if c.id == "ash2" else c for c in codings)
    found = select(study, codings, 4, pinned=("birch3", "birch1"))
    assert [quote.codings[0] for quote in found] == ["birch3", "birch1", "ash2", "ash0"]


def test_people_come_before_rules(make: Make) -> None:
    study, codings = many(make(), {"ash": 2})
    by_rules = replace(codings[0], origin="rules", coder="rules")
    assert [quote.codings[0] for quote in select(study, (by_rules, codings[1]), 1)] == ["ash1"]


def test_a_whole_sentence_of_medium_length_comes_before_a_scrap(small: ModuleType, make: Make) -> None:
    scrap = small.coding("mira", "D1", "trust", "the bakers")
    whole = small.coding("mira", "D1", "trust", "And then we signed a lease with the rowing club for thirty years.")
    assert [quote.codings[0] for quote in select(make(), (scrap, whole), 1)] == [whole.id]


def test_what_both_coders_marked_comes_before_what_one_did(make: Make) -> None:
    study, codings = many(make(), {"ash": 3})
    again = replace(codings[2], id="jonas2", coder="jonas")
    assert [quote.codings[0] for quote in select(study, (*codings, again), 1)] == ["ash2"]


def test_no_passage_is_shown_twice_under_two_themes(make: Make) -> None:
    study, codings = many(make(), {"ash": 2, "birch": 2})
    chosen = choose(study, [Slot("trust", codings, 3), Slot("power", codings, 3)])
    shown = [quote.text for quotes in chosen.quotes.values() for quote in quotes]
    assert len(shown) == 4
    assert len(set(shown)) == 4


def test_a_pinned_quotation_is_not_used_up_by_an_earlier_slot(make: Make) -> None:
    study, codings = many(make(), {"ash": 1, "birch": 1})
    chosen = choose(study, [Slot("trust", codings, 2), Slot("sounds", codings, 1, ("ash0",))])
    assert [quote.codings for quote in chosen.quotes["sounds"]] == [("ash0",)]
    assert [quote.codings for quote in chosen.quotes["trust"]] == [("birch0",)]


def test_no_place_supplies_more_than_a_fifth(make: Make) -> None:
    study, codings = many(make(), {"ash": 40, "birch": 3, "cedar": 3, "dogwood": 3, "elm": 3, "fir": 3})
    slots = [Slot(str(n), codings, 3) for n in range(10)]
    chosen = choose(study, slots)
    places = Counter(quote.case for quotes in chosen.quotes.values() for quote in quotes)
    assert chosen.total == sum(places.values()) == 18
    assert chosen.most_of_one_place == places["ash"] == 3
    assert 5 * places["ash"] <= chosen.total


def test_with_few_places_the_slots_are_filled_all_the_same(make: Make) -> None:
    study, codings = many(make(), {"ash": 9, "birch": 9})
    chosen = choose(study, [Slot("trust", codings, 4)])
    assert (chosen.total, chosen.most_of_one_place) == (4, 2)


def test_documents_that_may_not_be_quoted_are_passed_over(small: ModuleType, make: Make) -> None:
    found = select(make(), small.codings(), 20)
    assert found
    assert not [quote for quote in found if "eriwinkle" in quote.text or "marmalade" in quote.text]


def test_an_anonymous_passage_is_shown_when_a_person_pins_it(small: ModuleType, make: Make) -> None:
    clause = next(coding for coding in small.codings() if coding.code == "paper")
    assert select(make(), [clause], 1) == ()
    (found,) = select(make(), [clause], 1, pinned=(clause.id,))
    assert (found.attribution, found.document) == ("an interviewee", "")


def test_a_long_quotation_ends_after_a_sentence_and_says_so() -> None:
    said = "We stopped talking. Then the finance officer, who had never been there before, cried. It was late."
    assert shortened(Quote(said, ""), 5).text == "We stopped talking. […]"
    assert shortened(Quote(said, ""), 2).text == "We stopped […]"
    assert shortened(Quote(said, ""), 40).text == said
