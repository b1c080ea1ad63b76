"""Every quotation of a finished document, held against the transcripts of a study."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from collabstudy.briefing.finished.origin import Origins, is_short
from collabstudy.briefing.finished.pieces import pieces_of
from collabstudy.briefing.finished.quoted import quoted
from collabstudy.briefing.finished.shown import place_of, shown
from collabstudy.briefing.finished.spoken import Spoken, spoken
from collabstudy.briefing.finished.terms import Terms, is_own_question, is_title
from collabstudy.briefing.finished.verdict import RESULTS, Result, Verdict
from collabstudy.briefing.finished.whom import Cast, Named
from collabstudy.briefing.plain import plain
from collabstudy.briefing.said import CUT
from collabstudy.model.consent import may_place

if TYPE_CHECKING:
    from collabstudy.briefing.finished.origin import Choice, Read
    from collabstudy.briefing.finished.quotation import Quoted
    from collabstudy.io.finished import Paragraph
    from collabstudy.model.study import Study

_FAR_TURNS = 4
_NOT_SEARCHED = "or in a document whose text is not there to be searched: see below"
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


def _read(one: Quoted) -> Read:
    return one, [pieces_of(text) for text in (one.text, *one.others)]


@dataclass(frozen=True)
class _Desk:
    """Where quotations are checked, one after the other."""

    study: Study
    spoken: Spoken = field(repr=False)
    paragraphs: Sequence[Paragraph] = field(repr=False)
    longest: int

    @cached_property
    def origins(self) -> Origins:
        return Origins(self.study, self.spoken, self.paragraphs, Cast(self.study))

    @cached_property
    def terms(self) -> Terms:
        return Terms(self.study, self.paragraphs)

    def verdict(self, number: int, ends: Sequence[Read]) -> Verdict | None:
        """What became of one quotation; None for a paragraph that is only set further in and quotes nobody.

        Of the places where it may end, that counts at which it is most like something that was said.
        """
        (one, readings), best = self.origins.likeliest(ends)
        if not readings[0].words:
            return None
        named, sure = self.origins.credited(one)
        short = is_short(one, readings)
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

    def _unfound(self, one: Quoted, named: Named, *, short: bool, sure: bool) -> tuple[Result, ...]:
        credited = sure and bool(named)
        if short and not credited:
            return ("title",) if one.text in self.terms else ("too short",)
        if not credited and (one.text in self.terms or (not one.block and not named and is_title(one.text))):
            return ("title",)
        return ("not found",)

    def _found(self, number: int, one: Quoted, best: Choice, named: Named) -> Verdict:
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
        best: Choice | None = None,
        why: tuple[str, ...] = (),
    ) -> Verdict:
        paragraph = self.paragraphs[one.paragraph]
        words = len(one.text.replace(CUT, " ").split())
        if self.longest and words > self.longest and paragraph.part != "passages":
            results = (*results, "too long")
            why = (*why, f"{words} words; at most {self.longest} are wanted")
        credit = " · ".join(dict.fromkeys(plain(credit.text) for credit in one.credits if self.origins.tells(credit)))
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
