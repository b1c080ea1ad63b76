"""What is compared in a study: which coders and documents, which text, and what of it each coder gave which code."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Literal, get_args

from collabstudy.agreement.spans import shared
from collabstudy.errors import StudyError
from collabstudy.model.coding import UNCOUNTED, Coding, Status
from collabstudy.model.consensus import CONSENSUS
from collabstudy.model.consent import is_interviewer, may_count
from collabstudy.model.document import Document, Transcript, Turn
from collabstudy.model.span import Stretch, joined
from collabstudy.model.study import Study

Text = Literal["answers", "all"]
TEXTS: tuple[Text, ...] = get_args(Text)
_MACHINES = ("rules", "suggest:", "topics:")
_OUTSIDE: dict[Text, str] = {
    "answers": "on the interviewer's words or outside all turns",
    "all": "outside all turns",
}


@dataclass(frozen=True)
class Read:
    """One document: the text that is compared, and the stretches of it that each coder gave each code.

    `parts` are turns without their gaps, each with the turn it is of.
    """

    document: Document
    transcript: Transcript
    parts: tuple[tuple[Turn, Stretch], ...]
    given: Mapping[str, Mapping[str, tuple[Stretch, ...]]]

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """The turns that are compared."""
        return tuple({turn.number: turn for turn, _ in self.parts}.values())

    @cached_property
    def length(self) -> int:
        """How many characters are compared."""
        return sum(end - start for _, (start, end) in self.parts)

    def place(self, position: int) -> int:
        """How many of the characters that are compared stand before a position."""
        number = bisect_right(self._starts, position) - 1
        if number < 0:
            return 0
        start, end = self.parts[number][1]
        return self._before[number] + min(position, end) - start

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(start for _, (start, _) in self.parts)

    @cached_property
    def _before(self) -> tuple[int, ...]:
        sizes = [end - start for _, (start, end) in self.parts]
        return tuple(accumulate(sizes, initial=0))[:-1]


@dataclass(frozen=True)
class Compared:
    """All of it: `reads` in the order of documents.csv, codes in that of the codebook.

    `left_out` counts the codings that have no place (any more), by why. `waiting` has the documents that some of the
    coders have marked as done, with those who have not. `remarks` say what a person should look at before believing the
    numbers.
    """

    coders: tuple[str, ...]
    codes: tuple[str, ...]
    shown: tuple[str, ...]
    reads: tuple[Read, ...]
    left_out: Mapping[str, int]
    waiting: Mapping[str, tuple[str, ...]]
    remarks: tuple[str, ...]
    reason: str


def compared(
    study: Study,
    coders: Sequence[str] | None,
    codes: Sequence[str] | None,
    documents: Collection[str] | None,
    level: str,
    text: Text,
) -> Compared:
    """Find out what is to be compared.

    Raises:
        StudyError: no such coder, code or document.
        SourceError: a document that is compared cannot be read.
    """
    done = _done(study)
    who = _coders(study, coders, done)
    wanted = {document: done[document] for document in _documents(study, documents) if document in done}
    both = [document for document, marked in wanted.items() if len(who) > 1 and set(who) <= marked]
    waiting = {
        document: tuple(coder for coder in who if coder not in marked)
        for document, marked in wanted.items()
        if len(who) > 1 and document not in both and marked & set(who)
    }
    left_out: Counter[str] = Counter()
    own = _codings(study, who, both, left_out)
    reads = tuple(_read(study, document, own.get(document, ()), level, text, left_out) for document in both)
    used = {code for read in reads for by_code in read.given.values() for code in by_code}
    known = [code.id for code in study.codebook if code.id in used or code.id in (codes or ())]
    return Compared(
        coders=who,
        codes=tuple(known),
        shown=tuple(known) if codes is None else _shown(study, codes, level),
        reads=reads,
        left_out=dict(sorted(left_out.items())),
        waiting=waiting,
        remarks=(*_unsettled(own), *_earlier(study, who, both)),
        reason="" if both else _reason(who, wanted, done),
    )


def _done(study: Study) -> dict[str, set[str]]:
    """Who has marked which document as done, in the order of documents.csv; withdrawn ones are nobody's."""
    found: dict[str, set[str]] = {document.id: set() for document in study.documents if may_count(document)}
    for mark in study.folded.done:
        if mark.document in found:
            found[mark.document].add(mark.coder)
    return {document: coders for document, coders in found.items() if coders}


def _coders(study: Study, asked: Sequence[str] | None, done: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    marking = {coder for coders in done.values() for coder in coders}
    if asked is None:
        people = {coder for coder in marking if not coder.startswith(_MACHINES)} - {CONSENSUS}
        order = (*study.settings.coders, *sorted(people))
        return tuple(coder for coder in dict.fromkeys(order) if coder in people)
    known = marking | {coding.coder for coding in study.codings} | set(study.settings.coders)
    for coder in asked:
        if coder not in known:
            raise StudyError(f"no coder {coder}", hint=f"coders: {', '.join(sorted(known)) or 'none yet'}")
    return tuple(dict.fromkeys(asked))


def _documents(study: Study, asked: Collection[str] | None) -> list[str]:
    if asked is None:
        return [document.id for document in study.documents]
    for document in asked:
        study.document(document)
    return [document.id for document in study.documents if document.id in asked]


def _shown(study: Study, asked: Sequence[str], level: str) -> tuple[str, ...]:
    for code in asked:
        if code not in study.codebook:
            known = ", ".join(one.id for one in study.codebook)
            raise StudyError(f"no code {code}", hint=f"codes: {known}")
        if level == "branch" and study.codebook.branch(code).id != code:
            raise StudyError(f"{code} is no branch", hint=f"its branch is {study.codebook.branch(code).id}")
    return tuple(dict.fromkeys(asked))


def _reason(who: Sequence[str], wanted: Mapping[str, Collection[str]], done: Mapping[str, Collection[str]]) -> str:
    """Why there is nothing to compare."""
    marking = sorted({coder for coders in done.values() for coder in coders})
    if len(who) < 2 and set(marking) - set(who):
        alone = f"only {who[0]} was" if who else "no coder was"
        return f"{alone} asked for: it takes two ({', '.join(marking)} have marked documents as done)"
    if len(who) < 2:
        alone = f"only {who[0]} has" if who else "nobody has"
        return f"{alone} marked documents as done: it takes two"
    each = ", ".join(f"{coder} {sum(coder in marked for marked in wanted.values())}" for coder in who)
    return f"no document was marked as done by all of {' and '.join(who)} (marked by {each})"


def _codings(
    study: Study, who: Collection[str], documents: Collection[str], left_out: Counter[str]
) -> dict[str, list[Coding]]:
    """The codings of these coders in these documents that have a place and a code."""
    found: dict[str, list[Coding]] = defaultdict(list)
    for coding in study.codings:
        if coding.coder not in who or coding.document not in documents:
            continue
        if coding.status in UNCOUNTED:
            left_out[coding.status] += 1
        elif coding.code not in study.codebook:
            left_out["code gone"] += 1
        else:
            found[coding.document].append(coding)
    return found


def _unsettled(own: Mapping[str, Sequence[Coding]]) -> list[str]:
    """How many codings are compared although a person should look at them again."""
    found = Counter(coding.status for codings in own.values() for coding in codings)
    told: dict[Status, str] = {
        "review": "are to be reviewed",
        "stale": "were made under an earlier definition of their code",
    }
    return [f"{found[status]} of the codings {what}" for status, what in told.items() if found[status]]


def _earlier(study: Study, who: Collection[str], documents: Collection[str]) -> list[str]:
    """Which marks were made on a text that has changed since."""
    return [
        f"{mark.document} has changed since {mark.coder} marked it as done"
        for mark in sorted(study.folded.done, key=lambda mark: (mark.document, mark.coder))
        if mark.coder in who
        and mark.document in documents
        and mark.text not in ("", study.transcript(mark.document).hash)
    ]


def _read(
    study: Study, document: str, codings: Sequence[Coding], level: str, text: Text, left_out: Counter[str]
) -> Read:
    transcript = study.transcript(document)
    parts = tuple(_parts(transcript, text))
    places = [part for _, part in parts]
    given: dict[str, dict[str, list[Stretch]]] = defaultdict(lambda: defaultdict(list))
    for coding in codings:
        inside = any(True for _ in shared([(coding.start, coding.end)], places))
        if not inside:
            left_out[_OUTSIDE[text]] += 1
            continue
        code = study.codebook.branch(coding.code).id if level == "branch" else coding.code
        given[coding.coder][code].append((coding.start, coding.end))
    whole = {c: {code: tuple(joined(own)) for code, own in by_code.items()} for c, by_code in given.items()}
    return Read(study.document(document), transcript, parts, whole)


def _parts(transcript: Transcript, text: Text) -> list[tuple[Turn, Stretch]]:
    """The stretches of turns that somebody said, gaps left out."""
    found = []
    for turn in transcript.turns:
        if text == "answers" and is_interviewer(turn):
            continue
        at = turn.start
        for start, end in sorted(turn.gaps):
            if at < start:
                found.append((turn, (at, start)))
            at = max(at, end)
        if at < turn.end:
            found.append((turn, (at, turn.end)))
    return found
