"""A coder's log, open for one deed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from collabstudy.errors import ConsentError
from collabstudy.model.consent import may_count
from collabstudy.model.study import Study
from collabstudy.run.reanchoring import write_missing
from collabstudy.run.standing import seen

if TYPE_CHECKING:
    from collabstudy.io.logbook import Logbook


@contextmanager
def writing(study: Study, coder: str, document: str) -> Iterator[Logbook]:
    """The log, with what a changed text did to its codings written first; the study sees what is written.

    Raises:
        ConsentError: the document was withdrawn.
        LogError: the log cannot be written, or another program is writing it (LockedError).
    """
    from collabstudy.io.logbook import open_logbook

    if not may_count(study.document(document)):
        raise ConsentError(
            f"{document} was withdrawn, so it is not coded", hint="take it out of corpus/", file="corpus/documents.csv"
        )
    with open_logbook(study.folder, coder, document, codebook=study.codebook.hash) as book:
        try:
            write_missing(study, book)
            yield book
        finally:
            seen(study)
