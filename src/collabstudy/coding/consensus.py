"""What two coders have agreed on, beside what each of them has coded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from collabstudy.coding.acts import adopted
from collabstudy.model.codebook import Codebook
from collabstudy.model.coding import Coding
from collabstudy.model.consensus import CONSENSUS
from collabstudy.model.log import Event


def copies(
    codings: Iterable[Coding],
    book: Codebook,
    *,
    standing: Iterable[Coding] = (),
    removed: Iterable[Coding] = (),
    note: str = "",
) -> tuple[Event, ...]:
    """The events that copy codings into the consensus.

    None for what stands there already, and one where two coders have marked the same words with the same code. What was
    `removed` from the consensus comes back.

    >>> mira, jonas = (Coding(coder, "P01", "asked:q1", coder, 0, 5, "Trust") for coder in ("mira", "jonas"))
    >>> [event.details["by"] for event in copies([mira, jonas], Codebook("b", ()))]
    ['mira']
    """
    there = {(coding.code, coding.start, coding.end) for coding in standing}
    gone = {coding.id for coding in removed}
    found = []
    for coding in codings:
        event = adopted(coding, book, coder=CONSENSUS, note=note)
        key = (event.details["code"], coding.start, coding.end)
        if key not in there:
            there.add(key)
            found.append(replace(event, id="") if event.details["coding"] in gone else event)
    return tuple(found)
