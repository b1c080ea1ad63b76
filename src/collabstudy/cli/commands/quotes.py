"""`collabstudy quotes`: every quotation of a finished document, against the transcripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated

import typer

from collabstudy.cli import say

if TYPE_CHECKING:
    from collabstudy.briefing.finished.verdict import Verdict


def register(cli: typer.Typer) -> None:
    """Add the command."""
    cli.command("quotes")(quotes)


def quotes(
    file: Annotated[Path, typer.Argument(help="The document: docx, odt, pdf, html, md.", show_default=False)],
    study: say.StudyFolder = None,
    longest: Annotated[
        int | None,
        typer.Option(help="How many words a quotation may have, 0 for any number; otherwise briefing.toml's."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Those that are in order too.")] = False,
    json: say.AsJson = False,
) -> None:
    """Check the quotations of a finished document; exit code 1 when one was not said so, or may not be printed."""
    from collabstudy.run.finished import quotes_in
    from collabstudy.run.opening import read_study

    opened = read_study(say.home(study))
    with say.waiting("holding every quotation against the transcripts"):
        found = quotes_in(opened, file, longest=longest)
    if json:
        told = [asdict(verdict) | {"result": verdict.result, "alarm": verdict.alarm} for verdict in found]
        say.as_json({"file": found.file, "counts": found.counts, "unread": found.unread, "quotations": told})
    else:
        say.line(str(found))
        shown = found.worst_first if everything else found.attention
        for result, meaning in {verdict.result: verdict.meaning for verdict in shown}.items():
            say.line(f"  {result}: {meaning}")
        for verdict in shown:
            _show(verdict)
        if not found.attention:
            say.line("Nothing to be looked at." if len(found) else "No quotation was found in it.")
        say.line("")
        for line in wrap(found.note, say.width()):
            say.line(line)
    if found.alarms:
        raise typer.Exit(1)


def _show(verdict: Verdict) -> None:
    say.line("")
    for line in wrap(f"{', '.join(verdict.results)} · {verdict.place}", say.width()):
        say.line(line)
    for told in _told(verdict):
        for line in wrap(told, say.width(), initial_indent="  ", subsequent_indent="    "):
            say.line(line)


def _told(verdict: Verdict) -> Iterator[str]:
    """What is said of a quotation, line by line."""
    yield f"“{verdict.text}”"
    if verdict.credit:
        yield f"credited to: {verdict.credit}"
    if verdict.document:
        turn = f", turn {verdict.turn}" if verdict.turn else ""
        yield f"in the transcript: {verdict.document}{turn}{f' · {verdict.speaker}' if verdict.speaker else ''}"
    if verdict.said:
        yield f"as it was said: “{verdict.said}”"
    yield from (one.told for one in verdict.differences)
    yield from verdict.why
