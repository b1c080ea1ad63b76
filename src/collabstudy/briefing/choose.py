"""Which quotations a page shows: the same ones every time, spread over the places, of a length that is read."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from collabstudy.briefing.quotes import Quote, may_show, quote
from collabstudy.briefing.said import CUT
from collabstudy.model.consent import may_count, may_quote

if TYPE_CHECKING:
    from collabstudy.model.coding import Coding
    from collabstudy.model.span import Span
    from collabstudy.model.study import Study

LONGEST = 60
_MEDIUM = range(12, 46)
_FIFTH = 5
# What it counts for, in words of a better length, that another coder marked a passage too.
_TOGETHER = 4
# Code points of a quotation of medium length, and how many candidates a slot looks at.
_USUAL, _ENOUGH = 160, 300
_SENTENCES = re.compile(r"""(?<=[.!?…])(?<!\[…)[)\]"'’”»]*\s+""")
_PINNED = re.compile(r"\bquote\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of the page with room for n quotations, taken from these codings; those pinned (by id) come first.

    In an `open` slot anonymous passages that are pinned may be quoted without a crowd: nothing beside them gives away
    where they come from, as the list of places of a theme would.
    """

    name: str
    codings: tuple[Coding, ...]
    n: int
    pinned: tuple[str, ...] = ()
    open: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """The quotations of each slot, how many there are, and how many of them come from the place with most of them."""

    quotes: Mapping[str, tuple[Quote, ...]]
    total: int
    most_of_one_place: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    rank: tuple[int, ...]
    pin: int
    place: str | None
    coding: Coding
    quote: Quote


def choose(study: Study, slots: Sequence[Slot], *, longest: int = LONGEST) -> Chosen:
    """Fill the slots in their order, so that no passage comes twice and no place supplies more than a fifth.

    Those pinned by id come first, then those whose memo says "quote", then one of each place before a second of any,
    by people before rules, of medium length, best where two coders marked it; longer ones end after `longest` words.
    With fewer than five places to quote from, they share as evenly as they can.
    """
    offers = {slot.name: tuple(_candidates(study, slot, longest)) for slot in slots}
    places = {candidate.place for offer in offers.values() for candidate in offer}
    taken = _fill(slots, offers, None)
    if len(places) >= _FIFTH:
        for most in range(max(1, taken.total // _FIFTH), 0, -1):
            if taken.largest <= max(1, taken.total // _FIFTH):
                break
            taken = _fill(slots, offers, most)
    quotes = {name: tuple(candidate.quote for candidate in candidates) for name, candidates in taken.of.items()}
    return Chosen(quotes, taken.total, taken.largest)


def shortened(quoted: Quote, longest: int) -> Quote:
    """The quotation up to the last sentence that ends within `longest` words, or cut there; […] says so.

    >>> shortened(Quote("We stopped. Then we talked. It was late.", ""), 5).text
    'We stopped. Then we talked. […]'
    """
    if quoted.words <= longest:
        return quoted
    kept, words = "", 0
    for sentence in _SENTENCES.split(quoted.text):
        words += len(sentence.replace(CUT, " ").split())
        if words > longest:
            break
        kept = f"{kept} {sentence}"
    kept = kept.strip() or _whole(" ".join(quoted.text.split()[:longest])).rstrip(" ,;:–—-")
    return replace(quoted, text=f"{kept.removesuffix(CUT).rstrip()} {CUT}")


def _whole(text: str) -> str:
    """The text without a bracket that is opened at its end and not closed."""
    return text if text.rfind("[") <= text.rfind("]") else text[: text.rfind("[")]


def _candidates(study: Study, slot: Slot, longest: int) -> Iterator[_Candidate]:
    order = {document.id: place for place, document in enumerate(study.documents) if may_count(document)}
    codings = _few(study, [coding for coding in slot.codings if coding.document in order], slot.pinned)
    showable = may_show(study, (coding.document for coding in codings))
    by_document: dict[str, list[Coding]] = defaultdict(list)
    for coding in codings:
        by_document[coding.document].append(coding)
    for coding in sorted(codings, key=lambda c: (order[c.document], c.start, c.end, c.id)):
        document = study.document(coding.document)
        chosen_by_hand = slot.open and coding.id in slot.pinned and may_quote(document)
        quoted = quote(study, coding) if chosen_by_hand or showable(document) else None
        if quoted:
            short = shortened(quoted, longest)
            beside = by_document[coding.document]
            others = {c.coder for c in beside if c.coder != coding.coder and c.span.overlaps(coding.span)}
            rank = (_by_rules(coding), _awkward(quoted, short) - _TOGETHER * len(others))
            yield _Candidate(rank, _pin(coding, slot.pinned), document.case, coding, short)


def _few(study: Study, codings: Sequence[Coding], pinned: Sequence[str]) -> list[Coding]:
    """Those worth reading: pinned ones, and of the others the nearest to the usual length, from every place in turn."""
    by_place: dict[str | None, list[Coding]] = defaultdict(list)
    for coding in codings:
        if _pin(coding, pinned) > len(pinned):
            by_place[study.document(coding.document).case].append(coding)
    turns: list[tuple[int, Coding]] = []
    for own in by_place.values():
        own.sort(key=lambda c: (_by_rules(c), abs(c.end - c.start - _USUAL), c.document, c.start, c.id))
        turns.extend(enumerate(own))
    turns.sort(key=lambda turn: turn[0])
    return [c for c in codings if _pin(c, pinned) <= len(pinned)] + [coding for _, coding in turns[:_ENOUGH]]


def _pin(coding: Coding, pinned: Sequence[str]) -> int:
    if coding.id in pinned:
        return pinned.index(coding.id)
    return len(pinned) + (0 if _PINNED.search(coding.memo) else 1)


def _by_rules(coding: Coding) -> int:
    return 0 if coding.origin == "person" else 1


def _awkward(quoted: Quote, short: Quote) -> int:
    """How far a quotation is from a whole one of medium length, in words; a cut counts as six."""
    words = short.words
    off = max(_MEDIUM.start - words, words - _MEDIUM.stop + 1, 0)
    return off + 6 * short.text.count(CUT) + min(quoted.words - short.words, 60) // 4


class _Taken:
    """The quotations taken so far, by slot, and what has to be known of them to take another."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        self.of: dict[str, list[_Candidate]] = {slot.name: [] for slot in slots}
        self.places: Counter[str | None] = Counter()
        self.texts: set[str] = set()
        self.spans: dict[str, list[Span]] = defaultdict(list)

    def is_new(self, candidate: _Candidate) -> bool:
        """Tell whether these words, or some of them, do not stand on the page yet."""
        span = candidate.coding.span
        return candidate.quote.text not in self.texts and not any(map(span.overlaps, self.spans[span.document]))

    def take(self, slot: str, candidate: _Candidate) -> None:
        """Put a quotation into a slot."""
        self.of[slot].append(candidate)
        self.places[candidate.place] += 1
        self.texts.add(candidate.quote.text)
        self.spans[candidate.coding.document].append(candidate.coding.span)

    @property
    def total(self) -> int:
        """How many there are."""
        return self.places.total()

    @property
    def largest(self) -> int:
        """How many come from the place with most of them."""
        return max(self.places.values(), default=0)


def _fill(slots: Sequence[Slot], offers: Mapping[str, tuple[_Candidate, ...]], most: int | None) -> _Taken:
    """Put pinned quotations into their slots, then fill each with the best that is left; `most` limits a place."""
    taken = _Taken(slots)
    for slot in slots:
        _take(slot, [candidate for candidate in offers[slot.name] if candidate.pin < len(slot.pinned)], taken, None)
    for slot in slots:
        _take(slot, offers[slot.name], taken, most)
    return taken


def _take(slot: Slot, offer: Iterable[_Candidate], taken: _Taken, most: int | None) -> None:
    """Take the best of an offer until the slot is full or nothing is left that is new and allowed."""
    own, used = taken.of[slot.name], taken.places
    here = Counter(candidate.place for candidate in own)
    left = list(offer)
    while len(own) < slot.n:
        left = [c for c in left if (most is None or used[c.place] < most) and taken.is_new(c)]
        if not left:
            return
        best = min(left, key=lambda c: (c.pin, here[c.place], c.rank[0], used[c.place], *c.rank))
        here[best.place] += 1
        taken.take(slot.name, best)
