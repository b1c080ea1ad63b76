"""Everything that is wrong with a study, at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from collabstudy.errors import StudyError
from collabstudy.io.log import read_events
from collabstudy.model.checks import Problem, worst_first
from collabstudy.model.document import Document
from collabstudy.model.study import Study
from collabstudy.run.opening import look_at
from collabstudy.run.unsettled import without_settings
from collabstudy.run.work import crosstab_of


def check(folder: str | Path = ".") -> tuple[Problem, ...]:
    """All problems of a study folder, worst first; reads every source and every log."""
    try:
        study = look_at(folder)
    except StudyError as error:
        return worst_first([_problem("study-unreadable", error, Path(folder)), *without_settings(Path(folder))])
    found = list(study.problems)
    found += _codebook(study)
    found += _guide(study)
    found += _sources(study)
    found += _log(study)
    found += _findings(study)
    found += _topics(study)
    if all(problem.severity != "error" for problem in found):
        found += _briefing(study)
    return worst_first(found)


def _codebook(study: Study) -> list[Problem]:
    from collabstudy.tagging.problems import problems

    return list(problems(study.codebook))


def _guide(study: Study) -> Iterator[Problem]:
    for question in study.guide.questions:
        for code in question.codes:
            if study.codebook.codes and study.codebook.current(code) is None:
                yield Problem(
                    "guide-code",
                    "error",
                    f"question {question.id} asks about {code}, which is no code",
                    "corpus/guide.yaml",
                    None,
                    f"codes: {', '.join(c.id for c in study.codebook)}",
                )


def _sources(study: Study) -> Iterator[Problem]:
    gone = {p.line for p in study.problems if p.code == "document-gone"}
    texts: dict[str, str] = {}
    for document in study.documents:
        if not (study.folder / "corpus" / document.file).is_file():
            continue
        try:
            transcript = study.transcript(document.id)
        except StudyError as error:
            yield _problem("source-unreadable", error, study.folder)
            continue
        if transcript.hash in texts:
            yield Problem(
                "same-text",
                "warning",
                f"{document.id} has the same text as {texts[transcript.hash]}",
                "corpus/documents.csv",
                None,
                "take one of the rows out",
            )
        texts.setdefault(transcript.hash, document.id)
        yield from _speakers(study, document)
    yield from _not_registered(study, bool(gone))


def _speakers(study: Study, document: Document) -> Iterator[Problem]:
    found = study.transcript(document.id).speakers
    file = "corpus/documents.csv"
    for label in document.speakers:
        if found and label not in found:
            yield Problem(
                "speaker-unknown",
                "warning",
                f"{document.id} has no speaker {label}",
                file,
                None,
                f"its speakers are {', '.join(found[:8])}",
            )
    if document.kind == "interview" and not found:
        yield Problem(
            "no-speakers",
            "warning",
            f"no speakers were found in {document.id}, so all of it is evidence",
            file,
            None,
            f"look at it with `collabstudy read corpus/{document.file}`; a line of speech begins with a label, as `P:`",
        )
    if document.kind == "interview" and found and "interviewer" not in document.speakers.values():
        yield Problem(
            "no-interviewer",
            "warning",
            f"no speaker of {document.id} is the interviewer, so all speech is evidence",
            file,
            None,
            f"say who asks, for example {found[0]}=interviewer",
        )


def _not_registered(study: Study, gone: bool) -> Iterator[Problem]:
    known = {document.file for document in study.documents}
    folder = study.folder / "corpus" / "interviews"
    for path in sorted(folder.glob("*")) if folder.is_dir() else ():
        file = path.relative_to(study.folder / "corpus").as_posix()
        if path.is_file() and not path.name.startswith((".", "README")) and file not in known:
            yield Problem(
                "not-registered",
                "note",
                "this file is not in documents.csv",
                f"corpus/{file}",
                None,
                f"`collabstudy add corpus/{file}`" + (", or correct the row of the file that is gone" if gone else ""),
            )


def _log(study: Study) -> Iterator[Problem]:
    problems: list[Problem] = []
    known = {document.id for document in study.documents}
    for event in read_events(study.folder, problems):
        file = f"codings/{event.coder}/{event.document}.jsonl"
        if event.document not in known:
            problems.append(
                Problem(
                    "log-document",
                    "warning",
                    f"codings of {event.document}, which is not in documents.csv",
                    file,
                    None,
                    "register the document again; its codings are kept",
                )
            )
    yield from dict.fromkeys(problems)
    if any(p.severity == "error" for p in study.problems):
        return
    for coding in study.codings:
        if coding.status in ("orphaned", "ambiguous", "retired", "review"):
            yield Problem(
                f"coding-{coding.status}",
                "warning",
                f"coding {coding.id} ({coding.code}) is {coding.status}",
                f"codings/{coding.coder}/{coding.document}.jsonl",
                None,
                _WAY_OUT[coding.status],
            )


_WAY_OUT = {
    "orphaned": "its words are no longer in the text: place it anew, or retire it",
    "ambiguous": "its words stand in several places of the new text: place it by hand",
    "retired": "its code is gone from the codebook: bring it back, or name it under `formerly:` of another",
    "review": "its text has changed: read it again",
}


def _findings(study: Study) -> Iterator[Problem]:
    from collabstudy.compare.findings import problems
    from collabstudy.io.findings import read_findings

    try:
        yield from problems(study, read_findings(study.folder))
    except StudyError as error:
        yield _problem("findings-unreadable", error, study.folder)


def _briefing(study: Study) -> Iterator[Problem]:
    """What stops the briefing from being put together, which can be told of a study that is sound otherwise."""
    from collabstudy.briefing.compose import compose

    try:
        compose(study, crosstab=crosstab_of(study), figures={}, manifest={})
    except StudyError as error:
        yield _problem("briefing-unreadable", error, study.folder)


def _topics(study: Study) -> Iterator[Problem]:
    from collabstudy.topics.choices import stated

    if "topics" not in study.settings.rest:
        return
    try:
        stated(study)
    except StudyError as error:
        yield _problem("topics-setting", error, study.folder)


def _problem(code: str, error: StudyError, folder: Path) -> Problem:
    file = error.file or ""
    if file.startswith(str(folder)):
        file = Path(file).relative_to(folder).as_posix()
    return Problem(code, "error", error.problem, file, error.line, error.hint)
