"""Everything that the parts of a briefing are made from, and the questions that they ask of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from collabstudy.briefing.blocks import Number, Picture
from collabstudy.briefing.choose import Chosen, Slot, choose
from collabstudy.briefing.labels import labels
from collabstudy.briefing.plain import plain
from collabstudy.briefing.settings import Choices
from collabstudy.briefing.statements import sentence
from collabstudy.briefing.words import capital, listed
from collabstudy.compare.claiming.bound_numbers import Known, Numbers
from collabstudy.compare.counting.asked import Value
from collabstudy.compare.denominator import Denominator
from collabstudy.compare.table import Crosstab, Passage, Row, visible
from collabstudy.compare.wording import plural, singular
from collabstudy.io.briefing import Written
from collabstudy.model.coding import Coding
from collabstudy.model.consent import may_count, may_place
from collabstudy.model.study import Study

if TYPE_CHECKING:
    from collabstudy.compare.findings import Findings
    from collabstudy.compare.framework import Framework
    from collabstudy.model.document import Document
    from collabstudy.topics.topics import Topics

SOUNDS = "how it sounds"
TOPIC = "topic:"
NAMED = 12  # cases that are named as not voicing a theme; more are counted
_VALUES: Mapping[Value, str] = {
    "present": "voiced",
    "absent": "asked_not_voiced",
    "not_asked": "not_asked",
    "not_coded": "not_coded",
}


def box_of(case: str) -> str:
    """The name of the slot for quotations in the box of a case."""
    return f"box of {case}"


@dataclass(frozen=True)
class Material:
    """A study, what was found in it, and what people wrote for its briefing."""

    study: Study
    crosstab: Crosstab
    written: Written
    choices: Choices
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    manifest: Mapping[str, Any] = field(default_factory=dict)
    topics: Topics | None = None
    findings: Findings | None = None
    framework: Framework | None = None

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The themes: codes that are coded with, asked about or tagged."""
        return visible(self.crosstab.rows)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """All documents but withdrawn ones."""
        return tuple(document for document in self.study.documents if may_count(document))

    @cached_property
    def interviews(self) -> tuple[Document, ...]:
        """The interviews among them; without any nobody was asked anything."""
        return tuple(document for document in self.documents if document.kind == "interview")

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of the cases that are compared, by id."""
        return {group.id: plain(group.name) for group in self.crosstab.groups}

    @cached_property
    def links(self) -> dict[str, frozenset[str]]:
        """The articles and notes that speak of each case."""
        others = {document.id for document in self.documents if document.kind != "interview"}
        found: dict[str, set[str]] = defaultdict(set)
        for link in self.study.caselinks if others else ():
            if link.document in others:
                found[link.case].add(link.document)
        return {case: frozenset(documents) for case, documents in found.items()}

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The words that stand on the briefing."""
        return labels({name: plain(word) for name, word in self.choices.wording.items()})

    @cached_property
    def told(self) -> Mapping[Value, str]:
        """What the values of a cell are called: as the comparison has it, unless briefing.toml says otherwise."""
        own = {value: self.labels[name] for value, name in _VALUES.items() if name in self.choices.wording}
        return {**self.crosstab.told, **own}

    @cached_property
    def known(self) -> Known:
        """The names that prose may put in braces."""
        return Known(self.study, tuple(outcome.finding.id for outcome in self.findings or ()))

    @cached_property
    def numbers(self) -> Numbers:
        """What stands for these names."""
        table = self.crosstab
        values = {
            (group.id, row.id): table.cells[group.id, row.id].value for group in table.groups for row in table.rows
        }
        sentences = {outcome.finding.id: sentence(outcome) for outcome in self.findings or ()}
        return Numbers(self.study, values, sentences, self.passages_of)

    def passages_of(self, code: str, cases: Collection[str]) -> int:
        """How many passages of a code there are in some cases, each once."""
        found = (passage for case in cases for passage in self.crosstab.evidence(case, code))
        return len({(passage.document, passage.spans) for passage in found})

    @property
    def absent(self) -> str:
        """How a cell is called in which nothing was coded."""
        return self.told["absent"]

    @property
    def counted(self) -> str:
        """How cases are called that are in the counts."""
        return "asked and coded" if self.crosstab.guided else "coded"

    @property
    def place(self) -> str:
        """What one case is called."""
        return singular(self.study.settings)

    @property
    def places(self) -> str:
        """What cases are called."""
        return plural(self.study.settings)

    @cached_property
    def agreement(self) -> str:
        """How far the coders agree, in a sentence; empty where there is nothing to compare."""
        from collabstudy.briefing.agreed import agreement

        return agreement(self)

    @cached_property
    def codings(self) -> dict[str, Coding]:
        """All codings that may stand behind a number, by id."""
        tags = self.study.tags if "rules" in self.study.settings.evidence else ()
        return {coding.id: coding for coding in (*self.study.codings, *tags)}

    @cached_property
    def chosen(self) -> Chosen:
        """The quotations of the page: some under each theme, then some for how it sounds."""
        every = {row.id: self.behind(self.crosstab.totals[row.id].passages) for row in self.rows}
        slots = [Slot(code, codings, self.choices.per_theme, self.choices.pinned) for code, codings in every.items()]
        together = tuple({coding.id: coding for codings in every.values() for coding in codings}.values())
        slots.append(Slot(SOUNDS, together, self.choices.sounds, self.choices.sounds_pinned, open=True))
        slots += [Slot(box_of(case), self._of_its_own(case), self.choices.per_case) for case in self.names]
        return choose(self.study, slots, longest=self.choices.longest)

    def _of_its_own(self, case: str) -> tuple[Coding, ...]:
        """The codings in a case's own interviews, of which the place may be told: nobody else is quoted in its box."""
        own = {d.id for d in self.interviews if d.case == case and may_place(d)}
        behind = (self.behind(self.crosstab.evidence(case, row.id)) for row in self.rows)
        return tuple({c.id: c for codings in behind for c in codings if c.document in own}.values())

    def behind(self, passages: Collection[Passage]) -> tuple[Coding, ...]:
        """The codings of passages."""
        ids = dict.fromkeys(coding for passage in passages for coding in passage.codings)
        return tuple(self.codings[coding] for coding in ids if coding in self.codings)

    def cases(self, code: str, value: Value, among: Collection[str] | None = None) -> tuple[str, ...]:
        """The cases that have this value for a code."""
        return tuple(
            group.id
            for group in self.crosstab.groups
            if (among is None or group.id in among) and self.crosstab.cells[group.id, code].value == value
        )

    def count(self, code: str, among: Collection[str] | None = None) -> Denominator:
        """How many of the cases that were asked and coded voice a code."""
        found = Counter(
            self.crosstab.cells[group.id, code].value
            for group in self.crosstab.groups
            if among is None or group.id in among
        )
        return Denominator.of_values(code, found, self.places)

    def silent(self, code: str) -> tuple[str, ...]:
        """Which cases do not voice a code, by the reason."""
        reasons = (value for value in self.told if value != "present")
        found = ((capital(self.told[value].replace(", ", " and ")), self.cases(code, value)) for value in reasons)
        return tuple(f"{told}: {self._which(cases)}" for told, cases in found if cases)

    def _which(self, cases: Collection[str]) -> str:
        """Their names, or how many of all of them where nobody would read so many."""
        if len(cases) > NAMED:
            return f"{len(cases):,} of {len(self.names):,} {self.places}"
        return listed([self.names[case] for case in cases])

    def number(self, text: str, code: str, among: Collection[str] | None = None) -> Number:
        """A number of places with a code, leading to their passages."""
        return Number(text, (code,), () if among is None else tuple(among))
