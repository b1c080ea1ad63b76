"""What each run found, kept small in build/runs, so that the next can say what changed."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from collabstudy.io.outputs import write_whole
from collabstudy.run.manifest import Manifest
from collabstudy.run.work import Work

FOLDER = "runs"


def record(work: Work, manifest: Manifest) -> dict[str, int]:
    """Keep the cells and the findings of this run; returns how many sentences hold, are weakened and so on."""
    findings = {
        outcome.finding.id: {
            "statement": outcome.finding.statement,
            "result": outcome.result,
            "support": len(outcome.support),
            "denominator": outcome.denominator,
        }
        for outcome in work.findings
    }
    told = {
        "run": manifest.run,
        "documents": {document.id: document.consent for document in work.study.documents},
        "cells": {f"{case}\t{code}": cell.value for (case, code), cell in work.crosstab.cells.items()},
        "findings": findings,
    }
    text = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)
    write_whole(work.build / FOLDER / f"{manifest.run}.json", text.encode("utf-8"))
    return dict(Counter(outcome.result for outcome in work.findings))


def runs(build: Path) -> list[dict[str, Any]]:
    """The runs there were, oldest first."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted((build / FOLDER).glob("*.json"))]
