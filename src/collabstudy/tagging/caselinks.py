"""Which passages speak of which case, and how that is known.

| how | the passage |
|---|---|
| `document` | is a turn of an interview with that case (or of any document that has a case) |
| `named` | names the case; in an interview only cases other than its own |
| `heading` | stands under a heading that names the case, such as the title of a box |
| `speaker` | has the words of somebody of the case: by attribution, label or role, or a person introduced with it |

How people are introduced is told in `people`. What follows a passage that ends in a colon (one
passage, or a list) belongs to its people too.
A passage may be tied to several cases, and to one in several ways; each is a link of its own. In an interview, what is
said of other places is linked as `named`, so that a place can be followed through all sources; comparisons count an
interview's codings for its own case only.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from hashlib import sha256

from collabstudy.model.cache import Cache
from collabstudy.model.case import CaseLink, How
from collabstudy.model.consent import may_count
from collabstudy.model.document import Document, Transcript, Turn
from collabstudy.model.study import Study
from collabstudy.tagging.languages import language_of
from collabstudy.tagging.names import Names, plain
from collabstudy.tagging.people import Person, introduced, names_of, runs, spoken_of

SHELF = "caselinks"
VERSION = "1"  # raise it when the same texts and cases may give other links than before


def caselinks(
    study: Study, *, cache: Cache | None = None, name: Callable[[Document], str] | None = None
) -> tuple[CaseLink, ...]:
    """All links of a study, by document, turn, case and way; withdrawn documents have none.

    With a `cache`, only new and changed documents are looked at, unless the names of the cases have changed. `name`, if
    given, tells a document's source by its content without reading its turns.

    Raises SourceError when a source is gone or cannot be read.
    """
    kept = _kept(cache)
    finders: dict[str, Names] = {}
    found: dict[str, list[_Link]] = {}
    links: list[CaseLink] = []
    for document in filter(may_count, study.documents):
        key = _key(study, document, name)
        if key in kept:
            found[key] = kept[key]
        else:
            language = language_of(document, study)
            finder = finders.setdefault(language, Names(study.cases, language))
            found[key] = sorted(set(_of_document(document, study.transcript(document.id), finder, language)))
        links += [CaseLink(document.id, turn, case, how) for turn, case, how in found[key]]
    if cache is not None and found != kept:
        cache.put(SHELF, SHELF, json.dumps(found).encode())
    return tuple(links)


_Link = tuple[int, str, How]


def _of_document(document: Document, transcript: Transcript, names: Names, language: str) -> Iterator[_Link]:
    own = document.case
    if own is not None:
        yield from ((turn.number, own, "document") for turn in transcript.turns)
    if not names.may_be_in(f"{transcript.text} {' '.join(document.speakers.values())}"):
        return
    passages = _Passages(transcript, names, language)
    found = list(passages.named())
    if own is None or document.kind != "interview":
        found += [*passages.under_headings(), *passages.by_speakers()]
    yield from (link for link in found if link[1] != own)


class _Passages:
    """The turns of one document, in plain spelling, with the names of cases in them."""

    def __init__(self, transcript: Transcript, names: Names, language: str) -> None:
        self.turns = transcript.turns
        self.names = names
        self.language = language
        self.texts = [plain(_in_cells(transcript.said(turn), turn)) for turn in transcript.turns]
        self.mentions = names.in_texts(self.texts)

    def named(self) -> Iterator[_Link]:
        """Passages that name a case."""
        for turn, mentions in zip(self.turns, self.mentions, strict=True):
            yield from ((turn.number, case, "named") for mention in mentions for case in mention.cases)

    def under_headings(self) -> Iterator[_Link]:
        """Passages below a heading that names a case."""
        headings = list(dict.fromkeys(heading for turn in self.turns for heading in turn.heading))
        found = dict(zip(headings, self.names.in_texts(map(plain, headings)), strict=True))
        for turn in self.turns:
            cases = (case for heading in turn.heading for mention in found[heading] for case in mention.cases)
            yield from ((turn.number, case, "heading") for case in cases)

    def by_speakers(self) -> Iterator[_Link]:
        """Passages with the words of people who speak for a case."""
        labels = [_label(turn) for turn in self.turns]
        everybody = [run for text in self.texts for run in runs(text, self.language)]
        people: dict[Person, None] = {}
        called: dict[str, tuple[str, ...]] = {}
        announced: set[str] = set()
        at_list = False
        columns = zip(self.turns, self.texts, self.mentions, labels, self.names.in_texts(labels), strict=True)
        for turn, text, mentions, label, in_label in columns:
            if turn.kind in ("heading", "table"):
                announced = set()
                continue
            if new := dict.fromkeys(introduced(text, mentions, self.language)):
                people |= new
                called = names_of(people, everybody)
            cases = {case for mention in in_label for case in mention.cases}
            cases |= spoken_of(f"{label} . {text}", called, self.language)
            listed = turn.kind == "list"
            if at_list and not listed:
                announced = set()
            yield from ((turn.number, case, "speaker") for case in cases | announced)
            if text.endswith(":") or not listed:
                announced = cases if text.endswith(":") else set()
            at_list = listed


def _in_cells(said: str, turn: Turn) -> str:
    """What a turn says, the rows of a table apart as its cells are."""
    return said.replace("\n", "\t") if turn.kind == "table" else said


def _label(turn: Turn) -> str:
    """Who speaks, and as what; for a quotation its attribution."""
    return plain(", ".join(part for part in (turn.speaker, turn.role) if part))


def _kept(cache: Cache | None) -> dict[str, list[_Link]]:
    try:
        kept = json.loads((cache.get(SHELF, SHELF) if cache else None) or b"{}")
        return {key: [(turn, case, how) for turn, case, how in links] for key, links in kept.items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def _key(study: Study, document: Document, name: Callable[[Document], str] | None) -> str:
    """A name for all that decides the links of a document."""
    cases = [(case.id, case.name, case.aliases) for case in study.cases]
    about = (document.id, document.kind, document.case, language_of(document, study))
    if name is not None:
        seen: tuple[object, ...] = (name(document), *sorted(document.speakers.items()))
    else:
        transcript = study.transcript(document.id)
        turns = [(t.number, t.kind, t.start, t.end, t.speaker, t.role, t.heading, t.gaps) for t in transcript.turns]
        seen = (transcript.hash, turns)
    return sha256(repr((VERSION, cases, about, seen)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
