"""What takes the place of sources that are not in git, where a study is read as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from collabstudy.errors import SourceError
from collabstudy.io.kept import kept_text
from collabstudy.io.log import read_events
from collabstudy.io.outputs import write_whole
from collabstudy.io.transcripts import transcript
from collabstudy.model.consent import may_count
from collabstudy.model.document import Document
from collabstudy.model.log import fold
from collabstudy.model.study import Study
from collabstudy.run.opening import cache_of

_TOLD = {
    "today": "not in git, so read as they are today",
    "coded": "not in git, so read from the text that was coded",
    "gone": "not in git, and no text of them was kept, so nothing of them is counted",
}


def with_sources(study: Study, today: Path) -> tuple[Study, list[str]]:
    """A study taken out of git, with sources for those documents that have none there, and what these are.

    The source in the folder of `today`, unless its text is another than that which was coded; else that text; else the
    document is left out.
    """
    missing = [d for d in study.documents if may_count(d) and not (study.folder / "corpus" / d.file).is_file()]
    if not missing:
        return study, []
    coded = {coding.document: coding.text for coding in fold(read_events(study.folder, [])).codings}
    found = {document.id: _found(study, document, coded.get(document.id, ""), today) for document in missing}
    documents = (found[document.id][1] if document.id in found else document for document in study.documents)
    remarks = []
    for how, told in _TOLD.items():
        if ids := [document.id for document in missing if found[document.id][0] == how]:
            remarks.append(f"{told}: {', '.join(ids)}")
    return replace(study, documents=tuple(document for document in documents if document)), remarks


def _found(study: Study, document: Document, coded: str, today: Path) -> tuple[str, Document | None]:
    """How a source was found, and the document with it."""
    source = today / "corpus" / document.file
    if source.is_file() and coded in ("", _text(study, document, today)):
        write_whole(study.folder / "corpus" / document.file, source.read_bytes())
        return "today", document
    text = kept_text(study.folder, coded)
    if text is None:
        return "gone", None
    name = f"{document.file}.txt"
    write_whole(study.folder / "corpus" / name, text.encode("utf-8", "surrogatepass"))
    return "coded", replace(document, file=name)


def _text(study: Study, document: Document, today: Path) -> str:
    """The name of the text of a source in the folder of today; none where it cannot be read."""
    try:
        return transcript(today, document, cache_of(study)).hash
    except SourceError:
        return ""
