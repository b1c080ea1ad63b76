"""`collabstudy read`: what the importer makes of one file, outside any study."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from collabstudy.cli import say
from collabstudy.model.document import Transcript


def register(cli: typer.Typer) -> None:
    """Add the command."""
    cli.command("read")(read)


def read(
    file: Annotated[Path, typer.Argument(help="A transcript, article or note.")],
    json: say.AsJson = False,
) -> None:
    """Show what the importer makes of one file: speakers, turns, kinds and what was guessed."""
    from collabstudy.io.sources import read_source

    transcript = read_source(file)
    if json:
        say.as_json(told(file, transcript))
        return
    say.line(
        f"{file.name}: read as {transcript.importer}" + (f", {transcript.encoding}" if transcript.encoding else "")
    )
    about = {"title": transcript.title, "date": transcript.date, "language": transcript.language}
    if any(about.values()):
        say.line(say.pairs({name: value for name, value in about.items() if value}))
    say.line("speakers: " + (", ".join(transcript.speakers) or "none found"))
    for remark in transcript.remarks:
        say.line(f"note: {remark}")
    rows = ((t.number, t.kind, t.speaker, _clock(t.time_start), _short(transcript.said(t))) for t in transcript.turns)
    say.table(("turn", "kind", "speaker", "time", "text"), rows, right=("turn", "time"), cut=("text",))


def told(file: Path, transcript: Transcript) -> dict[str, Any]:
    """A transcript for machines, the turns with the columns of the table `turns`."""
    return {
        "file": str(file),
        "importer": transcript.importer,
        "encoding": transcript.encoding,
        "title": transcript.title,
        "date": transcript.date,
        "language": transcript.language,
        "hash": transcript.hash,
        "speakers": list(transcript.speakers),
        "remarks": list(transcript.remarks),
        "turns": [
            {
                "document": file.stem,
                "turn": turn.number,
                "kind": turn.kind,
                "speaker": turn.speaker,
                "role": turn.role,
                "heading": " › ".join(turn.heading) or None,
                "time_start": turn.time_start,
                "time_end": turn.time_end,
                "start": turn.start,
                "end": turn.end,
                "text": transcript.said(turn),
            }
            for turn in transcript.turns
        ],
    }


_LONGEST = 160


def _clock(seconds: float | None) -> str:
    if seconds is None:
        return ""
    whole = int(seconds)
    return f"{whole // 3600}:{whole % 3600 // 60:02}:{whole % 60:02}"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"
