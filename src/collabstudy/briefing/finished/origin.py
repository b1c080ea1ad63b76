"""Where a quotation comes from: of all places that fit, the one that suits best what the document says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from collabstudy.briefing.finished.compared import Compared, compared
from collabstudy.briefing.finished.permitted import forbidden
from collabstudy.briefing.finished.search import all_of, most_of
from collabstudy.briefing.finished.whom import Cast, Named
from collabstudy.io.attributions import ROLES
from collabstudy.model.consent import is_interviewer, may_quote

if TYPE_CHECKING:
    from collections.abc import Callable

    from collabstudy.briefing.finished.credits import Credit
    from collabstudy.briefing.finished.pieces import Pieces
    from collabstudy.briefing.finished.quotation import Quoted
    from collabstudy.briefing.finished.search import Found
    from collabstudy.briefing.finished.spoken import Spoken
    from collabstudy.io.finished import Paragraph
    from collabstudy.model.document import Document
    from collabstudy.model.study import Study

    Search = Callable[[Spoken, Pieces], list[Found]]
    Read = tuple[Quoted, Sequence[Pieces]]

FEWEST_WORDS = 4
"""Of fewer words nobody can tell a quotation from a term in quotation marks."""
_MOST_TRIED = 40
_MOST_READINGS = 3
_BLANK = re.compile(r"[\s–—]+")


@dataclass(frozen=True)
class Choice:
    """A place where a quotation may come from, and how well it fits what the document says of it."""

    text: str
    beside: Compared
    other: str = ""
    asked: bool = False
    forbidden: tuple[str, ...] = ()

    @property
    def rank(self) -> tuple[bool, float, bool, bool, bool]:
        """The best first: the same words, said by somebody who was asked, to whom they are credited, and allowed."""
        altered = self.beside.way == "altered"
        return altered, -round(self.beside.share, 1), self.asked, bool(self.other), bool(self.forbidden)


@dataclass(frozen=True)
class Origins:
    """Where the quotations of a document may come from."""

    study: Study
    spoken: Spoken = field(repr=False)
    paragraphs: Sequence[Paragraph] = field(repr=False)
    cast: Cast = field(repr=False)

    def likeliest(self, ends: Sequence[Read]) -> tuple[Read, Choice | None]:
        """Where a quotation is most like something that was said, of the places where it may end, and where that was.

        All that was said belongs to it, and no more. If nobody said it, the end that takes most for a credit counts.
        """
        usual = ends[0][0]
        tried = [(end, self._best(*end)) for end in ends if self._may_end(end[0], usual)]
        return max(tried, key=_likeness)

    def _best(self, one: Quoted, readings: Sequence[Pieces]) -> Choice | None:
        """Where a quotation most likely comes from."""
        named, sure = self.credited(one)
        read = list(zip((one.text, *one.others), readings, strict=True))
        choices = [c for text, pieces in read for c in self._choices(one, text, pieces, all_of, named, sure=sure)]
        if not choices and not is_short(one, readings):
            near = read[:_MOST_READINGS]
            choices = [c for text, pieces in near for c in self._choices(one, text, pieces, most_of, named, sure=sure)]
        return min(choices, key=lambda choice: choice.rank, default=None)

    def _may_end(self, one: Quoted, usual: Quoted) -> bool:
        """Whether the words behind this end may name somebody: a single one must be known."""
        told = one.credits[0].text if one.credits and one is not usual else ""
        return " " in told or not told or bool(self.cast.named_in(told)) or ROLES.fullmatch(told) is not None

    def credited(self, one: Quoted) -> tuple[Named, bool]:
        """Whom the document names: what is tied to the quotation counts before the sentence around it."""
        for credit in one.credits:
            named = self.cast.named_in(credit.text, sure=credit.sure)
            if named:
                return named, credit.sure
        return Named(), False

    def _choices(
        self, one: Quoted, text: str, pieces: Pieces, search: Search, named: Named, *, sure: bool
    ) -> Iterator[Choice]:
        """Places where a quotation may come from; none after the first that is in order."""
        found = search(self.spoken, pieces)
        found.sort(key=lambda place: self._unlikely(place.source.document, named))
        told = self._told(one)
        around = self.paragraphs[one.paragraph].text.replace(one.text, " ")
        for place in found[:_MOST_TRIED]:
            beside = compared(self.spoken, pieces, place)
            if not beside.turns:
                continue
            document, turn = place.source.document, beside.turns[0]
            asked = is_interviewer(turn) and not named.interviewer
            other = self.cast.other(named, document, turn, sure=sure)
            why = tuple(forbidden(self.study, self.cast, document, turn, pieces.text, told, (one.heading, around)))
            yield Choice(text, beside, other, asked, why)
            if not (other or asked or why) and beside.way != "altered":
                return

    def _unlikely(self, document: Document, named: Named) -> tuple[bool, bool]:
        """What is tried first: documents that the credit names, then those that may be quoted."""
        elsewhere = bool(named.documents) and document.id not in named.documents
        return elsewhere or (bool(named.cases) and document.case not in named.cases), not may_quote(document)

    def tells(self, credit: Credit) -> bool:
        """Whether a credit is one: a mere sentence around a quotation must name somebody."""
        return credit.sure or bool(self.cast.named_in(credit.text, sure=False))

    def _told(self, one: Quoted) -> Named:
        """All that the document tells of who said it."""
        told = Named()
        for credit in one.credits:
            told |= self.cast.named_in(credit.text, sure=credit.sure)
        return told


def is_short(one: Quoted, readings: Sequence[Pieces]) -> bool:
    """Whether it has so few words that anybody may have said them."""
    return min(len(readings[0].words), len(_BLANK.split(one.text.strip()))) < FEWEST_WORDS


def _likeness(tried: tuple[Read, Choice | None]) -> tuple[bool, float, int, bool]:
    """How well a quotation that ends somewhere fits: as it was said, most of it, long, and credited."""
    (one, readings), best = tried
    words, credited = len(readings[0].words), any(credit.sure for credit in one.credits)
    if best is None:
        return False, 0.0, -words, credited
    fits = best.beside.way != "altered"
    return fits, 1.0 if fits else best.beside.share, words, credited
