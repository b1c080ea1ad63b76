"""The codebook's terms in a spaCy pipeline: `nlp.add_pipe("collabstudy_codebook", config={"codebook": …})`.

Works on any pipeline, a blank one too, with the engine of `collabstudy tag`: `doc.spans["codings"]` holds a span for
each coding; its label is the id of the code, its `id_` the term that found it. A span covers all tokens that the
coding touches, because spaCy counts in tokens. The whole text is one turn of a speaker without a role.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from collabstudy import plugins
from collabstudy.errors import CodebookError
from collabstudy.model.codebook import Code, Codebook, Scope
from collabstudy.tagging.texts import tag_texts

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

FACTORY = "collabstudy_codebook"
SPANS = "codings"


class CodebookTagger:
    """Puts the codings of a codebook into `doc.spans`."""

    def __init__(self, source: object, language: str, spans_key: str = SPANS) -> None:
        self.language = language
        self.spans_key = spans_key
        self._source = source
        self._codebook: Codebook | None = None
        if not isinstance(source, str) or Path(source).is_file():
            self._codebook = codebook_of(source)

    @property
    def codebook(self) -> Codebook:
        """The codes. Raises CodebookError when the file that was named is not there.

        A pipeline saved with this component brings its codes along; so it is only now that a missing file matters.
        """
        if self._codebook is None:
            self._codebook = codebook_of(self._source)
        return self._codebook

    def __call__(self, doc: Doc) -> Doc:
        """Tag one document."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        """Tag documents, many at a time."""
        waiting: list[Doc] = []
        for doc in docs:
            waiting.append(doc)
            if len(waiting) == batch_size:
                yield from self._tag(waiting)
                waiting = []
        yield from self._tag(waiting)

    def _tag(self, docs: list[Doc]) -> Iterator[Doc]:
        codes = [code for code in self.codebook if code.terms]
        hits = tag_texts(codes, [doc.text for doc in docs], self.language)
        found: list[list[tuple[int, int, int, int]]] = [[] for _ in docs]
        columns = (column.tolist() for column in (hits.document, hits.code, hits.start, hits.end, hits.term))
        for document, code, start, end, term in zip(*columns, strict=True):
            found[document].append((code, start, end, term))
        for doc, places in zip(docs, found, strict=True):
            doc.spans[self.spans_key] = [
                span for code, start, end, term in places if (span := _span(doc, start, end, codes[code], term))
            ]
            yield doc

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The codebook, so that a saved pipeline needs no other file."""
        told = {"name": self.codebook.name, "codes": [asdict(code) for code in self.codebook]}
        return json.dumps({"codebook": told, "language": self.language, "spans_key": self.spans_key}).encode()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> CodebookTagger:
        """What `to_bytes` gave."""
        told = json.loads(data)
        self._codebook, self.language = codebook_of(told["codebook"]), told["language"]
        self.spans_key = told["spans_key"]
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the codebook into a saved pipeline."""
        Path(path).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> CodebookTagger:
        """Read it again."""
        return self.from_bytes(Path(path).read_bytes())


def _span(doc: Doc, start: int, end: int, code: Code, term: int) -> Span | None:
    return doc.char_span(start, end, code.id, alignment_mode="expand", span_id=code.terms[term])


def make(nlp: Language, name: str, codebook: Any, spans_key: str) -> CodebookTagger:
    """The component; `codebook` is the path of a codebook, or one as a dictionary (see `codebook_of`)."""
    return CodebookTagger(codebook, nlp.lang or "en", spans_key)


def __getattr__(name: str) -> Any:
    """`factory`, which spaCy asks for because pyproject.toml names it under `spacy_factories`.

    Registered when it is asked for, so that importing this module does not import spaCy.
    """
    if name != "factory":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from spacy.language import Language

    return Language.factory(FACTORY, default_config={"codebook": None, "spans_key": SPANS}, func=make)


def codebook_of(source: object) -> Codebook:
    """A codebook from a path, from `{"codes": [{"id": …, "terms": […], "not": […]}]}`, or from `{code: [terms]}`.

    Raises CodebookError when it is none of these, or the file is missing or malformed.

    >>> [code.id for code in codebook_of({"trust": ["trust*"], "power": {"sharing": ["share* NEAR/5 power"]}})]
    ['trust', 'sharing']
    """
    if isinstance(source, Codebook):
        return source
    if isinstance(source, str | Path):
        book: Codebook = plugins.part("collabstudy.io", "codebooks").read_codebook(Path(source))
        return book
    if isinstance(source, Mapping) and "codes" in source:
        return Codebook(str(source.get("name", "")), tuple(_codes(source["codes"], None)))
    if isinstance(source, Mapping) and source:
        return Codebook("", tuple(_dictionary(source)))
    raise CodebookError(
        "the component needs a codebook",
        hint=f'nlp.add_pipe("{FACTORY}", config={{"codebook": "codebooks/book.yaml"}})',
    )


def _codes(found: Iterable[Mapping[str, Any]], parent: str | None) -> Iterator[Code]:
    for item in found:
        if "id" not in item:
            raise CodebookError("a code without an id", hint='each code is {"id": …, "terms": […]}')
        code, scope = str(item["id"]), item.get("scope") or {}
        excluded = tuple(item.get("not") or item.get("not_terms") or ())
        where = Scope(tuple(scope.get("roles", ())), tuple(scope.get("kinds", ())))
        above = item.get("parent") or parent
        terms = tuple(item.get("terms") or ())
        yield Code(code, str(item.get("name") or code), terms=terms, not_terms=excluded, scope=where, parent=above)
        yield from _codes(item.get("codes") or (), code)


def _dictionary(found: Mapping[str, Any]) -> Iterator[Code]:
    for name, value in found.items():
        if isinstance(value, Mapping):
            yield from _dictionary(value)
        elif isinstance(value, list | tuple) and all(isinstance(term, str) for term in value):
            yield Code(name, name, terms=tuple(value))
        else:
            raise CodebookError(
                f"`{name}` is neither codes nor a list of terms", hint='for example {"trust": ["trust*"]}'
            )
