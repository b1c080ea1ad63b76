"""What is wrong with the coding logs of a study, by file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from collabstudy.io.kept import TEXTS, kept_text
from collabstudy.io.log import read_lines
from collabstudy.model.checks import Problem, Severity
from collabstudy.model.codebook import Codebook
from collabstudy.model.event import moment
from collabstudy.model.log import ASKED, Event, birth, coding_of, in_order, when
from collabstudy.model.span import text_hash

_AHEAD = timedelta(minutes=10)
"""Clocks of computers that are never set right are some minutes off; more is a mistake."""
_BY_HAND = "take the line back as it was from git"
_CLOCK = "set the clock of that computer; nothing is lost, but of two changes to one coding the later one counts"
Line = tuple[str, int, Event]


def log_problems(folder: Path, book: Codebook, text_of: Callable[[str], str | None]) -> list[Problem]:
    """All that is wrong with the logs and the kept texts; nothing is rewritten.

    `text_of` gives the present text of a document, or None: it stands in for a kept text that is missing.

    A line that is earlier than the one before it is nothing wrong: git puts the lines of two branches one after the
    other. What no merge can make is an event before the one on which it rests, or one in the future.
    """
    problems: list[Problem] = []
    lines = list(read_lines(folder, problems))
    problems += _spans(lines, _Texts(folder, text_of))
    problems += _clocks(lines)
    problems += _codings(lines, book)
    problems += _kept(folder)
    return problems


def standing_in(folder: Path) -> dict[str, tuple[str, int]]:
    """The file and the line that say what a coding's code is now, by the id of the coding."""
    found: dict[str, tuple[str, str, int]] = {}
    for file, number, event in read_lines(folder, []):
        if event.do in ("add", "accept", "recode"):
            coding = str(event.details["coding"])
            if coding not in found or found[coding][0] < when(event):
                found[coding] = (when(event), file, number)
    return {coding: (file, number) for coding, (_, file, number) in found.items()}


@dataclass
class _Texts:
    """The texts that were coded, by name; each is read once."""

    folder: Path
    text_of: Callable[[str], str | None]
    found: dict[str, str | None] = field(default_factory=dict)

    def named(self, name: str, document: str) -> str | None:
        if name not in self.found:
            self.found[name] = kept_text(self.folder, name)
        if self.found[name] is None:
            today = self.text_of(document)
            if today is not None and text_hash(today) == name:
                self.found[name] = today
        return self.found[name]


def _spans(lines: Iterable[Line], texts: _Texts) -> Iterator[Problem]:
    missing = set()
    for file, number, event in lines:
        details = event.details
        name = details.get("text", "")
        if event.do == "done" or not name or "start" not in details:
            continue
        text = texts.named(name, event.document)
        if text is None:
            if name not in missing:
                missing.add(name)
                problem = f"the text {name}, on which this was coded, is not kept in {TEXTS}"
                hint = "take it back from git; without it a changed text can be compared by quotes only"
                yield Problem("text-missing", "warning", problem, file, number, hint)
        elif details["end"] > len(text):
            problem = f"{details['start']} to {details['end']} is outside the text, which has {len(text)} characters"
            yield Problem("log-span", "error", problem, file, number, _BY_HAND)
        elif "quote" in details and text[details["start"] : details["end"]] != details["quote"]:
            yield Problem("log-quote", "error", "the quote is not what stands there", file, number, _BY_HAND)


def _clocks(lines: list[Line]) -> Iterator[Problem]:
    births, events = _births(lines), {event.id: event for _, _, event in lines}
    latest = (datetime.now(UTC) + _AHEAD).isoformat()[:19]
    for file, number, event in lines:
        base = births.get(str(event.details.get("coding"))) if event.do != "reject" else None
        for root in ("undoes", "redoes"):
            base = events.get(event.details.get(root, ""), base)
        if base is not None and base is not event and moment(event.time) < moment(base.time):
            problem = f"the clock ran backwards: this is earlier ({event.time}) than what it rests on ({base.time})"
            yield Problem("log-clock", "warning", problem, file, number, _CLOCK)
        if event.time[:19] > latest:
            yield Problem("log-clock", "warning", f"{event.time} is in the future", file, number, _CLOCK)


def _codings(lines: list[Line], book: Codebook) -> Iterator[Problem]:
    births = _births(lines)
    own: dict[str, list[Line]] = {}
    for line in lines:
        _, _, event = line
        if event.do == "reject" or "coding" not in event.details:
            continue
        coding = str(event.details["coding"])
        own.setdefault(coding, []).append(line)
        yield from _stranger(line, coding, births.get(coding))
    for coding, told in own.items():
        found = coding_of(in_order(event for _, _, event in told))
        if found and found[1] and coding in births:
            yield from _code(found[0].code, told, book)


def _stranger(line: Line, coding: str, made: Event | None) -> Iterator[Problem]:
    file, number, event = line
    severity: Severity = "warning"
    if made is None:
        problem, hint = f"no line makes coding {coding}, so this changes nothing", "take the line that made it from git"
    elif (made.coder, made.document) != (event.coder, event.document):
        severity = "error"
        problem = f"this changes coding {coding}, which is {made.coder}'s in {made.document}"
        hint = "every coder codes in the own folder: take the line out, or give it a `coding` of its own"
    else:
        return
    yield Problem("log-coding", severity, problem, file, number, hint)


def _code(code: str, told: list[Line], book: Codebook) -> Iterator[Problem]:
    if code.startswith(ASKED) or code in book or book.heirs(code):
        return
    file, number, _ = max(
        (line for line in told if line[2].details.get("code") == code), key=lambda line: when(line[2])
    )
    hint = "bring the code back, or name it under `formerly:` of another; until then the coding does not count"
    yield Problem("log-code", "warning", f"there is no code {code} any more", file, number, hint)


def _births(lines: Iterable[Line]) -> dict[str, Event]:
    made: dict[str, list[Event]] = {}
    for _, _, event in lines:
        if event.do in ("add", "accept"):
            made.setdefault(str(event.details["coding"]), []).append(event)
    return {coding: first for coding, events in made.items() if (first := birth(events))}


def _kept(folder: Path) -> Iterator[Problem]:
    for path in sorted((folder / TEXTS).glob("*")):
        if path.name.startswith(".") or not path.is_file():
            continue
        if kept_text(folder, path.stem) is None or path.suffix != ".txt":
            problem = "this is not the text that its name stands for"
            hint = "nobody may write here: take the file back from git, or out if git does not know it"
            yield Problem("text-edited", "error", problem, f"{TEXTS}/{path.name}", None, hint)
