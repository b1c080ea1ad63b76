"""Codings carried to the text as it is today."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from collabstudy.coding.laid import Laid, lay
from collabstudy.coding.place import place
from collabstudy.coding.quote import nearby, quoted
from collabstudy.coding.spot import Placing
from collabstudy.coding.words import Vocabulary, Words, words
from collabstudy.model.coding import CONTEXT, NO_PLACE, Coding, Status
from collabstudy.model.document import Transcript
from collabstudy.model.event import Event, later, moment
from collabstudy.model.span import text_hash
from collabstudy.model.today import worse

Kept = Callable[[str], str | None]
_STAYS: tuple[Status, ...] = ("moved", "review")


def carry(codings: Sequence[Coding], transcript: Transcript, kept: Kept) -> tuple[Coding, ...]:
    r"""The codings of one document where their words stand now; as many as before, in the same order.

    `kept` gives the text that codings were made on by its hash, or None where it is missing. Untouched are codings made
    on this very text. The others are *kept* (same words, same offsets), *moved*, in *review*, *ambiguous* or
    *orphaned*; the last two keep their old place, quote and text. Nothing is written, nothing is guessed in silence.

    >>> before, after = "I: And you?\nP: I trust them.\n", "I: And what about you?\nP: I trust them.\n"
    >>> coding = Coding("c1", "P01", "trust", "mira", 15, 27, "I trust them", text=text_hash(before))
    >>> [carried] = carry([coding], Transcript(after, ()), {coding.text: before}.get)
    >>> carried.status, carried.start, carried.quote
    ('moved', 26, 'I trust them')
    """
    return tuple(found.coding for found in _carried(codings, transcript, kept))


def reanchorings(
    codings: Sequence[Coding], transcript: Transcript, kept: Kept, events: Iterable[Event]
) -> tuple[Event, ...]:
    """The `reanchor` events that tell where codings of one document went; none for those where nothing changed.

    `codings` are as folded from `events`. Ids and times follow from the coding, the text and the coding's last event,
    so that two machines write the same line. A coding that waits for review and has lost its place as well gets no
    event: it must be back in review when a later text brings it back.
    """
    last: dict[str, str] = {}
    for event in events:
        coding = str(event.details.get("coding", ""))
        last[coding] = max(last.get(coding, ""), event.time, key=moment)
    return tuple(
        _event(found, transcript.hash, last.get(before.id, before.created))
        for before, found in zip(codings, _carried(codings, transcript, kept), strict=True)
        if _is_news(before, found)
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """A coding carried, the status that its place gives it, and how it was found."""

    coding: Coding
    status: Status
    method: str


@dataclass
class _Today:
    """The text as it is, and the earlier versions laid beside it."""

    transcript: Transcript
    kept: Kept
    vocabulary: Vocabulary = field(default_factory=dict)
    _words: Words | None = None
    _laid: dict[str, tuple[str, Laid] | None] = field(default_factory=dict)

    @property
    def words(self) -> Words:
        """The text cut into words, once."""
        self._words = self._words or words(self.transcript.text, self.vocabulary)
        return self._words

    def beside(self, name: str) -> tuple[str, Laid] | None:
        """An earlier version, and it laid beside the text; None where it is not there."""
        if name not in self._laid:
            before = self.kept(name) if name else None
            self._laid[name] = None if before is None else (before, lay(words(before, self.vocabulary), self.words))
        return self._laid[name]


def _carried(codings: Sequence[Coding], transcript: Transcript, kept: Kept) -> Iterator[_Found]:
    today = _Today(transcript, kept)
    placings = [_placing(coding, today) for coding in codings]
    anchored: dict[str, list[tuple[int, int]]] = {}
    for coding, placing in zip(codings, placings, strict=True):
        if placing.start < placing.end:
            anchored.setdefault(coding.text, []).append((coding.start, placing.start))
    in_order = {name: sorted(pairs) for name, pairs in anchored.items()}
    for coding, placing in zip(codings, placings, strict=True):
        lost = placing.method == "quote" and placing.sureness == "orphaned"
        again = nearby(coding, transcript.text, in_order.get(coding.text, [])) if lost else placing
        yield _found(coding, again, transcript)


def _placing(coding: Coding, today: _Today) -> Placing:
    text, start, end = today.transcript.text, coding.start, coding.end
    stands = 0 <= start < end and text[start:end] == coding.quote
    if stands and coding.text in (today.transcript.hash, ""):
        return Placing("moved", start, end, "same")
    if coding.text == today.transcript.hash:
        return _for_review(quoted(coding, today.words, today.vocabulary))
    beside = today.beside(coding.text)
    if beside is None:
        return quoted(coding, today.words, today.vocabulary)
    before, laid = beside
    if 0 <= start < end and before[start:end] == coding.quote:
        return place(laid, start, end)
    return _for_review(quoted(coding, today.words, today.vocabulary))


def _for_review(placing: Placing) -> Placing:
    """A coding whose own line is damaged may be placed, but not in silence."""
    return replace(placing, sureness="review") if placing.sureness == "moved" else placing


def _found(coding: Coding, placing: Placing, transcript: Transcript) -> _Found:
    start, end, text = placing.start, placing.end, transcript.text
    if start >= end:
        lost: Status = "ambiguous" if placing.sureness == "ambiguous" else "orphaned"
        return _Found(replace(coding, status=worse(lost, coding.status), tried=transcript.hash), lost, placing.method)
    same = (start, end, text[start:end]) == (coding.start, coding.end, coding.quote)
    status: Status = "kept" if same and placing.sureness == "moved" else placing.sureness
    if coding.status in _STAYS:
        status = worse(status, coding.status)
    standing = status if coding.status in NO_PLACE else worse(status, coding.status)
    if placing.method == "same":
        tried = transcript.hash if coding.status in NO_PLACE else coding.tried
        return _Found(replace(coding, status=standing, tried=tried), status, "same")
    carried = replace(
        coding,
        start=start,
        end=end,
        quote=text[start:end],
        prefix=text[max(start - CONTEXT, 0) : start],
        suffix=text[end : end + CONTEXT],
        text=transcript.hash,
        tried=transcript.hash,
        status=standing,
    )
    return _Found(carried, status, placing.method)


def _is_news(before: Coding, found: _Found) -> bool:
    if before.status == "retired" or replace(found.coding, status=found.status) == before:
        return False
    return found.status not in NO_PLACE or before.status != "review"


def _event(found: _Found, text: str, last: str) -> Event:
    coding, time = found.coding, later(last)
    details: dict[str, object] = {"coding": coding.id, "status": found.status, "method": found.method}
    if found.status in NO_PLACE:
        details |= {"tried": text}
    else:
        details |= {name: getattr(coding, name) for name in ("start", "end", "quote", "prefix", "suffix", "text")}
    name = text_hash(f"{coding.id}\n{text}\n{time}")
    return Event(name, time, "reanchor", coding.coder, coding.document, coding.codebook, details)
