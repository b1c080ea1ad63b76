"""What changed between two runs, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from collabstudy.errors import StudyError
from collabstudy.run.history import runs
from collabstudy.run.opening import read_study
from collabstudy.run.work import BUILD

Run = Mapping[str, Any]
Names = Mapping[str, str]

_WORST_FIRST = ("broken", "weakened", "undecided", "holds")
_TOLD = {"present": "voiced", "absent": "asked, not voiced", "not_asked": "not asked", "not_coded": "not coded yet"}


def changes(folder: Path, since: str | None = None) -> list[str]:
    """Sentences on what the last run changed, against the one before or a named one.

    Raises StudyError when there has been no run yet, or none of that name.
    """
    kept = runs(folder / BUILD)
    if not kept:
        raise StudyError("there has been no run yet", hint="collabstudy run", file=folder / BUILD)
    if since is None and len(kept) < 2:
        return [f"there has been one run, {kept[0]['run']}; nothing to compare it with"]
    now, before = kept[-1], kept[-2] if since is None else _named(kept, since)
    study = read_study(folder)
    cases = {case.id: case.name for case in study.cases}
    codes = {code.id: code.name for code in study.codebook}
    told = [
        *_documents(before, now),
        *_compared(before, now, cases, codes),
        *_findings(before, now, cases),
        *_cells(before, now, cases, codes),
    ]
    return told or [f"nothing has changed between run {before['run']} and run {now['run']}"]


def _named(kept: list[dict[str, Any]], since: str) -> Run:
    for run in kept:
        if run["run"] == since:
            return run
    raise StudyError(f"there is no run {since}", hint=f"runs: {', '.join(run['run'] for run in kept[-10:])}")


def _documents(before: Run, now: Run) -> Iterator[str]:
    came, went, stayed = _came_and_went(before["documents"], now["documents"])
    if came:
        yield f"{', '.join(came)} came in"
    if went:
        yield f"{', '.join(went)} went out"
    for name in stayed:
        old, new = before["documents"][name], now["documents"][name]
        if old["consent"] != new["consent"]:
            yield f"{name}: consent was {old['consent']}, is {new['consent']}"
        if old["source"] != new["source"]:
            yield f"{name}: its file has changed"


def _compared(before: Run, now: Run, cases: Names, codes: Names) -> Iterator[str]:
    """What the comparison has gained and lost."""
    if before["codebook"] != now["codebook"]:
        yield "the codebook has changed"
    for place, names in enumerate((cases, codes)):
        old, new = ({cell.split("\t")[place] for cell in run["cells"]} for run in (before, now))
        came, went, _ = _came_and_went(old, new)
        yield from (f"{names.get(name, name)} is compared for the first time" for name in came)
        yield from (f"{names.get(name, name)} is compared no longer" for name in went)


def _came_and_went(old: Iterable[str], new: Iterable[str]) -> tuple[list[str], list[str], list[str]]:
    """What only the new has, what only the old had, what both have."""
    return sorted(set(new) - set(old)), sorted(set(old) - set(new)), sorted(set(old) & set(new))


def _findings(before: Run, now: Run, cases: Names) -> Iterator[str]:
    """What became of each sentence, the worst first."""
    found = sorted(now["findings"].items(), key=lambda item: (_WORST_FIRST.index(item[1]["result"]), item[0]))
    for name, finding in found:
        old = before["findings"].get(name)
        count = f"{finding['support']} of {finding['denominator']}"
        if old is None:
            yield f"{finding['result']} (new): {finding['statement']} ({count})"
        elif old | {"statement": ""} != finding | {"statement": ""}:
            was = f"{old['result']} with {old['support']} of {old['denominator']}"
            also = [cases.get(case, case) for case in finding["against"] if case not in old["against"]]
            told = f"; now against it: {', '.join(also)}" if also else ""
            yield f"{finding['result']}: {finding['statement']} ({count}; was {was}{told})"
    for name in sorted(set(before["findings"]) - set(now["findings"])):
        yield f"no longer claimed: {before['findings'][name]['statement']}"


def _cells(before: Run, now: Run, cases: Names, codes: Names) -> Iterator[str]:
    for cell, value in sorted(now["cells"].items()):
        old = before["cells"].get(cell)
        if old is not None and old != value:
            case, code = cell.split("\t")
            yield f"{cases.get(case, case)}, {codes.get(code, code)}: was {_TOLD[old]}, is {_TOLD[value]}"
