"""Summaries from Python: what `cs.summaries` does, and the editor of the framework matrix does too.

A text is one file, briefing/summaries/<case>/<code>.md; it is on disk when a function returns. What somebody has typed
there meanwhile is never written over.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from collabstudy.compare.framework import Framework, FrameworkCell, framework
from collabstudy.errors import StudyError
from collabstudy.io.summaries import remove_summary, summary_file, write_summary
from collabstudy.model.study import Study
from collabstudy.model.summary import Summary, tidy
from collabstudy.run.summaries_in import Brought, bring_in
from collabstudy.run.summaries_out import export

__all__ = ["Brought", "bring_in", "confirm", "export", "remove", "write"]


def write(
    study: Study,
    case: str,
    code: str,
    text: str,
    *,
    cites: Iterable[str] | None = None,
    by: str = "",
    read: Framework | FrameworkCell | None = None,
) -> FrameworkCell:
    """Write what a case says of a theme, tied to the codings that are in the cell; the cell as it stands then.

    `read` is the matrix, or the cell, that was read before: the text is tied to the codings in it, and takes the place
    of the text in it. Without it a cell that has a text already is left as it is. `cites` are ids of the codings that
    the text leans on most (those of before where not given), `by` is who writes.

    Raises:
        StudyError: no such cell, an empty text, a cited coding that is not in the cell, a text that was typed there
            since `read`, or the disk refuses.
    """
    now = _cell(study, case, code)
    seen = _read(read, case, code) or now
    if not tidy(text):
        raise StudyError("an empty summary says nothing", hint="`cs.summaries.remove` takes one away")
    if read is None and now.text:
        hint = "read it, then hand in what you read: read=cs.compare.framework(study)"
        raise StudyError(f"there is a summary for {case} × {code} already", hint=hint, file=_file(now))
    _check_head(now)
    old = seen.summary or Summary(case, code, "")
    cited = old.cites if cites is None else tuple(dict.fromkeys(cites))
    _check_cites(cited if cites is not None else (), seen)
    told = replace(old, text=tidy(text), cites=cited, by=by or old.by)
    return _written(study, seen, told)


def confirm(
    study: Study, case: str, code: str, *, by: str = "", read: Framework | FrameworkCell | None = None
) -> FrameworkCell:
    """Say that a text was read again beside its passages and is still right; the cell as it stands then.

    It is tied to the codings in `read`, the matrix or cell that was read, or to those that are there now.

    Raises StudyError when there is no such cell or no text in it, or the text was changed since `read`.
    """
    now = _cell(study, case, code)
    seen = _read(read, case, code) or now
    if seen.summary is None or not seen.text:
        raise StudyError(f"there is no summary for {case} × {code}", hint="write one: `cs.summaries.write`")
    _check_head(now)
    return _written(study, seen, replace(seen.summary, by=by or seen.summary.by))


def remove(study: Study, case: str, code: str, *, read: Framework | FrameworkCell | None = None) -> FrameworkCell:
    """Take a summary away, with its file; the cell as it stands then.

    Raises StudyError when there is none, or it was changed since `read`.
    """
    seen = _read(read, case, code) or _cell(study, case, code)
    if seen.summary is None:
        raise StudyError(f"there is no summary for {case} × {code}", hint="there is nothing to take away")
    remove_summary(study.folder, seen.summary)
    return _cell(study, case, code)


def _written(study: Study, seen: FrameworkCell, told: Summary) -> FrameworkCell:
    """Write a text where its cell lies today, tied to the codings that were read with it."""
    old = seen.summary
    tied = replace(told, code=seen.code, seen=seen.seen, meaning=seen.meaning)
    renamed = old is not None and old.file != summary_file(seen.case, seen.code)
    write_summary(study.folder, tied, before="" if renamed else seen.version)
    if old is not None and renamed:
        remove_summary(study.folder, old)
    return _cell(study, seen.case, seen.code)


def _cell(study: Study, case: str, code: str) -> FrameworkCell:
    study.case(case)
    known = study.codebook.current(code) or code
    return framework(study, cases=[case], codes=[known]).cell(case, known)


def _read(read: Framework | FrameworkCell | None, case: str, code: str) -> FrameworkCell | None:
    if isinstance(read, Framework):
        return read.cell(case, code)
    if read is not None and (read.case, read.code) != (case, code):
        raise StudyError(f"`read` is the cell {read.case} × {read.code}", hint=f"hand in that of {case} × {code}")
    return read


def _check_head(cell: FrameworkCell) -> None:
    if cell.summary and cell.summary.wrong:
        hint = "mend the file by hand; `collabstudy check` says what is wrong with it"
        raise StudyError(f"this file cannot be read: {cell.summary.wrong}", hint=hint, file=_file(cell))


def _check_cites(cites: Iterable[str], cell: FrameworkCell) -> None:
    known = [one.coding for one in cell.seen]
    for coding in cites:
        if coding not in known:
            hint = f"its codings: {', '.join(known[:20]) or 'none'}"
            raise StudyError(f"{coding} is no coding of {cell.case} × {cell.code}", hint=hint)


def _file(cell: FrameworkCell) -> str:
    return cell.summary.file if cell.summary else summary_file(cell.case, cell.code)
