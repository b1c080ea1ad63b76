"""One cell of the framework matrix: its text held against the codings there are now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from collabstudy.compare.counting.belonging import Belongings
from collabstudy.compare.framing.table import Change, FrameworkCell, State
from collabstudy.compare.table import Crosstab, Passage
from collabstudy.model.coding import UNCOUNTED, Coding
from collabstudy.model.consent import may_count
from collabstudy.model.study import Study
from collabstudy.model.summary import Seen, Summary, words_of


@dataclass(frozen=True)
class Cells:
    """Makes the cells of a study from its crosstab, which says which codings count and where."""

    study: Study
    table: Crosstab

    def cell(self, case: str, code: str, summary: Summary | None) -> FrameworkCell:
        """The cell of a case and a code with its text, None where nobody has written one."""
        found = self.table.cell(case, code)
        now = self._now(found.passages)
        text = summary if summary and (summary.text or summary.wrong) else None
        news = tuple(self._news(case, text.seen, now)) if text and text.seen is not None else ()
        meaning = self.study.codebook.meaning(code)
        redefined = bool(text and text.meaning and text.meaning != meaning)
        return FrameworkCell(
            case=case,
            code=code,
            value=found.value,
            why=self.table.told[found.value],
            state=_state(text, bool(news) or redefined),
            summary=summary,
            seen=now,
            passages=found.passages,
            news=news,
            redefined=redefined,
            meaning=meaning,
        )

    def _now(self, passages: tuple[Passage, ...]) -> tuple[Seen, ...]:
        """The codings of a cell, each once, in the order of the texts."""
        ids = dict.fromkeys(coding for passage in passages for coding in passage.codings)
        return tuple(self._seen(self._known[coding]) for coding in ids)

    def _seen(self, coding: Coding) -> Seen:
        if coding.id not in self._places:
            turns = self.study.transcript(coding.document).turns_in(coding.start, coding.end)
            turn = turns[0].number if turns else None
            self._places[coding.id] = Seen(coding.id, coding.document, turn, coding.coder, words_of(coding))
        return self._places[coding.id]

    def _news(self, case: str, before: tuple[Seen, ...], now: tuple[Seen, ...]) -> Iterator[Change]:
        known = {one.coding: one for one in before}
        here = {one.coding for one in now}
        came = [one for one in now if one.coding not in known]
        went = [one for one in before if one.coding not in here]
        _take_out_the_shifted(came, went)
        yield from (Change("added", one) for one in came)
        yield from (Change("gone", one, self._why(case, one)) for one in went)
        for one in now:
            words = known[one.coding].words if one.coding in known else ""
            if words and words != one.words:
                yield Change("changed", one, "on other words now")

    def _why(self, case: str, seen: Seen) -> str:
        """Where a coding went that is no longer in its cell."""
        coding = self._known.get(seen.coding)
        if coding is None:
            return "removed" if seen.coding in self._removed else self._no_document(seen.document)
        if not may_count(self.study.document(coding.document)):
            return "document withdrawn"
        if coding.status in UNCOUNTED:
            return "retired" if coding.status == "retired" else "without a place in the text"
        if not self.study.stands(coding):
            return "not counted now"
        if coding.code not in self.study.codebook:
            return "its code was split"
        cases = [other for other, _ in self._belongings.of(coding)]
        if case not in cases:
            names = ", ".join(self.study.case(other).name for other in cases)
            return f"belongs to {names} now" if names else "belongs to no case now"
        return f"now coded {self.study.codebook[coding.code].name}"

    def _no_document(self, document: str) -> str:
        registered = {one.id: one for one in self.study.documents}
        if not document or (document in registered and may_count(registered[document])):
            return "no longer there"
        return "document withdrawn" if document in registered else "document no longer registered"

    @cached_property
    def _places(self) -> dict[str, Seen]:
        return {}

    @cached_property
    def _known(self) -> dict[str, Coding]:
        counted = self.table.made_by.choices["evidence"]
        tags = self.study.tags if "rules" in counted else ()
        return {coding.id: coding for coding in (*tags, *self.study.codings)}

    @cached_property
    def _removed(self) -> frozenset[str]:
        return frozenset(coding.id for coding in self.study.folded.removed)

    @cached_property
    def _belongings(self) -> Belongings:
        return Belongings(self.study)


def _take_out_the_shifted(came: list[Seen], went: list[Seen]) -> None:
    """What rules have found is named by where it stands: the same words in the same document are no news."""
    for one in [one for one in went if one.coder == "rules" and one.words]:
        same = next((new for new in came if _is_same(one, new)), None)
        if same is not None:
            came.remove(same)
            went.remove(one)


def _is_same(one: Seen, other: Seen) -> bool:
    return (one.document, one.coder, one.words) == (other.document, other.coder, other.words)


def _state(text: Summary | None, differs: bool) -> State:
    if text is None:
        return "empty"
    if text.seen is None or text.wrong:
        return "not_tied"
    return "stale" if differs else "written"
