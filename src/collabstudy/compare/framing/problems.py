"""What is wrong with the summaries of a study, and which of them are to be read again."""

from __future__ import annotations

from collections.abc import Iterator

from collabstudy.compare.counting.rows import rows_of
from collabstudy.compare.framing.strays import settled
from collabstudy.errors import SourceError
from collabstudy.model.checks import Problem, Severity
from collabstudy.model.names import Names
from collabstudy.model.study import Study
from collabstudy.model.summary import Summary

_AGAIN = "read it again: `cs.framework` shows what is new; save it, or say that it is still right"
_TIE = "`cs.framework` shows its passages; save it there, or say that it is right"


def problems(study: Study) -> tuple[Problem, ...]:
    """All that is wrong with the texts in briefing/summaries, at once.

    Errors: a text for a case or code that there is not, for a heading, two under one code that was renamed, a file that
    lies where no cell is or whose head cannot be read. Warnings: a second text that came from a spreadsheet, a text to
    be read again, one that names somebody who is in corpus/names.csv, one that cites a coding that is not in its cell.
    Notes: a text that was never tied.
    """
    summaries = study.summaries
    if not summaries:
        return ()
    found = list(_wrong(study, summaries))
    found += _naming(study, summaries)
    try:
        found += _standing(study, summaries)
    except SourceError:
        return tuple(found)  # `check` names the source; what its codings have become cannot be told without it
    return tuple(found)


def _wrong(study: Study, summaries: tuple[Summary, ...]) -> Iterator[Problem]:
    strays = settled(study, rows_of(study, "code", _coded(study)), summaries).strays
    for stray in strays:
        severity: Severity = "warning" if stray.code == "summary-conflict" else "error"
        yield Problem(stray.code, severity, stray.problem, stray.summary.file, None, stray.hint)
    lost = {stray.summary.file for stray in strays}
    for one in summaries:
        if one.wrong and one.file not in lost:
            hint = "mend the lines between the two ---, or take them away and tie the text anew"
            hint = "save the file as UTF-8" if one.wrong == "not UTF-8" else hint
            yield Problem("summary-unreadable", "error", one.wrong, one.file, one.line, hint)


def _coded(study: Study) -> set[str]:
    """The codes that somebody codes with; none where that cannot be told."""
    try:
        return {coding.code for coding in study.codings}
    except SourceError:
        return {code.id for code in study.codebook}


def _naming(study: Study, summaries: tuple[Summary, ...]) -> Iterator[Problem]:
    names = Names(study.name_lists[:1])
    for one in summaries:
        count = len(names.find(one.text))
        if count:
            told = "a name" if count == 1 else f"{count} names"
            hint = "say who or what is meant instead, as corpus/names.csv does"
            yield Problem("summary-name", "warning", f"this text has {told} of corpus/names.csv", one.file, None, hint)


def _standing(study: Study, summaries: tuple[Summary, ...]) -> Iterator[Problem]:
    from collabstudy.compare.framework import framework

    for cell in framework(study, summaries=summaries).cells.values():
        if cell.summary is None or cell.summary.wrong:
            continue
        file = cell.summary.file
        if cell.state == "stale":
            yield Problem("summary-stale", "warning", f"to be read again: {cell.told_news}", file, None, _AGAIN)
        elif cell.state == "not_tied":
            problem = "this text is not tied to the passages that it rests on"
            yield Problem("summary-not-tied", "note", problem, file, None, _TIE)
        gone = [one for one in cell.summary.cites if one not in {seen.coding for seen in cell.seen}]
        if gone:
            problem = f"cites {', '.join(gone)}, not among the codings of {cell.case} × {cell.code}"
            yield Problem("summary-cites", "warning", problem, file, None, "take it out, or cite another")
