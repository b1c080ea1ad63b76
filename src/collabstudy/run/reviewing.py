"""What waits for a person, and what would if a text were changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collabstudy.coding import queue
from collabstudy.coding.queue import Waiting
from collabstudy.model.coding import Coding
from collabstudy.model.consent import may_place
from collabstudy.model.document import Transcript
from collabstudy.model.study import Study
from collabstudy.run.standing import kept_by

if TYPE_CHECKING:
    import pandas


def waiting(study: Study, document: str | None = None) -> tuple[Waiting, ...]:
    """Codings, and marks of questions, that wait for a person, those without a place first; of one document, or all."""
    found = queue.waiting((*study.folded.codings, *study.folded.asked), study.codebook)
    return tuple(one for one in found if document in (None, one.coding.document))


def to_review(study: Study) -> pandas.DataFrame:
    """What waits for a person: coding, document, code, coder, why, quote.

    The quote is NA, and names are replaced, as in the table `codings`.
    """
    import pandas as pd

    rows = [
        {
            "coding": one.coding.id,
            "document": one.coding.document,
            "code": one.coding.code,
            "coder": one.coding.coder,
            "why": one.why,
            "quote": _quote(study, one.coding),
        }
        for one in waiting(study)
    ]
    return pd.DataFrame(rows, columns=["coding", "document", "code", "coder", "why", "quote"], dtype="string")


def on_text(study: Study, document: str, text: str) -> tuple[Coding, ...]:
    """What the codings of a document would be if its text were this one: kept, moved, to review, ambiguous or orphaned.

    Nothing is written; for looking before a transcript is corrected.
    """
    from collabstudy.coding.anchor import carry

    transcript = study.transcript(document)
    own = [coding for coding in study.codings if coding.document == document]
    kept = kept_by(study)
    return carry(own, Transcript(text, ()), lambda name: transcript.text if name == transcript.hash else kept(name))


def _quote(study: Study, coding: Coding) -> str | None:
    """Words as they may stand beside the name of their document."""
    if not may_place(study.document(coding.document)):
        return None
    return study.names_in(coding.document).replaced(coding.quote)
