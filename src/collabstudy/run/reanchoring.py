"""What became of codings when a transcript was corrected, written into the coders' logs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from collabstudy.errors import LogError
from collabstudy.io.log import events_of
from collabstudy.model.coding import Coding, Status
from collabstudy.model.consent import may_count
from collabstudy.model.log import Event, Folded, fold
from collabstudy.model.today import WORST_FIRST
from collabstudy.run.standing import PLACES, carried, kept_by, name_of_places, seen, untold

if TYPE_CHECKING:
    from collabstudy.io.logbook import Logbook
    from collabstudy.model.study import Study

__all__ = ["Reanchored", "carried", "keep_text", "reanchor"]
_NOTHING = "-nothing"
_SAID: dict[Status, str] = {"review": "to review", "ambiguous": "ambiguous", "orphaned": "without a place"}


@dataclass(frozen=True, slots=True)
class Reanchored:
    """What was found on the texts that had changed.

    `counts` are the codings of each such document by what they are now; their sum is the codings there were. `written`
    is the number of lines that were new, `held` names what could not be written now (`coder/document`) and why: it is
    read rightly all the same, and written next time.
    """

    counts: dict[str, Counter[Status]] = field(default_factory=dict)
    written: int = 0
    held: dict[str, str] = field(default_factory=dict)

    def sentences(self) -> list[str]:
        """For people, a line a document.

        >>> print(*Reanchored({"P03": Counter(kept=39, moved=2)}).sentences())
        P03: the text has changed; 41 codings: 39 kept, 2 moved
        """
        told = [f"{document}: the text has changed; {summed(counts)}" for document, counts in self.counts.items()]
        if any(counts[status] for counts in self.counts.values() for status in ("review", "ambiguous", "orphaned")):
            told.append("`collabstudy check` lists those that a person must look at")
        return told + [f"{name}: not written into the log yet: {why}" for name, why in self.held.items()]


def summed(counts: Counter[Status]) -> str:
    """Codings by what they are, with their sum.

    >>> summed(Counter(kept=1))
    '1 coding: 1 kept'
    """
    total = counts.total()
    parts = [f"{counts[status]} {_SAID.get(status, status)}" for status in reversed(WORST_FIRST) if counts[status]]
    return f"{total} coding{'' if total == 1 else 's'}: {', '.join(parts) or 'none'}"


def reanchor(study: Study, documents: Collection[str] | None = None) -> Reanchored:
    """Write into the logs where codings stand on texts that have changed; done twice, the second time writes nothing.

    Args:
        study: the study; it sees what was written.
        documents: only these, all where not given.

    Raises SourceError when the text of a coded document cannot be read. A log that cannot be written is no error: what
    it would say is found again on every reading.
    """
    from collabstudy.io.logbook import open_logbook

    counts: dict[str, Counter[Status]] = {}
    held: dict[str, str] = {}
    written = 0
    for document, coder, folded in _logs(study, documents):
        if not untold(study, document, _placed(folded)):
            continue
        try:
            with open_logbook(study.folder, coder, document, codebook=study.codebook.hash) as book:
                new = write_missing(study, book)
        except LogError as error:
            held[f"{coder}/{document}"] = error.problem
        else:
            written += len(new)
            if not new:  # what waits for review and has lost its place too has nothing to say of that
                continue
        counts.setdefault(document, Counter())
    for document in counts:
        counts[document] = _counted(study, document)
    if written:
        seen(study)
    return Reanchored(counts, written, held)


def write_missing(study: Study, book: Logbook) -> tuple[Event, ...]:
    """Write into an open log what it does not say yet of its codings on the text of today; returns what was new.

    Of some there is nothing to say (those that a person has retired): that is remembered, for long texts are not laid
    side by side at every deed.
    """
    from collabstudy.coding.anchor import reanchorings

    own = untold(study, book.document, _placed(book.folded))
    if not own:
        return ()
    key = name_of_places(study, book.document, own) + _NOTHING
    if study.cache and study.cache.get(PLACES, key) is not None:
        return ()
    transcript = study.transcript(book.document)
    missing = reanchorings(own, transcript, kept_by(study), book.events)
    if not missing and study.cache:
        study.cache.put(PLACES, key, b"")
    return book.append(missing, text=transcript.text) if missing else ()


def keep_text(study: Study, document: str) -> str:
    """Keep the text of a document as it is now, and return its hash; on disk when this returns.

    Raises LogError when the disk refuses, SourceError when the text cannot be read.
    """
    from collabstudy.io.kept import keep_text as keep

    return keep(study.folder, study.transcript(document).text)


def _logs(study: Study, documents: Collection[str] | None) -> Iterator[tuple[str, str, Folded]]:
    """Each log of a document that counts, folded."""
    known = {document.id for document in study.documents if may_count(document)}
    wanted = known if documents is None else known & set(documents)
    for path in sorted((study.folder / "codings").glob("*/*.jsonl")):
        if path.stem in wanted:
            try:
                events = events_of(study.folder, path.parent.name, path.stem, [])
            except LogError:  # a folder that is no coder's: `collabstudy check` says so
                continue
            yield path.stem, path.parent.name, fold(events)


def _placed(folded: Folded) -> tuple[Coding, ...]:
    """What has a place that is written down; where a rejected suggestion went is found on every reading."""
    return (*folded.codings, *folded.asked)


def _counted(study: Study, document: str) -> Counter[Status]:
    """The codings of all people in a document by what they are on its text."""
    own = [coding for _, _, folded in _logs(study, [document]) for coding in _placed(folded)]
    return Counter(coding.status for coding in carried(study, own))
