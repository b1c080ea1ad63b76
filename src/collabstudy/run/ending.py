"""What a run says of the findings when it has come to its end."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from collabstudy.errors import StudyError
from collabstudy.run.history import last

_COUNTED = ("result", "support", "denominator", "against")
_MORE = ("told", "why", "bounded")  # what runs of older versions did not keep


def told_finding(finding: Mapping[str, Any]) -> str:
    """One sentence and what became of it, on one line.

    >>> told_finding({"result": "weakened", "statement": "Most save.", "support": 6, "denominator": 9,
    ...               "before": {"result": "holds", "support": 6, "denominator": 8}})
    'weakened   Most save. (6 of 9; before: holds, 6 of 8)'
    """
    told = [_counted(finding)]
    if finding.get("why"):
        told.append(finding["why"])
    if before := finding.get("before"):
        told.append(f"before: {before['result']}, {_counted(before)}")
    if finding["result"] == "broken" and finding.get("names"):
        told.append(f"{'voiced by' if finding.get('bounded') else 'against'}: {', '.join(finding['names'])}")
    return f"{finding['result']:<10} {finding['statement']} ({'; '.join(told)})"


def _counted(finding: Mapping[str, Any]) -> str:
    """The count as the finding tells it; runs of older versions kept only the numbers."""
    return str(finding.get("told") or f"{finding['support']} of {finding['denominator']}")


def findings_of(run: Mapping[str, Any] | None, before: Mapping[str, Any] | None = None) -> tuple[dict[str, Any], ...]:
    """What a run found of each sentence, and what the run before had found where that was something else."""
    told = []
    cases = (run or {}).get("cases", {})
    for name, found in sorted((run or {"findings": {}})["findings"].items(), key=lambda item: item[1].get("place", 0)):
        one = {"finding": name} | {key: found[key] for key in ("statement", *_COUNTED)}
        one |= {key: found[key] for key in _MORE if key in found}
        breaking = found.get("cases", ()) if found.get("bounded") else found["against"]
        one["names"] = [cases.get(case, {}).get("name", case) for case in breaking]
        old = (before or {"findings": {}})["findings"].get(name)
        if old is not None and any(old[key] != found[key] for key in _COUNTED):
            one["before"] = {key: old[key] for key in (*_COUNTED, "told") if key in old}
        told.append(one)
    return tuple(told)


def last_known(build: Path) -> dict[str, Any] | None:
    """What the last run found; nothing where that cannot be read, which is no reason not to run: `diff` names it."""
    with suppress(StudyError):
        return last(build)
    return None
