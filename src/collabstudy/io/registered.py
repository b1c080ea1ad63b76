"""Whether the files that documents.csv registers are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from collabstudy.model.checks import Problem
from collabstudy.model.document import Document

FILE = "corpus/documents.csv"


def as_on_disk(corpus: Path, file: str) -> str:
    """The file as the disk spells it: `ü` may be one character or two, and Macs and everybody else disagree."""
    path = corpus / file
    if path.is_file() or not path.parent.is_dir():
        return file
    told = normalize("NFC", path.name)
    same = [there.name for there in path.parent.iterdir() if normalize("NFC", there.name) == told]
    return str(PurePosixPath(file).with_name(same[0])) if len(same) == 1 else file


def there_or_gone(corpus: Path, documents: Iterable[Document], lines: dict[str, int]) -> Iterator[Problem]:
    """Registered files that are not there. Those who withdrew may have had theirs deleted."""
    documents = tuple(documents)
    registered = {document.file for document in documents}
    expected = [document.file for document in documents if document.consent != "withdrawn"]
    if len(expected) > 1 and not any(map(_files_beside, (corpus / file for file in expected))):
        yield _without_texts(corpus, expected)
        return
    for document in documents:
        path = corpus / document.file
        if path.is_file():
            if document.consent == "withdrawn":
                yield _withdrawn(document, lines[document.id])
            continue
        if document.consent == "withdrawn":
            continue
        free = [p.relative_to(corpus).as_posix() for p in _files_beside(path)]
        names = [name for name in free if name not in registered]
        renamed = f"if it was renamed, write its new name here ({', '.join(names[:3])})" if names else ""
        hint = renamed or "put the file back, correct its name, or take the row out"
        problem = f"{document.id} is registered, but corpus/{document.file} is not there"
        yield Problem("document-gone", "error", problem, FILE, lines[document.id], hint)


def _files_beside(path: Path) -> list[Path]:
    """The sources in the folder where a file is, or should be."""
    there = sorted(path.parent.iterdir()) if path.parent.is_dir() else []
    return [p for p in there if p.is_file() and not p.name.startswith(".") and p.stem.casefold() != "readme"]


def _without_texts(corpus: Path, expected: Sequence[str]) -> Problem:
    """One problem for a study that came without its corpus, as those do whose texts belong to somebody else."""
    folders = ", ".join(dict.fromkeys(f"corpus/{PurePosixPath(file).parent}/" for file in expected))
    said = "; README.md says where they come from" if (corpus.parent / "README.md").is_file() else ""
    problem = f"none of the {len(expected)} registered sources is there: this study came without its texts"
    hint = f"put them into {folders} under the names in documents.csv{said}"
    return Problem("document-gone", "error", problem, FILE, None, hint)


def _withdrawn(document: Document, line: int) -> Problem:
    return Problem(
        "withdrawn",
        "note",
        f"{document.id} is withdrawn: it counts nowhere, but corpus/{document.file} is still here",
        FILE,
        line,
        f"to delete it: that file, codings/*/{document.id}.jsonl, its text in codings/texts/ and all of .collabstudy/; "
        "its row may stay",
    )
