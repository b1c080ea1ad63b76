"""A corrected transcript brought in, and what becomes of the codings that lay on the old one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from collabstudy.errors import StudyError
from collabstudy.run.opening import look_again
from collabstudy.run.reanchoring import Reanchored, keep_text, reanchor

if TYPE_CHECKING:
    from collabstudy.model.document import Transcript
    from collabstudy.model.study import Study


@dataclass(frozen=True, slots=True)
class Replaced:
    """Which document has a new version, in which file, with how many turns, and what its codings came to."""

    document: str
    file: str
    turns: int
    codings: Reanchored
    notes: tuple[str, ...] = ()

    def sentences(self) -> list[str]:
        """For people."""
        told = (
            f"{self.document}: corpus/{self.file} is the new version, {self.turns} turn{'' if self.turns == 1 else 's'}"
        )
        return [told, *self.codings.sentences(), *(f"  note: {note}" for note in self.notes)]


def replace_source(study: Study, path: Path, name: str | None = None) -> Replaced:
    """Put a corrected file in the place of a document's own; codings on the old text go along, none is lost.

    The old text is kept under codings/texts/ when codings lie on it. `name` is the document's id, where the file's name
    does not say it.

    Raises:
        SourceError: the new file cannot be read; then nothing has changed.
        KnownError: it is what the study has already.
        StudyError: no document is meant by it, or the disk refuses.
    """
    from collabstudy.io.replacing import meant, put_in_place
    from collabstudy.io.sources import read_source

    transcript = read_source(path)
    document = meant(study, path, name)
    _keep(study, document.id)
    file = put_in_place(study, document, path)
    look_again(study)
    found = reanchor(study, [document.id])
    return Replaced(document.id, file, len(transcript.turns), found, tuple(_notes(study, document.id, transcript)))


def _keep(study: Study, document: str) -> None:
    """Keep the text that is going away, if anybody has coded it and it is not kept yet."""
    try:
        now = study.folded
        coded = (*now.codings, *now.asked, *now.rejected, *now.removed)  # what was removed may be brought back
        if any(coding.document == document for coding in coded):
            keep_text(study, document)
    except StudyError:
        if (study.folder / "corpus" / study.document(document).file).is_file():
            raise


def _notes(study: Study, document: str, transcript: Transcript) -> list[str]:
    """What documents.csv says that the new version does not."""
    gone = [
        label for label in study.document(document).speakers if transcript.speakers and label not in transcript.speakers
    ]
    told = [f"nobody is called {label} any more; correct `speakers` in documents.csv" for label in gone]
    return told + list(transcript.remarks)
