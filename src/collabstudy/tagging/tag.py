"""Apply the codebook's terms to what was said, where that has not been done before."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256

from collabstudy.model.cache import Cache
from collabstudy.model.codebook import Code, Codebook
from collabstudy.model.consent import may_count
from collabstudy.model.document import Document, Transcript
from collabstudy.model.provenance import MadeBy
from collabstudy.model.study import Study
from collabstudy.tagging import corpus as reading
from collabstudy.tagging.corpus import Corpus, Readable
from collabstudy.tagging.kept import Kept, empty, in_order, joined, renumbered
from collabstudy.tagging.languages import language_of
from collabstudy.tagging.match import Hits, find
from collabstudy.tagging.packs import Packs
from collabstudy.tagging.tags import Tags, Work

__all__ = ["Tags", "Work", "tag"]

ENGINE = "1"  # raise it when the same texts and terms may give other hits than before


def tag(
    study: Study,
    *,
    codebook: Codebook | None = None,
    documents: Sequence[str] | None = None,
    cache: Cache | None = None,
    name: Callable[[Document], str] | None = None,
) -> Tags:
    """Find every code's terms in every document (or those named), in the codebook's scope.

    Documents whose consent was withdrawn are left out. With a `cache`, only what has changed is read and searched:
    new and changed documents for all codes, the others for codes whose terms have changed. `name`, if given, tells
    a document's source by its content without reading its turns; otherwise the transcript itself is looked at.

    Raises:
        CodebookError: a term that cannot be understood, with file and line.
        SourceError: a source that is gone or cannot be read.
    """
    book = codebook or study.codebook
    codes = tuple(code for code in book if code.terms)
    asked = study.documents if documents is None else tuple(map(study.document, documents))
    chosen = tuple(dict.fromkeys(document.id for document in asked if may_count(document)))
    job = _Job(study, chosen, codes, name)
    hits, work = job.run(Kept(cache, book.name), Packs(cache), whole=documents is None)
    made_by = MadeBy("tag", {"codebook": book.name, "coder": "rules"}, {"codebook": book.hash})
    return Tags(study, book, chosen, tuple(code.id for code in codes), hits, work, made_by)


class _Job:
    """Some codes to be found in some documents."""

    def __init__(
        self, study: Study, documents: tuple[str, ...], codes: tuple[Code, ...], name: Callable[[Document], str] | None
    ) -> None:
        self.study = study
        self.codes = codes
        self.code_keys = [_code_key(code) for code in codes]
        self.document_of = {self._key(study.document(document), name): document for document in documents}
        self.keys = list(self.document_of)

    def run(self, kept: Kept, packs: Packs, *, whole: bool) -> tuple[Hits, Work]:
        """All hits, found before or now."""
        missing = kept.missing(self.keys, self.code_keys)
        parts, read = [kept.hits(self.keys, self.code_keys)], 0
        for language, keys in self._by_language(missing).items():
            corpora = packs.having(keys, language)
            known = {key for corpus in corpora for key in corpus.keys}
            if new := [key for key in keys if key not in known]:
                fresh = reading.read(map(self.readable, new), language)
                packs.add(fresh, self.keys)
                corpora.append(fresh)
                read += len(new)
            parts += [self._search(corpus, missing) for corpus in corpora]
        hits = in_order(joined(parts))
        kept.keep(hits, self.keys, self.code_keys, fresh=missing.keys(), whole=whole)
        return hits, Work(read, len(missing), sum(map(len, missing.values())))

    def readable(self, key: str) -> Readable:
        """What the tagger sees of a document; nothing of an earlier version of one, which its batch still holds."""
        if key not in self.document_of:
            return Readable(key, "", "", ())
        document = self.study.document(self.document_of[key])
        transcript = self.study.transcript(document.id)
        return Readable(key, document.kind, transcript.text, transcript.turns)

    def _search(self, corpus: Corpus, missing: dict[str, tuple[int, ...]]) -> Hits:
        """The missing hits of the documents of a corpus, with indices of this job."""
        place = {key: index for index, key in enumerate(self.keys)}
        parts = [empty()]
        for wanted in sorted({missing[key] for key in corpus.keys if key in missing}):
            those = {key for key in corpus.keys if missing.get(key) == wanted}
            part = reading.having(corpus, those)
            hits = find([self.codes[i] for i in wanted], part, self.readable)
            parts.append(renumbered(hits, [place[key] if key in those else -1 for key in part.keys], wanted))
        return joined(parts)

    def _by_language(self, keys: Iterable[str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key in keys:
            found.setdefault(language_of(self.study.document(self.document_of[key]), self.study), []).append(key)
        return found

    def _key(self, document: Document, name: Callable[[Document], str] | None) -> str:
        """A name for all that decides what is found in a document, but for the codes."""
        if name is not None:
            seen = [name(document), *(f"{label}={role}" for label, role in sorted(document.speakers.items()))]
        else:
            seen = list(_seen(self.study.transcript(document.id)))
        return _hash(ENGINE, document.id, document.kind, language_of(document, self.study), *seen)


def _seen(transcript: Transcript) -> Iterator[str]:
    """What of a transcript decides what is found in it."""
    turns = transcript.turns
    yield transcript.hash
    for numbers in ([turn.number for turn in turns], [turn.start for turn in turns], [turn.end for turn in turns]):
        yield array("q", numbers).tobytes().decode("latin-1")
    yield "\x1e".join([turn.role or "" for turn in turns])
    yield " ".join([turn.kind for turn in turns])
    yield repr([turn.gaps for turn in turns if turn.gaps])


def _code_key(code: Code) -> str:
    """A name for all of a code that decides where it is found."""
    terms = (*code.terms, *code.not_terms)
    lemmas = _dictionary() if any("lemma:" in term.lower() for term in terms) else ""
    scope = (code.scope.roles, code.scope.kinds)
    return _hash(ENGINE, json.dumps([code.terms, code.not_terms, scope]), lemmas)


def _dictionary() -> str:
    """The version of the dictionary of lemmas."""
    from importlib.metadata import version

    return version("simplemma")


def _hash(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
