"""What changed between two runs, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from collabstudy.errors import StudyError
from collabstudy.run.history import runs
from collabstudy.run.opening import read_study
from collabstudy.run.work import BUILD

_TOLD = {"present": "voiced", "absent": "asked, not voiced", "not_asked": "not asked", "not_coded": "not coded yet"}


def changes(folder: Path, since: str | None = None) -> list[str]:
    """Sentences on what the last run changed, against the one before or a named one.

    Raises StudyError when there are fewer than two runs, or none of that name.
    """
    kept = runs(folder / BUILD)
    if not kept:
        raise StudyError("there has been no run yet", hint="collabstudy run", file=folder / BUILD)
    if since is None and len(kept) < 2:
        return [f"there has been one run, {kept[0]['run']}; nothing to compare it with"]
    now, before = kept[-1], kept[-2] if since is None else _named(kept, since)
    study = read_study(folder)
    names = {case.id: case.name for case in study.cases} | {code.id: code.name for code in study.codebook}
    told = [*_documents(before, now), *_findings(before, now), *_cells(before, now, names)]
    return told or [f"nothing has changed between run {before['run']} and run {now['run']}"]


def _named(kept: list[dict[str, Any]], since: str) -> dict[str, Any]:
    for run in kept:
        if run["run"] == since:
            return run
    raise StudyError(f"there is no run {since}", hint=f"runs: {', '.join(run['run'] for run in kept[-10:])}")


def _documents(before: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    came = sorted(set(now["documents"]) - set(before["documents"]))
    went = sorted(set(before["documents"]) - set(now["documents"]))
    if came:
        yield f"{', '.join(came)} came in"
    if went:
        yield f"{', '.join(went)} went out"
    for name in sorted(set(now["documents"]) & set(before["documents"])):
        if now["documents"][name] != before["documents"][name]:
            yield f"{name}: consent was {before['documents'][name]}, is {now['documents'][name]}"


def _findings(before: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    for name, found in sorted(now["findings"].items()):
        old = before["findings"].get(name)
        count = f"{found['support']} of {found['denominator']}"
        if old is None:
            yield f"{found['result']} (new): {found['statement']} ({count})"
        elif (old["result"], old["support"], old["denominator"]) != (
            found["result"],
            found["support"],
            found["denominator"],
        ):
            was = f"{old['result']} with {old['support']} of {old['denominator']}"
            yield f"{found['result']}: {found['statement']} ({count}; was {was})"
    for name in sorted(set(before["findings"]) - set(now["findings"])):
        yield f"no longer claimed: {before['findings'][name]['statement']}"


def _cells(before: dict[str, Any], now: dict[str, Any], names: dict[str, str]) -> Iterator[str]:
    for cell, value in sorted(now["cells"].items()):
        old = before["cells"].get(cell)
        if old is not None and old != value:
            case, code = cell.split("\t")
            yield f"{names.get(case, case)}, {names.get(code, code)}: was {_TOLD[old]}, is {_TOLD[value]}"
