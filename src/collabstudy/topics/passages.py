"""What is said in a study, in pieces of a size that can be about one thing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from hashlib import sha256
from typing import Literal, get_args
from unicodedata import normalize

from collabstudy.errors import StudyError
from collabstudy.model.consent import may_count
from collabstudy.model.document import DOCUMENT_KINDS, INTERVIEWER, Document, DocumentKind, Transcript, Turn
from collabstudy.model.pseudonyms import parts_of
from collabstudy.model.sentences import sentences
from collabstudy.model.span import Span
from collabstudy.model.study import Study
from collabstudy.topics.minilm import WINDOW, minilm
from collabstudy.topics.windows import windows

Unit = Literal["turn", "sentence"]
UNITS: tuple[Unit, ...] = get_args(Unit)
_NOT_SAID = ("heading", "table")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """The place of a piece of speech or prose: a turn, a sentence, or a part of a long one.

    It holds no words of the participant; `quotable` tells whether the document's consent lets others show them.
    """

    document: str
    start: int
    end: int
    turn: int
    words: int
    cases: tuple[str, ...] = ()
    language: str = "en"
    quotable: bool = True

    @property
    def span(self) -> Span:
        """Where it is said, in code points of the canonical text."""
        return Span(self.document, self.start, self.end)


@dataclass(frozen=True)
class Passages:
    """Passages in the order of document id and place, with their texts beside them.

    `left_out` counts what was not taken, by reason; `parted` the turns or sentences too long for the language model.
    `names` are words of the names of those who speak without wanting to be named; no topic may be named after them.
    """

    unit: Unit
    min_words: int
    kinds: tuple[DocumentKind, ...]
    passages: tuple[Passage, ...]
    texts: tuple[str, ...] = field(repr=False)
    left_out: Mapping[str, int] = field(default_factory=dict)
    parted: int = 0
    names: frozenset[str] = field(default=frozenset(), repr=False)

    def __len__(self) -> int:
        return len(self.passages)

    def __iter__(self) -> Iterator[Passage]:
        return iter(self.passages)

    @cached_property
    def hash(self) -> str:
        """The name of these passages: places and texts."""
        told = (f"{p.document}\x1f{p.start}\x1f{p.end}\x1f{p.language}\x1f{t}" for p, t in self.with_texts())
        return sha256("\x1e".join(told).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def with_texts(self) -> Iterator[tuple[Passage, str]]:
        """Each passage with its text; a text is for counting, showing it is for whoever keeps the consent."""
        return zip(self.passages, self.texts, strict=True)


def passages(
    study: Study, *, unit: Unit, min_words: int = 5, kinds: tuple[DocumentKind, ...] = DOCUMENT_KINDS
) -> Passages:
    """Cut what participants said, and what articles and notes say, into turns or sentences.

    Left out, and counted: the interviewer, headings, tables, whatever has fewer than `min_words` words, and withdrawn
    documents. Label and time stamps inside a turn are taken out of the text. What is longer than the language model's
    window (256 word pieces) is parted at a sentence end, so that nothing is cut off later.

    Raises StudyError for an unknown unit, SourceError when a source cannot be read.
    """
    if unit not in UNITS:
        raise StudyError(f"{unit} is no unit for topics", hint=f"use {' or '.join(UNITS)}")
    left_out: Counter[str] = Counter()
    cases = _cases(study)
    found: list[tuple[Passage, str]] = []
    parted = 0
    for document in _documents(study, kinds, left_out):
        transcript = study.transcript(document.id)
        for turn, text in _turns(transcript, left_out):
            tied = _tied(document, cases[document.id, turn.number])
            passage = partial(_passage, document, turn, tied, _language(study, document, transcript), text)
            for start, end in _long_enough(text, _units(text, unit), min_words, left_out):
                parts = windows(text[start:end], _fits)
                parted += len(parts) > 1
                found += [passage(start + part_start, start + part_end) for part_start, part_end in parts]
    return Passages(
        unit,
        min_words,
        tuple(kinds),
        tuple(passage for passage, _ in found),
        tuple(text for _, text in found),
        dict(sorted(left_out.items())),
        parted,
        frozenset(_names(study, kinds)),
    )


def _names(study: Study, kinds: tuple[DocumentKind, ...]) -> Iterator[str]:
    """Words, in small letters, of names.csv and of the labels of speakers in documents whose consent is not `named`."""
    for pseudonym in study.names:
        yield from (word.lower() for word in parts_of(pseudonym.name) if pseudonym.instead)
    for document in study.documents:
        if document.kind in kinds and may_count(document) and document.consent != "named":
            for label in study.transcript(document.id).speakers:
                yield from (word for word in label.lower().split() if len(word) > 1)


def _documents(study: Study, kinds: tuple[DocumentKind, ...], left_out: Counter[str]) -> Iterator[Document]:
    for document in sorted(study.documents, key=lambda document: document.id):
        if document.kind not in kinds:
            left_out[f"document of kind {document.kind}"] += 1
        elif document.consent == "withdrawn":
            left_out["withdrawn document"] += 1
        else:
            yield document


def _turns(transcript: Transcript, left_out: Counter[str]) -> Iterator[tuple[Turn, str]]:
    for turn in transcript.turns:
        if turn.role == INTERVIEWER:
            left_out[INTERVIEWER] += 1
        elif turn.kind in _NOT_SAID:
            left_out[turn.kind] += 1
        else:
            yield turn, _without_gaps(transcript, turn)


def _long_enough(
    text: str, units: tuple[tuple[int, int], ...], min_words: int, left_out: Counter[str]
) -> Iterator[tuple[int, int]]:
    for start, end in units:
        if _words(text[start:end]) >= min_words:
            yield start, end
        else:
            left_out[f"shorter than {min_words} words"] += 1


def _cases(study: Study) -> defaultdict[tuple[str, int], set[str]]:
    cases: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    for link in study.caselinks:
        cases[link.document, link.turn].add(link.case)
    return cases


def _tied(document: Document, linked: set[str]) -> tuple[str, ...]:
    return tuple(sorted(linked | ({document.case} if document.case else set())))


def _language(study: Study, document: Document, transcript: Transcript) -> str:
    return document.language or transcript.language or study.settings.language


def _without_gaps(transcript: Transcript, turn: Turn) -> str:
    """The turn with each gap blanked out, so that places stay where they are."""
    text = transcript.slice(turn)
    for gap_start, gap_end in turn.gaps:
        start, end = gap_start - turn.start, gap_end - turn.start
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _units(text: str, unit: Unit) -> tuple[tuple[int, int], ...]:
    if unit == "sentence":
        return sentences(text)
    whole = (len(text) - len(text.lstrip()), len(text.rstrip()))
    return (whole,) if whole[0] < whole[1] else ()


def _words(text: str) -> int:
    return len(_WORD.findall(text))


def _fits(text: str) -> bool:
    """A word piece has at least one character (decomposed, as the model reads), so short texts need not be counted."""
    return len(normalize("NFD", text).lower()) <= WINDOW - 2 or minilm().pieces(text) <= WINDOW


def _passage(
    document: Document, turn: Turn, cases: tuple[str, ...], language: str, text: str, start: int, end: int
) -> tuple[Passage, str]:
    said = " ".join(text[start:end].split())
    place = Passage(
        document=document.id,
        start=turn.start + start,
        end=turn.start + end,
        turn=turn.number,
        words=_words(said),
        cases=cases,
        language=language,
        quotable=document.consent != "no-quotes",
    )
    return place, said
