"""Where words stand that somebody has copied out of a text, blanks and typographic signs aside."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from collabstudy.errors import StudyError
from collabstudy.model.document import Transcript

Stretch = tuple[int, int]
_LIST = 4
"""From so many sure places on, all in the order of the text, a list is one that follows the text."""
_ALIKE = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "‛": "'", "ʼ": "'", "`": "'", "´": "'"}
    | {"“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"'}
    | {"‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-"}
    | {"…": "...", "\u00ad": None, "\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None, "\ufeff": None}
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words to be found, and whatever was told of their place.

    `text` is the hash of the text that offsets count in; no two of one `kind` (coder and code, say) are at one place.
    """

    quote: str
    kind: str = ""
    start: int | None = None
    end: int | None = None
    turn: int | None = None
    text: str = ""


@dataclass(frozen=True)
class Page:
    r"""A transcript in which copied words are looked for.

    >>> Page(Transcript("P: We\n trust – them.", ())).places("We trust - them.")
    [(3, 20)]
    """

    transcript: Transcript

    def places(self, quote: str) -> list[Stretch]:
        """Every place where the words stand; between words rather than inside them, if they stand so anywhere.

        What nobody said (labels, time stamps) is looked over where the words cannot be found with it.
        """
        plain, _ = _plain(enumerate(quote))
        plain = plain.strip()
        if not plain:
            return []
        return _hits(self._whole, plain, self.transcript.text) or _hits(self._said, plain, self.transcript.text)

    def says(self, start: int, end: int, quote: str) -> bool:
        """Tell whether the words stand at this place."""
        if not 0 <= start < end <= len(self.transcript.text):
            return False
        here, _ = _plain(enumerate(self.transcript.text[start:end]))
        told, _ = _plain(enumerate(quote))
        return bool(told.strip()) and here.strip() == told.strip()

    def in_turn(self, stretch: Stretch, number: int) -> bool:
        """Tell whether a stretch shares a letter with the turn of this number."""
        return any(turn.number == number for turn in self.transcript.turns_in(*stretch))

    @cached_property
    def counts(self) -> tuple[Callable[[int], int], ...]:
        """Ways from somebody's count of positions to code points: code points, UTF-16 units, UTF-8 bytes."""
        return (lambda at: at, _converted(self.transcript.text, 16), _converted(self.transcript.text, 8))

    @cached_property
    def _whole(self) -> tuple[str, list[int]]:
        return _plain(enumerate(self.transcript.text))

    @cached_property
    def _said(self) -> tuple[str, list[int]]:
        return _plain(_spoken(self.transcript))


def found_once(transcript: Transcript, quote: str, start: int | None = None) -> Stretch:
    """The one place where a quote stands, or the one that begins at `start`.

    Raises StudyError when it stands nowhere, or several times.
    """
    found = Page(transcript).places(quote)
    if start is not None:
        found = [place for place in found if place[0] == start]
    if not found:
        at = "" if start is None else f" at {start}"
        raise StudyError(
            f"these words do not stand in the text{at}", hint="copy them from the text, or give start and end"
        )
    if len(found) > 1:
        starts = ", ".join(str(place[0]) for place in found[:12])
        raise StudyError(f"these words stand {len(found)} times in the text", hint=f"give start=, one of {starts}")
    return found[0]


def placed(page: Page, wanted: Sequence[Wanted]) -> list[Stretch | str]:
    """The place of each, or why it has none.

    Offsets are believed where they were counted in this very text, or where the words stand there (counted in code
    points, UTF-16 units or UTF-8 bytes). Else the words must stand once. Of several places the turn decides; or that as
    many of one kind want the same words as there are places: then each has its own, in their order; or, in a list that
    follows the text, that only one lies between those of the rows before and after. Nothing is guessed.
    """
    found = [_places(page, one) for one in wanted]
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, (one, places) in enumerate(zip(wanted, found, strict=True)):
        if len(places) > 1:
            alike[one.kind, one.quote.strip()].append(number)
    for numbers in alike.values():
        places = found[numbers[0]]
        if all(found[number] == places for number in numbers) and len(places) == len(numbers):
            for number, place in zip(numbers, places, strict=True):
                found[number] = [place]
    return [_settled(one, places) for one, places in zip(wanted, _between(found), strict=True)]


def _places(page: Page, wanted: Wanted) -> list[Stretch]:
    """Every place that is possible."""
    told = _by_offsets(page, wanted)
    if told:
        return [told]
    places = page.places(wanted.quote)
    own = [place for place in places if wanted.turn is not None and page.in_turn(place, wanted.turn)]
    return own or places


def _between(found: list[list[Stretch]]) -> list[list[Stretch]]:
    """The places that are left where the sure ones follow the text: those between their neighbours' beginnings."""
    sure = [(number, places[0][0]) for number, places in enumerate(found) if len(places) == 1]
    if len(sure) < _LIST or any(one[1] > other[1] for one, other in pairwise(sure)):
        return found
    out = list(found)
    for number, places in enumerate(found):
        if len(places) > 1:
            first = max((start for other, start in sure if other < number), default=0)
            last = min((start for other, start in sure if other > number), default=places[-1][0])
            out[number] = [place for place in places if first <= place[0] <= last] or places
    return out


def _settled(wanted: Wanted, places: list[Stretch]) -> Stretch | str:
    if len(places) == 1:
        return places[0]
    if places:
        return f"its words stand there {len(places)} times"
    return "its words do not stand there" if wanted.quote.strip() else "there are no words to find it by"


def _by_offsets(page: Page, wanted: Wanted) -> Stretch | None:
    if wanted.start is None or wanted.end is None:
        return None
    if wanted.text and wanted.text == page.transcript.hash:
        return (wanted.start, wanted.end) if 0 <= wanted.start < wanted.end <= len(page.transcript.text) else None
    for count in page.counts:
        start, end = count(wanted.start), count(wanted.end)
        if page.says(start, end, wanted.quote):
            return start, end
    return None


def _plain(signs: Iterator[tuple[int, str]] | enumerate[str]) -> tuple[str, list[int]]:
    """Signs with their positions as a text that can be compared, and the position of each sign of it."""
    out: list[str] = []
    at: list[int] = []
    blank = False
    for position, sign in signs:
        if sign.isspace():
            if not blank:
                out.append(" ")
                at.append(position)
            blank = True
            continue
        told = sign if sign.isascii() else unicodedata.normalize("NFD", sign.translate(_ALIKE))
        out += told
        at += [position] * len(told)
        blank = blank and not told
    return "".join(out), at


def _spoken(transcript: Transcript) -> Iterator[tuple[int, str]]:
    """What is said, turn after turn, with its positions; nothing of what stands between or is a gap."""
    for turn in transcript.turns:
        gaps = [*turn.gaps, (turn.end, turn.end)]
        at = turn.start
        for start, end in gaps:
            yield from ((place, transcript.text[place]) for place in range(at, max(at, start)))
            yield max(at, start), " "
            at = max(at, end)


def _hits(words: tuple[str, list[int]], wanted: str, text: str) -> list[Stretch]:
    plain, at = words
    found: list[Stretch] = []
    place = plain.find(wanted)
    while place >= 0:
        start, end = at[place], at[place + len(wanted) - 1] + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        found.append((start, end))
        place = plain.find(wanted, place + 1)
    apart = [place for place in found if not _inside_word(text, *place)]
    return apart or found


def _inside_word(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 1) : start + 1], text[end - 1 : end + 1]
    return any(len(pair) == 2 and pair.isalnum() for pair in (before if start else "", after))


def _converted(text: str, bits: int) -> Callable[[int], int]:
    """From positions in UTF-16 units or UTF-8 bytes to code points; past the end of the text to just past it."""
    if text.isascii():
        return lambda at: at
    starts = list(accumulate((_width(sign, bits) for sign in text), initial=0))
    return lambda at: bisect_left(starts, at)


def _width(sign: str, bits: int) -> int:
    point = ord(sign)
    if bits == 16:
        return 2 if point > 0xFFFF else 1
    return 1 if point < 0x80 else 2 if point < 0x800 else 3 if point < 0x10000 else 4
