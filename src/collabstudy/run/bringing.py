"""Codings that were made elsewhere, brought into the study by the words they lie on."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from collabstudy.coding import acts
from collabstudy.coding.placing import Page, Stretch, Wanted, placed
from collabstudy.errors import StudyError
from collabstudy.io.codings_in import Row, read_codings
from collabstudy.model.document import Transcript
from collabstudy.model.log import ASKED, Event, Folded
from collabstudy.model.span import text_hash
from collabstudy.model.study import Study
from collabstudy.run.rows_meant import LeftOut, Meant, Sum, codes_of, documents_of
from collabstudy.run.standing import standing
from collabstudy.run.writing import writing

_MACHINES = ("rules", "suggestion", "topic")
_ID = re.compile(r"[\w.:-]{1,80}")


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What bringing in came to: ids of new codings, what was there already or was taken away since, and the rest.

    `machines` are rows by rules or suggestions, which are nobody's codings. `new_codes` are the names of codes that
    were written into the codebook (or would be). With `dry` nothing was written.
    """

    added: tuple[str, ...] = ()
    there: int = 0
    removed: int = 0
    machines: int = 0
    left_out: tuple[LeftOut, ...] = ()
    new_codes: tuple[str, ...] = ()
    dry: bool = False

    def sentences(self) -> list[str]:
        """For people; the last lines name the rows that were left out."""
        total = len(self.added) + self.there + self.removed + len(self.left_out)
        told = [f"{len(self.added)} brought in"]
        told += [f"{self.there} there already"] if self.there else []
        told += [f"{self.removed} taken away since"] if self.removed else []
        told += [f"{len(self.left_out)} not brought in"] if self.left_out else []
        said = [f"{total} coding{'' if total == 1 else 's'}: {', '.join(told)}"]
        said += [f"new codes: {', '.join(self.new_codes)}"] if self.new_codes else []
        said += [f"{self.machines} by rules or suggestions were passed by"] if self.machines else []
        said += ["nothing was written"] if self.dry else []
        return said + [f"row {one.line}: {one.why}" for one in self.left_out]


@dataclass(frozen=True, slots=True)
class _Coded:
    """One code of a row."""

    row: Row
    code: str


def bring_in(
    study: Study,
    path: Path | str,
    *,
    coder: str | None = None,
    document: str | None = None,
    new_codes: bool = False,
    dry_run: bool = False,
) -> BroughtIn:
    """Bring in a spreadsheet of codings; each is placed by its words, or left out with the reason.

    Args:
        study: the study; it sees what was written.
        path: CSV or xlsx, as `read_codings` reads it.
        coder: whose codings they are; where not given, the file has to say.
        document: where all the words stand, for a file that does not say.
        new_codes: write codes that are not there yet into the codebook, instead of leaving their rows out.
        dry_run: write nothing, only tell.

    The same file twice adds nothing the second time, also when a coding of it was removed or recoded in between.

    Raises:
        SourceError: the file cannot be read, or the text of a document.
        StudyError: nobody says who coded, or several people did although one is named.
        LogError: a log cannot be written.
    """
    rows = read_codings(path)
    own = [row for row in rows if row.origin.casefold() not in _MACHINES]
    result = Sum()
    named = documents_of(study, _coders(own, coder, Path(path)), document, result)
    coded, new = codes_of(study, named, new_codes=new_codes, dry_run=dry_run, result=result)
    owners = {c.id: (c.coder, c.document) for c in (*study.folded.codings, *study.folded.removed, *study.folded.asked)}
    for (one, who), part in _by_log(coded).items():
        _Log(study, one, who, owners, result).bring(part, dry_run=dry_run)
    left = tuple(sorted(result.left_out, key=lambda one: one.line))
    machines = len(rows) - len(own)
    return BroughtIn(tuple(result.added), result.there, result.removed, machines, left, new, dry_run)


def _coders(rows: Sequence[Row], coder: str | None, path: Path) -> list[Row]:
    """The rows with the name of who coded in each."""
    told = sorted({row.coder for row in rows if row.coder})
    if coder is not None:
        if len(told) > 1:
            hint = f"leave the name away, then each has their own ({', '.join(told)}); or bring in a file for each"
            raise StudyError(f"several people have coded here, not {coder} alone", hint=hint, file=path)
        return [replace(row, coder=coder) for row in rows]
    if nobody := [row.line for row in rows if not row.coder]:
        hint = "say it with --coder, or in a column `coder`"
        raise StudyError("who has coded here?", hint=hint, file=path, line=nobody[0])
    return list(rows)


def _by_log(rows: Iterable[Meant]) -> dict[tuple[str, str], list[Meant]]:
    found: dict[tuple[str, str], list[Meant]] = defaultdict(list)
    for one in rows:
        found[one.document, one.coder].append(one)
    return found


@dataclass(frozen=True, slots=True)
class _Log:
    """One coder's log of one document, into which rows are brought."""

    study: Study
    document: str
    coder: str
    owners: dict[str, tuple[str, str]]
    result: Sum

    def bring(self, rows: list[Meant], *, dry_run: bool) -> None:
        """Write what is new in these rows, or only tell it."""
        if dry_run:
            self.new(rows, self.study.folded)
            return
        with writing(self.study, self.coder, self.document) as book:
            events = self.new(rows, standing(self.study, self.document, book.events))
            if events:
                book.append(events, text=self.study.transcript(self.document).text)

    def new(self, rows: list[Meant], folded: Folded) -> list[Event]:
        """The events for what is not in the log yet; what cannot be placed goes to the result."""
        known = [c for c in (*folded.codings, *folded.asked) if (c.document, c.coder) == (self.document, self.coder)]
        ids = {coding.id for coding in known}
        spans = {(coding.code, coding.start, coding.end) for coding in known}
        gone = {coding.id for coding in folded.removed}
        events: list[Event] = []
        for one, coding, place in self.placed(rows):
            if coding in gone:
                self.result.removed += 1
            elif coding in ids:
                self.result.there += 1
            elif isinstance(place, str):
                self.result.leave_out(one.row.line, f"{self.document}: {place}")
            elif (one.code, *place) in spans:
                self.result.there += 1
            else:
                spans.add((one.code, *place))
                ids.add(coding)
                self.result.added.append(coding)
                if one.code in self.study.codebook or one.code.startswith(ASKED):  # a dry run makes no codes
                    events.append(self.event(one, coding, place))
        return events

    def placed(self, rows: list[Meant]) -> list[tuple[_Coded, str, Stretch | str]]:
        """Each code of each row with the id of its coding and the place of its words."""
        transcript = self.study.transcript(self.document)
        single = [_Coded(one.row, code) for one in _once(rows) for code in one.codes]
        wanted = [Wanted(c.row.quote, c.code, c.row.start, c.row.end, c.row.turn, c.row.hash) for c in single]
        found = [_trimmed(transcript, place) for place in placed(Page(transcript), wanted)]
        return list(zip(single, self.ids(single), found, strict=True))

    def ids(self, rows: Iterable[_Coded]) -> list[str]:
        """The id of each row's coding: its own, if nobody else has it, else one it has again next time."""
        seen: Counter[str] = Counter()
        names: list[str] = []
        for one in rows:
            words = " ".join(one.row.quote.split())
            told = (self.coder, self.document, one.code, words, str(one.row.start), str(one.row.turn))
            content = "\x1f".join(told)
            seen[content] += 1
            own = one.row.coding
            free = _ID.fullmatch(own) and own not in names
            log = (self.coder, self.document)
            mine = bool(free) and self.owners.setdefault(own, log) == log  # others may number theirs in each document
            names.append(own if mine else f"c-{text_hash(f'{content}{seen[content]}')}")
        return names

    def event(self, one: _Coded, coding: str, place: Stretch) -> Event:
        """The line that adds a coding, at the time at which it was made where that is known."""
        transcript = self.study.transcript(self.document)
        made = acts.added(
            transcript, self.study.codebook, document=self.document, coder=self.coder, code=one.code,
            start=place[0], end=place[1], memo=one.row.memo, event=coding,
        )  # fmt: skip
        return replace(made, id=f"e-{text_hash(coding)}", time=one.row.created)


def _trimmed(transcript: Transcript, place: Stretch | str) -> Stretch | str:
    """A place without white space at its ends."""
    if isinstance(place, str):
        return place
    told = acts.place(transcript, *place)
    return told["start"], told["end"]


def _once(rows: Iterable[Meant]) -> list[Meant]:
    """Rows of one coding, which has a row for each case in the table `segments`, as one."""
    found: dict[object, Meant] = {}
    for one in rows:
        row = one.row
        words = (row.coding, one.codes, row.quote, row.start, row.end, row.turn)
        found.setdefault(words if row.coding else row.line, one)
    return list(found.values())
