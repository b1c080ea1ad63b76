"""What it means that a case has no hit: absent, not asked or not coded yet."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from collabstudy.compare.counting.asked import Reading, Value
from collabstudy.compare.querying.expressions import Both, Either, Expression, OfCode, Related


@dataclass(frozen=True)
class Silence:
    """Asks of every code in a query what a crosstab asks of one.

    What needs several codes (`&`, or a word between them) is not coded yet, or not asked, where one of them is. What
    needs one of several (`|`) is not asked where none of them was. Under `!` it matters only whether a document was
    gone through.
    """

    reading: Reading

    def value(self, asked: Expression, case: str, documents: Collection[str]) -> Value:
        """The value of a case without a hit, as far as it speaks in these documents."""
        own = self.reading.of_case(case, documents)
        return self._of(asked, case, documents) if own else "not_coded"

    def _of(self, asked: Expression, case: str, documents: Collection[str]) -> Value:
        if isinstance(asked, OfCode):
            codes = [self.reading.study.codebook[code] for code in asked.codes]
            return self.reading.value(case, codes, documents)
        values = {self._of(part, case, documents) for part in asked.parts}
        if "not_coded" in values:
            return "not_coded"
        if isinstance(asked, Both | Related) and "not_asked" in values:
            return "not_asked"
        if isinstance(asked, Either) and values == {"not_asked"}:
            return "not_asked"
        return "absent"
