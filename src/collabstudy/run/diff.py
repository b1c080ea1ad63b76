"""What changed between two runs, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from collabstudy.compare.asked import Value
from collabstudy.compare.table import is_guided, told_values
from collabstudy.errors import StudyError
from collabstudy.run.history import runs
from collabstudy.run.opening import read_study
from collabstudy.run.work import BUILD

Run = Mapping[str, Any]
Names = Mapping[str, str]

_WORST_FIRST = ("broken", "weakened", "undecided", "holds")


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
    cases = _names_of_cases(before, now) | {case.id: case.name for case in study.cases}
    codes = {code.id: code.name for code in study.codebook}
    told = [
        *_documents(before, now),
        *_cases(before, now, cases),
        *_compared(before, now, cases, codes),
        *_findings(before, now, cases),
        *_cells(before, now, cases, codes, told_values(guided=is_guided(study))),
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
        for what in ("consent", "case", "kind", "asked"):
            if what in old and old[what] != new[what]:
                yield f"{name}: {what} was {old[what] or 'none'}, is {new[what] or 'none'}"
        if old["source"] != new["source"]:
            yield f"{name}: its file has changed"


def _cases(before: Run, now: Run, names: Names) -> Iterator[str]:
    """What happened to cases.csv, as far as the comparison does not say it; nothing of runs that did not keep it."""
    if "cases" not in before:
        return
    compared = {cell.split("\t")[0] for run in (before, now) for cell in run["cells"]}
    came, went, stayed = _came_and_went(before["cases"], now["cases"])
    yield from (f"{names[name]} came in as a case" for name in came if name not in compared)
    yield from (f"{names[name]} is a case no longer" for name in went if name not in compared)
    for name in stayed:
        old, new = before["cases"][name], now["cases"][name]
        for what in sorted({*old, *new}):
            if old.get(what, "") != new.get(what, ""):
                yield f"{names[name]}: {what} was {old.get(what) or 'empty'}, is {new.get(what) or 'empty'}"


def _names_of_cases(*kept: Run) -> dict[str, str]:
    return {name: case["name"] for run in kept for name, case in run.get("cases", {}).items()}


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


def _cells(before: Run, now: Run, cases: Names, codes: Names, told: Mapping[Value, str]) -> Iterator[str]:
    for cell, value in sorted(now["cells"].items()):
        old = before["cells"].get(cell)
        if old is not None and old != value:
            case, code = cell.split("\t")
            yield f"{cases.get(case, case)}, {codes.get(code, code)}: was {told[old]}, is {told[value]}"
