"""What is not the same at two moments of a study, in sentences: sources, cases, codings, cells, findings, summaries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from collabstudy.run.differing_codings import codings
from collabstudy.run.naming import Naming
from collabstudy.run.state import State

_COUNT = re.compile(r"\d+ of \d+(?: against \d+ of \d+)?")
_SIDES = ("now for it", "no longer for it", "now against it", "no longer against it")
_SIDES_BOUNDED = ("now voiced by", "no longer voiced by", "now not by", "no longer not voiced by")
_WORST_FIRST = ("broken", "weakened", "undecided", "holds")
Run = Mapping[str, Any]


def differences(before: State, now: State, names: Naming) -> list[str]:
    """Everything that has changed, one sentence each.

    Raises StudyError when the codings of one of them can no longer be read.
    """
    old, new = before.told, now.told
    return [
        *_documents(old, new),
        *_cases(old, new, names),
        *codings(before, now, names),
        *_rules(old, new),
        *_compared(old, new, names),
        *_counts(old, new, names),
        *_findings(old, new, names),
        *_cells(old, new, names),
        *_summaries(old, new, names),
    ]


def _documents(before: Run, now: Run) -> Iterator[str]:
    came, went, stayed = _came_and_went(before["documents"], now["documents"])
    if came:
        yield f"{', '.join(came)} came in"
    if went:
        yield f"{', '.join(went)} went out"
    for name in stayed:
        old, new = before["documents"][name], now["documents"][name]
        for what in ("consent", "case", "kind", "date", "asked"):
            if _differs(what, old, new):
                yield f"{name}: {what} was {old[what] or 'none'}, is {new[what] or 'none'}"
        if old["source"] and new["source"] and old["source"] != new["source"]:
            yield f"{name}: its file has changed"
        if _differs("speakers", old, new):
            yield f"{name}: who speaks in it is told otherwise"


def _differs(what: str, old: Run, new: Run) -> bool:
    """Tell whether both kept something, and not the same: of what an older version did not keep nothing is said."""
    return what in old and what in new and bool(old[what] != new[what])


def _cases(before: Run, now: Run, names: Naming) -> Iterator[str]:
    """What happened to cases.csv, as far as the comparison does not say it; nothing of runs that did not keep it."""
    if "cases" not in before:
        return
    compared = {cell.split("\t")[0] for run in (before, now) for cell in run["cells"]}
    came, went, stayed = _came_and_went(before["cases"], now["cases"])
    yield from (f"{names.case(name)} came in as a case" for name in came if name not in compared)
    yield from (f"{names.case(name)} is a case no longer" for name in went if name not in compared)
    for name in stayed:
        old, new = before["cases"][name], now["cases"][name]
        for what in sorted({*old, *new}):
            if old.get(what, "") != new.get(what, ""):
                yield f"{names.case(name)}: {what} was {old.get(what) or 'empty'}, is {new.get(what) or 'empty'}"


def _rules(before: Run, now: Run) -> Iterator[str]:
    """What else numbers and results depend on; nothing of runs that did not keep it."""
    if not {"guide", "settings"} <= {*before} & {*now}:
        return
    if before["guide"] != now["guide"]:
        yield "the guide has changed"
    old, new = before["settings"], now["settings"]
    for what in sorted({*old, *new}):
        if old.get(what) != new.get(what):
            yield f"study.toml: {what} was {old.get(what, 'not there')}, is {new.get(what, 'not there')}"


def _compared(before: Run, now: Run, names: Naming) -> Iterator[str]:
    """What the comparison has gained and lost."""
    if before["codebook"] != now["codebook"]:
        yield "the codebook has changed"
    for place, called in enumerate((names.case, names.code)):
        old, new = ({cell.split("\t")[place] for cell in run["cells"]} for run in (before, now))
        came, went, _ = _came_and_went(old, new)
        yield from (f"{called(name)} is compared for the first time" for name in came)
        yield from (f"{called(name)} is compared no longer" for name in went)


def _counts(before: Run, now: Run, names: Naming) -> Iterator[str]:
    """Of how many cases each code is voiced, where that has changed: `Sharing power: 6 of 9 → 7 of 10 places`."""
    old, new = _by_code(before), _by_code(now)
    for code in sorted({*old} & {*new}):
        if old[code] != new[code]:
            line = f"{names.code(code)}: {_of(old[code])} → {_of(new[code])}"
            yield f"{line} {names.plural}" if new[code][1] else line


def _by_code(run: Run) -> dict[str, tuple[int, int]]:
    """For each code how many cases voice it, of those asked and coded."""
    values: dict[str, Counter[str]] = {}
    for cell, value in run["cells"].items():
        values.setdefault(cell.split("\t")[1], Counter())[value] += 1
    return {code: (found["present"], found["present"] + found["absent"]) for code, found in values.items()}


def _of(count: tuple[int, int]) -> str:
    return f"{count[0]} of {count[1]}" if count[1] else "nobody asked and coded"


def _findings(before: Run, now: Run, names: Naming) -> Iterator[str]:
    """What became of each sentence, the worst first."""
    found = sorted(now["findings"].items(), key=lambda item: (_WORST_FIRST.index(item[1]["result"]), item[0]))
    for name, finding in found:
        old = before["findings"].get(name)
        if old is None:
            yield f"{finding['result']} (new): {finding['statement']} ({_counted([finding], names)})"
        elif told := list(_moved(old, finding, names)):
            yield f"{finding['result']}: {finding['statement']} ({'; '.join(told)})"
    for name in sorted(set(before["findings"]) - set(now["findings"])):
        yield f"no longer claimed: {before['findings'][name]['statement']}"


def _moved(old: Run, new: Run, names: Naming) -> Iterator[str]:
    """What is not the same of a finding; nothing where all is. Older runs did not keep the cases for one."""
    voices = new.get("cases", ())
    voiced = old.get("cases", voices)
    moved = (
        _only(voices, voiced),
        _only(voiced, (*voices, *new["against"])),
        _only(new["against"], old["against"]),
        _only(old["against"], (*voices, *new["against"])),
    )
    sides = tuple(zip(_SIDES_BOUNDED if new.get("bounded") else _SIDES, moved, strict=True))
    rewritten = [what for what in ("claim", "evidence") if _differs(what, old, new)]
    counted = _counted([old], names) == _counted([new], names) and old["result"] == new["result"]
    if counted and not any(moved) and not rewritten:
        return
    yield _counted([old, new], names)
    if old["result"] != new["result"]:
        yield f"was {old['result']}"
    yield from (f"{what}: {names.listed(cases)}" for what, cases in sides if cases)
    yield from (f"its {what} was {old[what]}, is {new[what]}" for what in rewritten)


def _counted(told: Iterable[Run], names: Naming) -> str:
    """The counts of one finding at one moment or two, as they are told; older runs kept only the numbers."""
    told = list(told)
    if all(one.get("told") for one in told):
        counts = [str(one["told"]) for one in told]
    else:
        counts = [_of((one["support"], one["denominator"])) for one in told]
    line = " → ".join(dict.fromkeys(counts))
    return f"{line} {names.plural}" if all(map(_COUNT.fullmatch, counts)) else line


def _only(these: Iterable[str], those: Iterable[str]) -> list[str]:
    there = frozenset(those)
    return [case for case in these if case not in there]


def _cells(before: Run, now: Run, names: Naming) -> Iterator[str]:
    for cell, value in sorted(now["cells"].items()):
        old = before["cells"].get(cell)
        if old is not None and old != value:
            case, code = cell.split("\t")
            yield f"{names.case(case)}, {names.code(code)}: was {names.values[old]}, is {names.values[value]}"


def _summaries(before: Run, now: Run, names: Naming) -> Iterator[str]:
    """Which summaries no longer rest on the codings that there are; nothing of runs that did not look."""
    if "stale" not in before or "stale" not in now:
        return
    came, went, _ = _came_and_went(before["stale"], now["stale"])
    for what, cells in (("stale now", came), ("no longer stale", went)):
        for cell in cells:
            case, code = cell.split("\t")
            yield f"the summary of {names.case(case)}, {names.code(code)} is {what}"


def _came_and_went(old: Iterable[str], new: Iterable[str]) -> tuple[list[str], list[str], list[str]]:
    """What only the new has, what only the old had, what both have."""
    return sorted(set(new) - set(old)), sorted(set(old) - set(new)), sorted(set(old) & set(new))
