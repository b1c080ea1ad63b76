"""Names of places in the page: short, safe, and the same every time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from collabstudy.briefing.blocks import Box, Briefing, Heading, Matrix, Number

_OTHER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Anchors:
    """Ids are numbered, so that no name of a code or case can break one or make two the same."""

    keys: dict[str, str]
    places: dict[str, str]
    filled: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, briefing: Briefing) -> Anchors:
        """The names of a briefing's places."""
        blocks = [block for section in briefing.sections for block in section.blocks]
        codes = [block.code for block in blocks if isinstance(block, Heading) and block.code]
        cases = [block.case for block in blocks if isinstance(block, Box)]
        cases += [group.id for block in blocks if isinstance(block, Matrix) for group in block.groups]
        cases += [voices.case for entry in briefing.evidence for voices in entry.voices]
        keys = dict.fromkeys([*(entry.key for entry in briefing.evidence), *codes])
        return cls(
            {key: f"{number}-{slug(key)}" for number, key in enumerate(keys, 1)},
            {case: f"c{number}-{slug(case)}" for number, case in enumerate(dict.fromkeys(filter(None, cases)), 1)},
            frozenset((entry.key, voices.case) for entry in briefing.evidence for voices in entry.voices),
        )

    def evidence(self, key: str) -> str:
        """Where the passages of a code or topic are."""
        return f"e{self.keys[key]}"

    def theme(self, code: str) -> str:
        """Where a theme is told of."""
        return f"t{self.keys[code]}"

    def case(self, case: str) -> str:
        """Where the box of a case is; nothing for passages of no case."""
        return self.places.get(case, "")

    def section(self, name: str) -> str:
        """Where a section begins."""
        return f"s-{slug(name)}"

    def all_evidence(self, keys: Iterable[str]) -> str:
        """The places of several codes' passages, those that there are."""
        return " ".join(self.evidence(key) for key in keys if self._any(key))

    def cases(self, cases: Iterable[str]) -> str:
        """The names of several cases."""
        return " ".join(self.places[case] for case in cases if case in self.places)

    def target(self, number: Number) -> str:
        """Where a number leads to; nothing when there are no passages behind it."""
        keys = [key for key in number.keys if self._any(key, number.cases)]
        if not keys:
            return ""
        if len(keys) == len(number.cases) == 1:
            return f"{self.evidence(keys[0])}-{self.case(number.cases[0])}"
        return self.evidence(keys[0])

    def _any(self, key: str, cases: tuple[str, ...] = ()) -> bool:
        return any(filled == key and (not cases or case in cases) for filled, case in self.filled)


def slug(name: str) -> str:
    """A name in small letters, digits and hyphens.

    >>> slug("Kettle & Kin")
    'kettle-kin'
    """
    return _OTHER.sub("-", name.casefold()).strip("-")
