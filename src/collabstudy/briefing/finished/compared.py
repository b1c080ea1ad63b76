"""A quotation beside the words that were said: the same, edited as announced, in other typography, or altered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from collabstudy.briefing.finished.pieces import Pieces
from collabstudy.briefing.finished.search import Block, Found
from collabstudy.briefing.finished.spoken import Spoken
from collabstudy.briefing.finished.tokens import Word, words_of
from collabstudy.model.document import Transcript, Turn

Way = Literal["exact", "edited", "typography", "altered"]

_LONGEST_PUT = 8
_LONGEST_MURMUR = 3
_LONGEST_NOT = 3
_NOT = frozenset(
    "not no never nor nobody nothing none cannot cant dont doesnt didnt isnt arent wasnt werent wont wouldnt couldnt "
    "shouldnt hasnt havent hadnt mustnt neednt aint nicht kein keine keinen nie niemals pas jamais nunca".split()
)
_CLAUSE = re.compile(r"[,.;:?!–—…]")
_OUTER = " \t\n.,;:–—-…!?'\"“”‘’«»„()"
_ASIDE = re.compile(r"\W*(?:\[[^\]]*\]|\([^)]*\))\W*")
_ASKS = re.compile(r"[?!]")
_INVISIBLE = str.maketrans("", "", "\u00ad\u200b\u200c\u200d\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class Difference:
    """What the document has, and what was said there instead; either may be empty."""

    document: str
    said: str

    @property
    def told(self) -> str:
        """The difference in words.

        >>> Difference("never", "").told, Difference("", "always").told, Difference("never", "always").told
        ('put in: “never”', 'left out: “always”', 'the document has “never”, the transcript “always”')
        """
        if not self.document:
            return f"left out: “{self.said}”"
        if not self.said:
            return f"put in: “{self.document}”"
        return f"the document has “{self.document}”, the transcript “{self.said}”"


@dataclass(frozen=True, slots=True)
class Compared:
    """A quotation beside one place where it, or most of it, was said: `start` and `end` in the source's text.

    `share` is how many of its words were said there, in their order, of all of them; `turns` those in which they
    were, `speakers` how many said them.
    """

    found: Found
    way: Way
    start: int
    end: int
    turns: tuple[Turn, ...]
    share: float
    speakers: int = 1
    differences: tuple[Difference, ...] = ()


def compared(spoken: Spoken, pieces: Pieces, found: Found) -> Compared:
    """Lay a quotation beside the words at a place where it was found."""
    words, transcript = spoken.words(found.source), found.source.transcript
    start, end = words[found.first].start, words[found.last - 1].end
    turns = transcript.turns_in(start, end)
    gaps = [*_gaps(pieces, found.blocks)]
    differences = tuple(
        Difference(_here(pieces, here), _there(words, transcript, there))
        for here, there, announced in gaps
        if not announced
        and not _murmur(transcript, words, here, there)
        and not _same_letters(pieces.words, words, here, there)
        and not _aside(words, transcript, here, there)
    )
    differences += tuple(
        Difference(_between(pieces, here), _there(words, transcript, there))
        for here, there, announced in gaps
        if announced and _turned_round(pieces, words, transcript, here, there)
    )
    differences += tuple(_stops(pieces, words, transcript, found.blocks))
    share = sum(count for _, _, count in found.blocks) / max(len(pieces.words), 1)
    way = _way(
        pieces, transcript, start, end, edited=any(announced for *_, announced in gaps), altered=bool(differences)
    )
    heard = {
        transcript.turns_in(words[at].start, words[at + n - 1].end)[0].speaker for _, at, n in found.blocks if turns
    }
    return Compared(found, way, start, end, turns, share, len(heard), differences)


def _way(pieces: Pieces, transcript: Transcript, start: int, end: int, *, edited: bool, altered: bool) -> Way:
    if altered:
        return "altered"
    if _level(pieces.text) == _level(transcript.text[start:end]):
        return "edited" if pieces.marked and not pieces.edits else "exact"
    return "edited" if edited or pieces.marked else "typography"


def _level(text: str) -> str:
    """A text on one line, without the stops and marks around it: those belong to the sentence that it stands in."""
    return " ".join(text.split()).strip(_OUTER)


Stretch = tuple[int, int]


def _gaps(pieces: Pieces, blocks: Sequence[Block]) -> Iterator[tuple[Stretch, Stretch, bool]]:
    """What stands between the same words, here and there, and whether the quotation announces it.

    What is missing at the ends of a quotation is missing there; what was said before and after it is not quoted.
    """
    first, last = blocks[0], blocks[-1]
    if first[0]:
        yield (0, first[0]), (first[1], first[1]), False
    for (at, place, count), (following, there, _) in pairwise(blocks):
        here, said = (at + count, following), (place + count, there)
        edit = pieces.edits.get(following) if here[0] == here[1] else None
        announced = edit == "cut" or (edit == "put" and said[1] - said[0] <= _LONGEST_PUT)
        if here[0] < here[1] or said[0] < said[1] or announced:
            yield here, said, announced
    behind = last[0] + last[2]
    if behind < len(pieces.words):
        yield (behind, len(pieces.words)), (last[1] + last[2], last[1] + last[2]), False


def _here(pieces: Pieces, stretch: Stretch) -> str:
    start, end = stretch
    return pieces.text[pieces.words[start].start : pieces.words[end - 1].end] if start < end else ""


def _there(words: Sequence[Word], transcript: Transcript, stretch: Stretch) -> str:
    start, end = stretch
    return " ".join(transcript.text[words[start].start : words[end - 1].end].split()) if start < end else ""


def _same_letters(ours: Sequence[Word], words: Sequence[Word], here: Stretch, there: Stretch) -> bool:
    """Whether only blanks and hyphens differ: `well being`, `well-being`."""
    return "".join(w.normal for w in ours[slice(*here)]) == "".join(w.normal for w in words[slice(*there)])


def _between(pieces: Pieces, here: Stretch) -> str:
    """The sign of an edit: what stands between the words before and after it."""
    start, end = here
    return pieces.text[pieces.words[start - 1].end : pieces.words[end].start].strip()


def _turned_round(pieces: Pieces, words: Sequence[Word], transcript: Transcript, here: Stretch, there: Stretch) -> bool:
    """Whether an edit that is announced takes a `not` out of the midst of a clause: so it says the contrary."""
    start, end = there
    if not 0 < end - start <= _LONGEST_NOT or end >= len(words) or not start:
        return False
    if not any(word.normal in _NOT for word in words[start:end]) or _CLAUSE.search(
        transcript.text[words[start - 1].end : words[end].start]
    ):
        return False
    return not any(word.normal in _NOT for word in words_of(_between(pieces, here)))


def _aside(words: Sequence[Word], transcript: Transcript, here: Stretch, there: Stretch) -> bool:
    """Whether only a remark of the transcriber is left out: `[laughs]`."""
    start, end = there
    if here[0] < here[1] or start == end:
        return False
    around = transcript.text[words[start - 1].end if start else 0 : words[end].start if end < len(words) else None]
    return _ASIDE.fullmatch(around) is not None


def _murmur(transcript: Transcript, words: Sequence[Word], here: Stretch, there: Stretch) -> bool:
    """Whether only a word or two are left out that somebody else put in, as `Mm` is."""
    start, end = there
    if here[0] < here[1] or end - start > _LONGEST_MURMUR + 2 or not start or end >= len(words):
        return False
    before, after = (transcript.turn_at(words[at].start) for at in (start - 1, end))
    if before is None or after is None or before is after or before.speaker != after.speaker:
        return False
    between = [transcript.turn_at(words[at].start) for at in range(start, end) if words[at].normal]
    return all(turn is not None and turn.speaker != before.speaker for turn in between)


def _stops(
    pieces: Pieces, words: Sequence[Word], transcript: Transcript, blocks: Sequence[Block]
) -> Iterator[Difference]:
    """Where somebody's question is no question in the document, or the other way round."""
    for at, place, count in blocks:
        for step in range(count - 1):
            ours = pieces.text[pieces.words[at + step].end : pieces.words[at + step + 1].start]
            theirs = transcript.text[words[place + step].end : words[place + step + 1].start]
            if set(_ASKS.findall(ours)) != set(_ASKS.findall(theirs)) and len(theirs) < 8:
                word = pieces.text[pieces.words[at + step].start : pieces.words[at + step].end]
                yield Difference(word + ours.strip(), word + " ".join(theirs.split()))
