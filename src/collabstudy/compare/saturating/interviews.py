"""The interviews that have been gone through, as steps on the way of a study: in order, with what is voiced in each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from collabstudy.compare.counting.asked import Reading
from collabstudy.compare.counting.coded import Coded
from collabstudy.compare.counting.passages import Passages, Said
from collabstudy.compare.counting.units import check_unit
from collabstudy.compare.table import Passage
from collabstudy.model.coding import Coding
from collabstudy.model.consent import is_interviewer, may_count, may_place
from collabstudy.model.document import Document
from collabstudy.model.study import Study


@dataclass(frozen=True, slots=True)
class Unit:
    """An interview, or the interviews of one place."""

    id: str
    name: str
    date: str
    documents: tuple[Document, ...]


@dataclass(frozen=True)
class Interviews:
    """What is known of the interviews."""

    study: Study
    reading: Reading
    columns: Coded
    by: str
    order: str
    level: str

    @cached_property
    def interviews(self) -> tuple[Document, ...]:
        """All interviews that were not withdrawn."""
        return tuple(d for d in self.study.documents if d.kind == "interview" and may_count(d))

    @cached_property
    def read(self) -> tuple[Document, ...]:
        """Those that a coder whose work counts has gone through."""
        codes = tuple(self.study.codebook)
        return tuple(document for document in self.interviews if self.reading.read(document, codes))

    @cached_property
    def codes(self) -> dict[str, str]:
        """The codes that can be voiced, with their names: all that are used, asked about or have nothing below."""
        book, used = self.study.codebook, {coding.code for coding in self.columns.codings}
        if self.level == "branch":
            return {code.id: code.name for code in book if code.parent is None}
        meant = (c for c in book if c.id in used or c.terms or self.study.guide.about(c.id) or not book.below(c.id))
        return {code.id: code.name for code in meant}

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The steps, in their order."""
        found = self._interviews() if self.by == "interview" else self._cases()
        if self.order == "listed":
            return tuple(found)
        return tuple(sorted(found, key=lambda unit: (not unit.date, unit.date)))

    def _interviews(self) -> Iterator[Unit]:
        for document in self.read:
            title = document.title if may_place(document) else ""  # a title often names the place
            yield Unit(document.id, title or document.id, document.date, (document,))

    def _cases(self) -> Iterator[Unit]:
        for case in self.study.cases:
            own = tuple(document for document in self.read if document.case == case.id)
            if own:
                dates = [document.date for document in own if document.date]
                yield Unit(case.id, case.name, min(dates, default=""), own)

    def groups(self, within: str | None) -> Iterator[tuple[str, str, tuple[Unit, ...]]]:
        """Groups in the order of cases.csv, those that anybody is in."""
        if within is None:
            return
        for value in dict.fromkeys(case.attributes.get(within, "").strip() for case in self.study.cases):
            units = tuple(unit for unit in self.units if self._value(unit, within) == value)
            if value and units:
                yield value, value, units

    def _value(self, unit: Unit, within: str) -> str:
        case = unit.documents[0].case
        return "" if case is None else self.study.case(case).attributes.get(within, "").strip()

    @cached_property
    def _voiced(self) -> dict[str, dict[str, list[Coding]]]:
        """By document and code the codings."""
        found: dict[str, dict[str, list[Coding]]] = defaultdict(lambda: defaultdict(list))
        book = self.study.codebook
        for coding in self.columns.codings:
            code = book.branch(coding.code).id if self.level == "branch" else coding.code
            found[coding.document][code].append(coding)
        return found

    def voiced(self, unit: Unit) -> tuple[str, ...]:
        """The codes of a unit in the order of the codebook."""
        there = {code for document in unit.documents for code in self._voiced.get(document.id, ())}
        return tuple(code for code in self.codes if code in there)

    def firsts(self, units: Sequence[Unit]) -> dict[str, Unit]:
        """Where each code is voiced first."""
        found: dict[str, Unit] = {}
        for unit in units:
            for code in self.voiced(unit):
                found.setdefault(code, unit)
        return found

    def passages(self, unit: Unit, code: str) -> tuple[Passage, ...]:
        """Where a code is said in a step."""
        codings = [c for document in unit.documents for c in self._voiced.get(document.id, {}).get(code, ())]
        found, _ = self._passages.of([self._said(coding) for coding in codings])
        return found

    @cached_property
    def _passages(self) -> Passages:
        return Passages(self.study, check_unit(self.study.settings.unit))

    def _said(self, coding: Coding) -> Said:
        turns = self.study.transcript(coding.document).turns_in(coding.start, coding.end)
        return Said(coding, "", tuple(turn for turn in turns if not is_interviewer(turn)) or turns)

    def remarks(self, within: str | None) -> Iterator[str]:
        """Who stands outside, and what about the order is not known."""
        unread = [d.id for d in self.interviews if d not in self.read]
        if unread:
            yield f"Not coded yet, so not counted: {_listed(unread)}."
        questions = {question.id for question in self.study.guide.questions if question.codes}
        partly = [document.id for document in self.read if questions - self.reading.put(document)]
        if partly:
            yield f"Not asked every question, so codes may come late, or not at all, for that: {_listed(partly)}."
        if self.by == "case":
            stray = [d.id for d in self.read if d.case is None]
            if stray:
                yield f"Of no case, so not counted: {_listed(stray)}."
        if self.order == "date":
            yield from self._undated()
        if within:
            outside = [unit.id for unit in self.units if not self._value(unit, within)]
            if outside:
                yield f"Without {within}, so in no group: {_listed(outside)}."

    def _undated(self) -> Iterator[str]:
        days: dict[str, list[str]] = defaultdict(list)
        for unit in self.units:
            days[unit.date].append(unit.id)
        undated = days.pop("", [])
        same = [_listed(ids) for ids in days.values() if len(ids) > 1]
        if same:
            yield f"On the same date, and so in the order of the list: {'; '.join(same)}."
        if undated:
            yield f"Without a date, and so last: {_listed(undated)}."


def _listed(ids: Sequence[str], most: int = 12) -> str:
    return ", ".join(ids[:most]) + (f" and {len(ids) - most} more" if len(ids) > most else "")
