"""The transcript of a registered document, from its source or from the cache."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from collabstudy.errors import SourceError
from collabstudy.io.packed import transcript_from_bytes, transcript_to_bytes
from collabstudy.io.source import Source
from collabstudy.model.cache import Cache
from collabstudy.model.document import Document, Transcript

SHELF = "transcripts"


def transcript(folder: Path, document: Document, cache: Cache) -> Transcript:
    """Read a document's source, or take what was made of the same bytes before.

    Raises SourceError when the source is gone or cannot be read.
    """
    source = _source(folder, document)
    key = _key(source)
    kept = cache.get(SHELF, key)
    if kept is not None:
        return transcript_from_bytes(kept)
    from collabstudy.io.sources import read

    made = read(source)
    cache.put(SHELF, key, transcript_to_bytes(made))
    return made


def source_name(folder: Path, document: Document) -> str:
    """A name for everything that decides how a source is read, told without reading its turns.

    Raises SourceError when the source is gone or cannot be opened.
    """
    return _key(_source(folder, document))


def _source(folder: Path, document: Document) -> Source:
    path = folder / "corpus" / document.file
    if path.is_file():
        return Source.open(path)
    raise SourceError(
        f"{document.id} is registered, but its file is not there",
        hint="put the file back, or correct corpus/documents.csv",
        file=f"corpus/{document.file}",
    )


def _key(source: Source) -> str:
    return sha256(f"{_readers()}\0{source.suffix}\0".encode() + source.data).hexdigest()


@lru_cache
def _readers() -> str:
    """A name for the modules that read: when one of them changes, the same bytes may give another transcript."""
    folder = Path(__file__).parent
    modules = sorted((*folder.glob("*.py"), *folder.glob("importers/*.py")))
    return sha256(b"".join(path.read_bytes() for path in modules)).hexdigest()
