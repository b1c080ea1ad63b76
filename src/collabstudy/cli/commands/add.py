"""`collabstudy add`: bring sources in."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from collabstudy.cli import say
from collabstudy.errors import StudyError

if TYPE_CHECKING:
    from collabstudy.io.adding import Guess
    from collabstudy.model.study import Study


def register(cli: typer.Typer) -> None:
    """Add the command."""
    cli.command("add")(add)


def add(
    files: Annotated[list[Path], typer.Argument(help="Transcripts, articles, notes.", metavar="FILE…")],
    case: Annotated[str | None, typer.Option(help="The case; `-` for a source that speaks of several.")] = None,
    kind: Annotated[str | None, typer.Option(help="interview, article or note.")] = None,
    interviewer: Annotated[
        str | None, typer.Option(help="The label of the speaker who asks; `-` when nobody does.")
    ] = None,
    date: Annotated[str | None, typer.Option(help="For example 2026-05-03.")] = None,
    language: Annotated[str, typer.Option(help="For example de, where it is not the study's.")] = "",
    consent: Annotated[str | None, typer.Option(help="named, role, anonymous, no-quotes or withdrawn.")] = None,
    name: Annotated[
        str | None, typer.Option("--id", help="The document's id; otherwise made of the file's name.")
    ] = None,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="The corrected version of a document, found by --id or by the file's name."),
    ] = False,
    study: say.StudyFolder = None,
) -> None:
    """Copy sources into the study and register them; asks what it cannot tell."""
    folder = say.home(study)
    if name is not None and len(files) > 1:
        raise StudyError("--id goes with one file", hint="add the files one at a time")
    if replace and any(told is not None for told in (case, kind, interviewer, date, consent, language or None)):
        raise StudyError(
            "with --replace the row in documents.csv stays as it is", hint="edit what has changed there", file=files[0]
        )
    told = _Told(case, kind, interviewer, date, language, consent or "role", name, replace)
    if len(files) == 1:
        _add(folder, files[0], told)
        return
    wrong = [problem for file in files if (problem := _try(folder, file, told))]
    if wrong:
        first, *more = wrong
        hint = f"{first.hint}; and {say.counted(len(more), 'more file')} above" if more else first.hint
        raise StudyError(first.problem, hint=hint, file=first.file)


@dataclass(frozen=True, slots=True)
class _Told:
    """What was said on the command line; None is what was not."""

    case: str | None
    kind: str | None
    interviewer: str | None
    date: str | None
    language: str
    consent: str
    name: str | None
    replace: bool = False


def _try(folder: Path, file: Path, told: _Told) -> StudyError | None:
    """Add one of several: one that is in already is passed by, one that is wrong does not stop the others."""
    from collabstudy.io.adding import KnownError

    try:
        _add(folder, file, told)
    except KnownError as known:
        say.line(f"{file.name}: {known.problem}")
    except StudyError as error:
        say.line(f"{file.name}: not added: {error.problem}")
        return error
    return None


def _add(folder: Path, file: Path, told: _Told) -> None:
    from collabstudy.io.adding import add as add_source
    from collabstudy.io.adding import guess
    from collabstudy.run.opening import read_study

    study = read_study(folder)
    if told.replace:
        _replace(study, file, told.name)
        return
    found = guess(study, file)
    row = _settled(study, file, found, told) | {
        "document": found.document if told.name is None else told.name,
        "date": found.date if told.date is None else told.date,
        "language": told.language,
        "consent": told.consent,
    }
    registered = add_source(study, file, row)
    turns = say.counted(len(found.transcript.turns), "turn")
    say.line(f"{row['document']}: corpus/{registered}, {row['kind']}, {row['case'] or 'no one case'}, {turns}")
    if found.transcript.speakers:
        say.line(f"  speakers: {_who(found, row['speakers'])}")
    for remark in found.transcript.remarks:
        say.line(f"  note: {remark}")


def _replace(study: Study, file: Path, name: str | None) -> None:
    from collabstudy.run.replacing import replace_source

    for text in replace_source(study, file, name).sentences():
        say.line(text)


def _settled(study: Study, file: Path, found: Guess, told: _Told) -> dict[str, str]:
    told_kind = told.kind or found.kind
    told_case = told.case
    if told_case is None and told_kind == "interview":
        told_case = found.case  # an article that names one case may still speak of others
    if told_case is None and told_kind == "interview":
        if not study.cases:
            raise StudyError(
                "there is no case yet that it could belong to", hint="add a row a case", file="corpus/cases.csv"
            )
        told_case = _ask(f"{file.name}: which case?", [c.id for c in study.cases], "--case")
    told_case = "" if told_case in (None, NONE) else told_case
    if told_case:
        study.case(told_case)
    asks = told.interviewer or found.interviewer
    if asks is None and told_kind == "interview" and found.transcript.speakers:
        asks = _ask(f"{file.name}: who asks?", list(found.transcript.speakers), "--interviewer")
    asks = "" if asks in (None, NONE) else asks
    if asks and asks not in found.transcript.speakers:
        raise StudyError(
            f"no speaker {asks}", hint=f"its speakers are {', '.join(found.transcript.speakers) or 'none'}", file=file
        )
    return {"case": told_case, "kind": told_kind, "speakers": f"{asks}=interviewer" if asks else ""}


NONE = "-"


def _who(found: Guess, registered: str) -> str:
    """The speakers, with the way to say who they are."""
    asks, _, _ = registered.partition("=")
    rest = [label for label in found.transcript.speakers if label != asks]
    told = [f"{asks} asks"] if asks else []
    told += [", ".join(rest[:8])] if rest else []
    return "; ".join(told) + (" (their roles go into documents.csv, as `label=role`)" if rest else "")


def _ask(question: str, answers: list[str], option: str) -> str:
    if not sys.stdin.isatty():
        raise StudyError(question, hint=f"say it with {option}: {', '.join([*answers[:20], NONE])}")
    for number, answer in enumerate(answers, 1):
        say.line(f"  {number} {answer}")
    told = ""
    while told not in (*answers, NONE):
        told = typer.prompt(f"{question} ({NONE} for none)").strip()
        if told not in answers and told.isdecimal() and 0 < int(told) <= len(answers):
            told = answers[int(told) - 1]
    return told
