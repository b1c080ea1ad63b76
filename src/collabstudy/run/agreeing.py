"""What coders agree on, written into the consensus."""

from __future__ import annotations

from collections.abc import Iterable

from collabstudy.coding import acts
from collabstudy.errors import StudyError
from collabstudy.model.coding import Coding
from collabstudy.model.consensus import CONSENSUS
from collabstudy.model.study import Study
from collabstudy.run.one_coding import found_coding
from collabstudy.run.standing import standing
from collabstudy.run.writing import writing


def adopt(
    study: Study, document: str, codings: Iterable[Coding | str], *, note: str = "", done: bool = False
) -> tuple[Coding, ...]:
    """Copy codings into the consensus on a document, with a note; nobody's own codings change.

    What stands in the consensus already is not copied twice. With `done` the consensus is finished: from then on it
    alone counts for people in this document. Returns the consensus as it stands.

    Raises StudyError for a coding of another document, or whose code was split or is gone.
    """
    from collabstudy.coding.consensus import copies

    chosen = [found_coding(study, coding, None) for coding in codings]
    for coding in chosen:
        if coding.document != document:
            raise StudyError(f"coding {coding.id} is in {coding.document}, not in {document}", hint="leave it out")
    with writing(study, CONSENSUS, document) as book:
        before = standing(study, document, book.events)
        there = (*before.codings, *before.asked)
        events = copies(chosen, study.codebook, standing=there, removed=before.removed, note=note)
        transcript = study.transcript(document)
        if done:
            events += (acts.finished(transcript, study.codebook, document=document, coder=CONSENSUS),)
        book.append(events, text=transcript.text if events else "")
        return standing(study, document, book.events).codings
