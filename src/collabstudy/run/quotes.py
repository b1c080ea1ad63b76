"""What people said under a code, in a place, in a document: to be read, as far as they agreed to have it shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from collabstudy.errors import StudyError
from collabstudy.model.asking import on_interviewer
from collabstudy.model.coding import Coding
from collabstudy.model.span import Span
from collabstudy.model.study import Study

if TYPE_CHECKING:
    import pandas

    from collabstudy.briefing.context import InContext
    from collabstudy.briefing.quotes import Quote
    from collabstudy.compare.table import Passage

MOST_SHOWN = 12


@dataclass(frozen=True)
class Quotations:
    """Quotations in the order of documents and texts, and how many others there are that are not in here.

    `withheld` may not be shown, or not here; `lost` no longer stand in their text.
    """

    said: tuple[InContext, ...] = field(repr=False)
    withheld: int = 0
    lost: int = 0

    def __iter__(self) -> Iterator[InContext]:
        return iter(self.said)

    def __len__(self) -> int:
        return len(self.said)

    def __str__(self) -> str:
        """How many there are, without a word of them."""
        told = [f"{len(self)} {'passage' if len(self) == 1 else 'passages'}"]
        told += [f"{self.withheld} more may not be shown here"] if self.withheld else []
        told += [f"{self.lost} more no longer stand in their text"] if self.lost else []
        return "; ".join(told)

    def frame(self) -> pandas.DataFrame:
        """One row a quotation: quote, attribution, document, case, turn (these NA where they may not be told)."""
        import pandas as pd

        quotes = [one.quote for one in self.said]
        rows = [(q.text, q.attribution, q.document or None, q.case, q.turn) for q in quotes]
        columns = ["quote", "attribution", "document", "case", "turn"]
        frame = pd.DataFrame(rows, columns=columns)
        return frame.astype({name: "Int64" if name == "turn" else "string" for name in columns})

    def _repr_html_(self) -> str:
        from collabstudy.tables import quotes

        more = f"; the first {MOST_SHOWN} are shown" if len(self) > MOST_SHOWN else ""
        return quotes(self.said[:MOST_SHOWN], f"{self}{more}.")

    __repr__ = __str__


def quotes(
    study: Study,
    *,
    code: str | None = None,
    case: str | None = None,
    document: str | None = None,
    coder: str | None = None,
) -> Quotations:
    """What has been coded with a code (or one below it), in a case, in a document, by a coder: all that hold.

    Without a coder, the codings that count as evidence; with `coder="rules"`, what the codebook's terms find. Codings
    that overlap are one quotation, and so is a sentence in which the rules found two words. Consent is kept as
    everywhere: anonymous words stand without their place.

    Raises StudyError when there is no such code, case, document or coder.
    """
    from collabstudy.briefing.context import in_context
    from collabstudy.briefing.quotes import passages

    found = _found(study, code=code, case=case, document=document, coder=coder)
    places = [_passage(together) for together in _overlapping(found)]
    codings = {coding.id: coding for coding in found}
    shown = passages(study, places, codings)
    said = (
        in_context(study, quote, tuple(sorted({codings[coding].coder for coding in quote.codings})))
        for quote in _each_once(shown.quotes)
    )
    return Quotations(tuple(said), shown.withheld, shown.lost)


def _each_once(quotes: Iterable[Quote]) -> Iterator[Quote]:
    """Quotations; a sentence in which the rules have found two words is read once."""
    known: set[tuple[str, int | None, str]] = set()
    for quote in quotes:
        place = (quote.document, quote.turn, quote.text)
        if not quote.document or "person" in quote.origins or place not in known:
            yield quote
        known.add(place)


def _found(
    study: Study, *, code: str | None, case: str | None, document: str | None, coder: str | None
) -> tuple[Coding, ...]:
    from collabstudy.compare.counting.belonging import Belongings

    codes = _codes(study, code) if code else None
    document = study.document(document).id if document else None
    case = study.case(case).id if case else None
    belongings = Belongings(study)
    return tuple(
        coding
        for coding in _by(study, coder)
        if (codes is None or coding.code in codes)
        and (document is None or coding.document == document)
        and (case is None or case in dict(belongings.of(coding)))
    )


def _overlapping(found: Iterable[Coding]) -> list[list[Coding]]:
    groups: list[list[Coding]] = []
    for coding in sorted(found, key=lambda c: (c.document, c.start, c.end, c.id)):
        if groups and any(coding.span.overlaps(other.span) for other in groups[-1]):
            groups[-1].append(coding)
        else:
            groups.append([coding])
    return groups


def _passage(together: Sequence[Coding]) -> Passage:
    from collabstudy.compare.table import Passage

    span = Span(together[0].document, together[0].start, max(coding.end for coding in together))
    ids = tuple(coding.id for coding in together)
    coders = sorted({coding.coder for coding in together})
    return Passage(span.document, None, (span,), ids, tuple(coders), tuple(sorted({c.origin for c in together})))


def _codes(study: Study, code: str) -> set[str]:
    known = study.codebook.current(code)
    if known is None:
        raise StudyError(f"no code {code}", hint=f"codes: {', '.join(c.id for c in study.codebook)}")
    return {known, *(below.id for below in study.codebook.below(known))}


def _by(study: Study, coder: str | None) -> tuple[Coding, ...]:
    if coder is None:
        return tuple(coding for coding in (*study.codings, *study.tags) if study.code_counts(coding))
    found = tuple(
        coding
        for coding in (*study.codings, *study.tags)
        if coding.coder == coder and not on_interviewer(study, coding)
    )
    known = sorted({coding.coder for coding in study.codings} | {"rules"})
    if not found and coder not in known:
        raise StudyError(f"nothing is coded by {coder}", hint=f"coders: {', '.join(known)}")
    return found
