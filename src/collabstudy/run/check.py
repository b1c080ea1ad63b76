"""Everything that is wrong with a study, at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from collabstudy.coding.queue import waiting as queue
from collabstudy.errors import SourceError, StudyError
from collabstudy.io.log_checks import log_problems, standing_in
from collabstudy.io.settings import wrong_values
from collabstudy.model.asking import problems as on_interviewer
from collabstudy.model.checks import Problem, worst_first
from collabstudy.model.coding import Coding
from collabstudy.model.consent import may_count
from collabstudy.model.document import Document
from collabstudy.model.log import ASKED
from collabstudy.model.study import Study
from collabstudy.run.opening import look_at
from collabstudy.run.standing import text_name
from collabstudy.run.unsettled import without_settings
from collabstudy.run.work import crosstab_of


def check(folder: str | Path = ".") -> tuple[Problem, ...]:
    """All problems of a study folder, worst first; reads every source and every log."""
    try:
        study = look_at(folder)
    except StudyError as error:
        wrong = [_problem("study-unreadable", one, Path(folder)) for one in _wrong_settings(Path(folder), error)]
        return worst_first([*wrong, *without_settings(Path(folder))])
    found = list(study.problems)
    found += _codebook(study)
    found += _guide(study)
    found += _sources(study)
    found += _log(study)
    found += _findings(study)
    found += _comparisons(study)
    found += _summaries(study)
    found += _topics(study)
    told = {(problem.problem, problem.file, problem.line) for problem in found}
    found += [one for one in _briefing(study, found) if (one.problem, one.file, one.line) not in told]
    follows = {code for problem in found for code in _FOLLOWS.get(problem.code, ())}
    return worst_first([problem for problem in found if problem.code not in follows])


_FOLLOWS = {
    "codebook-unreadable": (
        *("guide-code", "finding-unknown", "finding-braces", "log-code"),
        *("summary-code", "summary-heading", "summary-twice"),
    ),
    "cases-unreadable": ("finding-unknown", "finding-braces", "finding-undecidable", "summary-case"),
    "documents-unreadable": ("log-document", "not-registered"),
}
"""What is wrong only because something else cannot be read: hundreds of lines that would hide the one to mend."""


def _wrong_settings(folder: Path, first: StudyError) -> tuple[StudyError, ...]:
    try:
        return wrong_values(folder) or (first,)
    except StudyError:
        return (first,)


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
    yield from dict.fromkeys(log_problems(study.folder, study.codebook, lambda document: _text(study, document)))
    known = {document.id for document in study.documents}
    for path in sorted((study.folder / "codings").glob("*/*.jsonl")):
        if path.stem not in known:
            yield Problem(
                "log-document",
                "warning",
                f"codings of {path.stem}, which is not in documents.csv",
                path.relative_to(study.folder).as_posix(),
                None,
                "register the document again; its codings are kept",
            )
    if any(p.severity == "error" for p in study.problems):
        return
    try:
        yield from _waiting(study)
        yield from _finished(study)
        yield from _questions(study)
        yield from on_interviewer(study)
    except SourceError:
        return  # named by `_sources`: on which text codings stand cannot be told without it


def _text(study: Study, document: str) -> str | None:
    """The text of a document as it is now; None where there is none, which is named elsewhere."""
    try:
        return study.transcript(document).text
    except StudyError:
        return None


def _waiting(study: Study) -> Iterator[Problem]:
    """Codings that a person must look at: one by one where the text changed, code by code where the code did."""
    lines = standing_in(study.folder)
    waiting = queue((*study.folded.codings, *study.folded.asked), study.codebook)
    together: dict[tuple[str, str, str], list[Coding]] = {}
    for one in waiting:
        coding = one.coding
        file, line = lines.get(coding.id, (f"codings/{coding.coder}/{coding.document}.jsonl", None))
        if one.why in ("stale", "split"):
            together.setdefault((one.why, coding.code, file), []).append(coding)
            continue
        name = "review" if one.why == "changed" else one.why
        problem = f"coding {coding.id} ({coding.code}) is {_IS[one.why]}"
        yield Problem(f"coding-{name}", "warning", problem, file, line, _WAY_OUT[one.why])
    for (why, code, file), codings in together.items():
        ids = ", ".join(coding.id for coding in codings[:_SHOWN])
        more = f" and {len(codings) - _SHOWN} more" if len(codings) > _SHOWN else ""
        count = f"{len(codings)} coding{'' if len(codings) == 1 else 's'} of {code}"
        problem = f"{count} {'is' if len(codings) == 1 else 'are'} {_IS[why]}: {ids}{more}"
        yield Problem(f"coding-{why}", "warning", problem, file, None, _WAY_OUT[why])


def _finished(study: Study) -> Iterator[Problem]:
    """Documents that somebody has finished on a text that was changed since."""
    known = {document.id for document in study.documents if may_count(document)}
    for done in study.folded.done:
        if done.document in known and done.text and done.text != text_name(study, done.document):
            problem = f"{done.coder} marked {done.document} as done on an earlier text of it; the mark still counts"
            hint = "read what was changed, and mark it as done again"
            yield Problem("done-earlier", "note", problem, f"codings/{done.coder}/{done.document}.jsonl", None, hint)


def _questions(study: Study) -> Iterator[Problem]:
    """Marks of questions that the guide does not have."""
    known = {question.id for question in study.guide.questions}
    for mark in study.folded.asked:
        question = mark.code.removeprefix(ASKED)
        if question not in known:
            problem = f"{mark.id} marks where question {question} was put, which is not in the guide"
            hint = "bring the question back, or take the mark away; until then it does not count"
            file = f"codings/{mark.coder}/{mark.document}.jsonl"
            yield Problem("asked-unknown", "warning", problem, file, None, hint)


_SHOWN = 5
_IS = {
    "orphaned": "orphaned: its words are gone",
    "ambiguous": "ambiguous: its words stand in several places",
    "changed": "to review: the text at its place was changed",
    "split": "to review: the code was split",
    "stale": "stale: the code meant something else when it was given",
}
_WAY_OUT = {
    "orphaned": "place it anew, or retire it: `cs.coding.move`, `cs.coding.retire`, or the coding widget",
    "ambiguous": "place it by hand: `cs.coding.move`, or the coding widget",
    "changed": "read it again: `cs.coding.confirm`, `move` or `remove`, or the coding widget",
    "split": "read each again and give it its code: `cs.coding.recode`, or the coding widget",
    "stale": "read each again: `cs.coding.confirm`, `recode` or `remove`, or the coding widget",
}


def _findings(study: Study) -> Iterator[Problem]:
    from collabstudy.compare.findings import problems
    from collabstudy.io.findings import look_at_findings

    try:
        findings, errors = look_at_findings(study.folder)
        yield from (_problem("findings-unreadable", error, study.folder) for error in errors)
        yield from problems(study, findings)
    except StudyError as error:
        yield _problem("findings-unreadable", error, study.folder)


def _comparisons(study: Study) -> Iterator[Problem]:
    from collabstudy.compare.stated import stated

    try:
        stated(study.settings)
    except StudyError as error:
        yield from (_problem("comparison-setting", each, study.folder) for each in (error, *error.others))


def _summaries(study: Study) -> Iterator[Problem]:
    from collabstudy.compare.framework import problems

    try:
        yield from problems(study)
    except StudyError as error:
        yield _problem("summaries-unreadable", error, study.folder)


def _briefing(study: Study, known: Sequence[Problem]) -> Iterator[Problem]:
    """What stops the briefing from being put together.

    Nothing can be told of one whose study or sources cannot be read. Where something else is wrong, the prose is looked
    at all the same, but not put together.
    """
    from collabstudy.briefing import names_left, problems
    from collabstudy.briefing.compose import compose
    from collabstudy.io.findings import can_be_read
    from collabstudy.run.findings import check as check_findings
    from collabstudy.run.findings import unjudged

    wrong = [problem.code for problem in known if problem.severity == "error"]
    if "source-unreadable" in wrong or any(problem.severity == "error" for problem in study.problems):
        return
    try:
        table = crosstab_of(study)
        findings = unjudged(study) if wrong else check_findings(study)
        found = problems.problems(study, crosstab=table, findings=findings)
        if not can_be_read(study.folder):  # which findings there are is not known
            found = tuple(one for one in found if not one.problem.startswith("there is no finding"))
        yield from found
        if not (found or wrong):
            made = compose(study, crosstab=table, figures={}, manifest={}, findings=findings)
            yield from names_left.problems(study, made)
    except StudyError as error:
        yield from (_problem("briefing-unreadable", each, study.folder) for each in (error, *error.others))


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
