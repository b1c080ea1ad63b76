"""Every quotation of a finished document, held against the transcripts of a study."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from collabstudy.briefing.finished.compared import Compared, compared
from collabstudy.briefing.finished.permitted import forbidden
from collabstudy.briefing.finished.pieces import Pieces, pieces_of
from collabstudy.briefing.finished.quoted import Quoted, quoted
from collabstudy.briefing.finished.search import all_of, most_of
from collabstudy.briefing.finished.shown import place_of, shown
from collabstudy.briefing.finished.spoken import Spoken, spoken
from collabstudy.briefing.finished.terms import Terms, is_own_question, is_title
from collabstudy.briefing.finished.verdict import RESULTS, Result, Verdict
from collabstudy.briefing.finished.whom import Cast, Named
from collabstudy.briefing.plain import plain
from collabstudy.briefing.said import CUT
from collabstudy.io.attributions import ROLES
from collabstudy.model.consent import is_interviewer, may_place, may_quote

if TYPE_CHECKING:
    from collections.abc import Callable

    from collabstudy.briefing.finished.credits import Credit
    from collabstudy.briefing.finished.search import Found
    from collabstudy.io.finished import Paragraph
    from collabstudy.model.document import Document
    from collabstudy.model.study import Study

    Search = Callable[[Spoken, Pieces], list[Found]]
    _Read = tuple[Quoted, Sequence[Pieces]]

FEWEST_WORDS = 4
"""Of fewer words nobody can tell a quotation from a term in quotation marks."""
_MOST_TRIED = 40
_MOST_READINGS = 3
_FAR_TURNS = 4
_NOT_SEARCHED = "or in a document whose text is not there to be searched: see below"
_BLANK = re.compile(r"[\s–—]+")
_FEW_WORDS = 8
"""What is only set further in, and was said otherwise, is no quotation if it has fewer."""


def checked(
    study: Study, paragraphs: Sequence[Paragraph], *, longest: int
) -> tuple[tuple[Verdict, ...], tuple[str, ...]]:
    """A verdict on each quotation, in the order of the document, and the documents that could not be searched.

    `longest` is how many words a quotation may have, 0 for any number.
    """
    found = quoted(paragraphs)
    readings = [[_read(ending) for ending in (one, *one.endings)] for one in found]
    words = (word.normal for ends in readings for _, reading in ends for pieces in reading for word in pieces.words)
    heard = spoken(study, words)
    desk = _Desk(study, heard, paragraphs, longest)
    verdicts = (desk.verdict(number, ends) for number, ends in enumerate(readings, 1))
    return tuple(verdict for verdict in verdicts if verdict is not None), heard.unread


def _read(one: Quoted) -> _Read:
    return one, [pieces_of(text) for text in (one.text, *one.others)]


@dataclass(frozen=True)
class _Choice:
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


def _is_short(one: Quoted, readings: Sequence[Pieces]) -> bool:
    return min(len(readings[0].words), len(_BLANK.split(one.text.strip()))) < FEWEST_WORDS


def _likeness(tried: tuple[Quoted, Sequence[Pieces], _Choice | None]) -> tuple[bool, float, int, bool]:
    """How well a quotation that ends somewhere fits: all that was said belongs to it, and no more than that.

    Of what nobody said at all the end that names most is taken for a credit.
    """
    one, readings, best = tried
    words, credited = len(readings[0].words), any(credit.sure for credit in one.credits)
    if best is None:
        return False, 0.0, -words, credited
    fits = best.beside.way != "altered"
    return fits, 1.0 if fits else best.beside.share, words, credited


@dataclass(frozen=True)
class _Desk:
    """Where quotations are checked, one after the other."""

    study: Study
    spoken: Spoken = field(repr=False)
    paragraphs: Sequence[Paragraph] = field(repr=False)
    longest: int

    @cached_property
    def cast(self) -> Cast:
        return Cast(self.study)

    @cached_property
    def terms(self) -> Terms:
        return Terms(self.study, self.paragraphs)

    def verdict(self, number: int, ends: Sequence[_Read]) -> Verdict | None:
        """What became of one quotation; None for a paragraph that is only set further in and quotes nobody.

        Of the places where it may end, that counts at which it is most like something that was said.
        """
        tried = [(one, readings, self._best(one, readings)) for one, readings in ends if self._may_end(one, ends[0][0])]
        one, readings, best = max(tried, key=_likeness)
        if not readings[0].words:
            return None
        named, sure = self._credited(one)
        short = _is_short(one, readings)
        if not one.sure and (best is None or (best.beside.way == "altered" and len(readings[0].words) < _FEW_WORDS)):
            return None
        if (best is None or best.asked) and is_own_question(one):
            return self._made(number, one, ("title",))
        if best is None:
            results = self._unfound(one, named, short=short, sure=sure)
            missing = results == ("not found",) and self.spoken.unread
            return self._made(number, one, results, why=(_NOT_SEARCHED,) if missing else ())
        if short and not sure and (best.other or best.forbidden or best.asked):
            return self._made(number, one, ("too short",))
        if best.asked and not (sure and named) and best.text in self.terms:
            return self._made(number, one, ("title",))
        return self._found(number, one, best, named)

    def _best(self, one: Quoted, readings: Sequence[Pieces]) -> _Choice | None:
        """Where a quotation most likely comes from."""
        named, sure = self._credited(one)
        read = list(zip((one.text, *one.others), readings, strict=True))
        choices = [c for text, pieces in read for c in self._choices(one, text, pieces, all_of, named, sure=sure)]
        if not choices and not _is_short(one, readings):
            near = read[:_MOST_READINGS]
            choices = [c for text, pieces in near for c in self._choices(one, text, pieces, most_of, named, sure=sure)]
        return min(choices, key=lambda choice: choice.rank, default=None)

    def _may_end(self, one: Quoted, usual: Quoted) -> bool:
        """Whether the words behind this end may name somebody: a single one must be known."""
        told = one.credits[0].text if one.credits and one is not usual else ""
        return " " in told or not told or bool(self.cast.named_in(told)) or ROLES.fullmatch(told) is not None

    def _credited(self, one: Quoted) -> tuple[Named, bool]:
        """Whom the document names: what is tied to the quotation counts before the sentence around it."""
        for credit in one.credits:
            named = self.cast.named_in(credit.text, sure=credit.sure)
            if named:
                return named, credit.sure
        return Named(), False

    def _choices(
        self, one: Quoted, text: str, pieces: Pieces, search: Search, named: Named, *, sure: bool
    ) -> Iterator[_Choice]:
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
            yield _Choice(text, beside, other, asked, why)
            if not (other or asked or why) and beside.way != "altered":
                return

    def _unlikely(self, document: Document, named: Named) -> tuple[bool, bool]:
        """What is tried first: documents that the credit names, then those that may be quoted."""
        elsewhere = bool(named.documents) and document.id not in named.documents
        return elsewhere or (bool(named.cases) and document.case not in named.cases), not may_quote(document)

    def _names(self, credit: Credit) -> bool:
        """Whether a credit is one: a mere sentence around a quotation must name somebody."""
        return credit.sure or bool(self.cast.named_in(credit.text, sure=False))

    def _told(self, one: Quoted) -> Named:
        """All that the document tells of who said it."""
        told = Named()
        for credit in one.credits:
            told |= self.cast.named_in(credit.text, sure=credit.sure)
        return told

    def _unfound(self, one: Quoted, named: Named, *, short: bool, sure: bool) -> tuple[Result, ...]:
        credited = sure and bool(named)
        if short and not credited:
            return ("title",) if one.text in self.terms else ("too short",)
        if not credited and (one.text in self.terms or (not one.block and not named and is_title(one.text))):
            return ("title",)
        return ("not found",)

    def _found(self, number: int, one: Quoted, best: _Choice, named: Named) -> Verdict:
        beside = best.beside
        results: list[Result] = [beside.way]
        why = list(best.forbidden)
        if best.forbidden:
            results.append("not allowed")
        if best.asked:
            results.append("elsewhere")
            why.append("these are the interviewer's words")
        elif best.other:
            results.append("elsewhere")
            why.append(_ELSEWHERE[best.other])
        if beside.speakers > 1:
            results.append("elsewhere")
            why.append("these are the words of two speakers")
        far = beside.turns[-1].number - beside.turns[0].number > _FAR_TURNS
        if far and beside.speakers == 1 and may_place(beside.found.source.document):
            why.append(f"put together from turns {beside.turns[0].number} to {beside.turns[-1].number}")
        if not named:
            why.append(
                "nobody of this study is named in its credit"
                if any(credit.sure for credit in one.credits)
                else "the document does not say who said it"
            )
        return self._made(number, one, tuple(results), best, tuple(why))

    def _made(
        self,
        number: int,
        one: Quoted,
        results: tuple[Result, ...],
        best: _Choice | None = None,
        why: tuple[str, ...] = (),
    ) -> Verdict:
        paragraph = self.paragraphs[one.paragraph]
        words = len(one.text.replace(CUT, " ").split())
        if self.longest and words > self.longest and paragraph.part != "passages":
            results = (*results, "too long")
            why = (*why, f"{words} words; at most {self.longest} are wanted")
        credit = " · ".join(dict.fromkeys(plain(credit.text) for credit in one.credits if self._names(credit)))
        made = Verdict(
            number, tuple(sorted(set(results), key=RESULTS.index)), plain(best.text if best else one.text),
            place_of(paragraph, one), paragraph.page, one.paragraph + 1, credit, why=why,
        )  # fmt: skip
        return shown(self.study, made, best.beside) if best else made


_ELSEWHERE = {
    "place": "the document names another place",
    "speaker": "the document names another speaker",
    "document": "the document names another source",
}
