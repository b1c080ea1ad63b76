"""What each run found, kept small in build/runs, so that the next can say what changed."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from collabstudy.errors import StudyError
from collabstudy.io.outputs import write_whole
from collabstudy.model.case import Case
from collabstudy.model.document import Document
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
            "against": outcome.against,
        }
        for outcome in work.findings
    }
    told = {
        "run": manifest.run,
        "documents": {document.id: _document(document, manifest) for document in work.study.documents},
        "cases": {case.id: _case(case) for case in work.study.cases},
        "codebook": manifest.codebook,
        "cells": {f"{case}\t{code}": cell.value for (case, code), cell in work.crosstab.cells.items()},
        "findings": findings,
    }
    text = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)
    write_whole(work.build / FOLDER / f"{manifest.run}.json", text.encode("utf-8"))
    return dict(Counter(outcome.result for outcome in work.findings))


def _document(document: Document, manifest: Manifest) -> dict[str, str]:
    asked = "everything" if document.asked is None else " ".join(sorted(document.asked))
    told = {"consent": document.consent, "case": document.case or "", "kind": document.kind, "asked": asked}
    return told | {"source": manifest.inputs.get(f"corpus/{document.file}", "")}


def _case(case: Case) -> dict[str, str]:
    return {**case.attributes, "name": case.name, "aliases": "; ".join(case.aliases)}


def runs(build: Path) -> list[dict[str, Any]]:
    """The runs there were, oldest first. Raises StudyError when what was kept of one cannot be read."""
    return [_kept(path) for path in sorted((build / FOLDER).glob("*.json"))]


def _kept(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        told = None
    if not isinstance(told, dict) or not {"run", "documents", "codebook", "cells", "findings"} <= set(told):
        raise StudyError("what was kept of this run cannot be read", hint="take the file away", file=path)
    return told
