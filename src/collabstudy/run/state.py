"""A study at one moment, as far as two moments are compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from collabstudy.compare.claiming.problems import evidence_of, too_many
from collabstudy.compare.table import is_guided
from collabstudy.compare.wording import plural, thresholds
from collabstudy.model.case import Case
from collabstudy.model.document import Document
from collabstudy.model.span import text_hash
from collabstudy.model.study import Study
from collabstudy.run.kept_codings import packed

if TYPE_CHECKING:
    from collabstudy.compare.findings import Findings, Outcome

NEEDED = ("run", "documents", "codebook", "cells", "findings")


@dataclass(frozen=True, slots=True)
class State:
    """What was told of a moment, and how the files of its codings are loaded.

    What runs of older versions did not keep is not in `told`, and nothing is said of it.
    """

    told: Mapping[str, Any]
    load: Callable[[str], bytes]

    @property
    def name(self) -> str:
        """The run, or the revision."""
        return str(self.told["run"])


def state_of(
    study: Study,
    findings: Findings,
    cells: Mapping[tuple[str, str], str],
    *,
    name: str,
    documents: Iterable[Document],
    sources: Mapping[str, str],
    quoted: Mapping[str, str] | None,
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """What is kept of a study, and the files of its codings.

    Args:
        study: the study.
        findings: its findings, checked.
        cells: the value of each case and code.
        name: the run, or the revision.
        documents: those of documents.csv.
        sources: the hash of each file of the study, by its path.
        quoted: the codings that the briefing quotes, each with its document; None where nothing is known of that.
    """
    shelf, files = packed(study.codings)
    told = {
        "run": name,
        "documents": {document.id: _document(document, sources) for document in documents},
        "cases": {case.id: _case(case) for case in study.cases},
        "codes": {code.id: code.name for code in study.codebook},
        "codebook": study.codebook.hash,
        "guided": is_guided(study),
        "guide": text_hash(repr(study.guide)),
        "settings": _settings(study),
        "plural": plural(study.settings),
        "codings": shelf,
        "cells": {f"{case}\t{code}": value for (case, code), value in cells.items()},
        "findings": {outcome.finding.id: _finding(outcome, place) for place, outcome in enumerate(findings)},
        "stale": _stale(study),
    }
    return told | ({} if quoted is None else {"quoted": dict(quoted)}), files


def _stale(study: Study) -> list[str]:
    """The summaries that rest on other codings than there are now, by case and code."""
    from collabstudy.compare.framework import framework

    return sorted(f"{cell.case}\t{cell.code}" for cell in framework(study).stale) if study.summaries else []


def _settings(study: Study) -> dict[str, str]:
    """What study.toml says that numbers and results depend on, by its name there."""
    told = {f"[words] {threshold.word}": str(threshold) for threshold in thresholds(study.settings)}
    origins = {"evidence": study.settings.evidence, "[findings] evidence": evidence_of(study.settings)}
    told |= {name: " + ".join(found) for name, found in origins.items()}
    return told | {"[findings] unknown": str(too_many(study.settings))}


def _document(document: Document, sources: Mapping[str, str]) -> dict[str, str]:
    asked = "everything" if document.asked is None else " ".join(sorted(document.asked))
    told = {"consent": document.consent, "case": document.case or "", "kind": document.kind, "asked": asked}
    told |= {"date": document.date, "speakers": text_hash(repr(sorted(document.speakers.items())))}
    return told | {"source": sources.get(f"corpus/{document.file}", "")}


def _case(case: Case) -> dict[str, str]:
    return {**case.attributes, "name": case.name, "aliases": "; ".join(case.aliases)}


def _finding(outcome: Outcome, place: int) -> dict[str, Any]:
    return {
        "place": place,
        "statement": outcome.finding.statement,
        "result": outcome.result,
        "support": len(outcome.support),
        "denominator": outcome.denominator,
        "cases": list(outcome.support),
        "against": list(outcome.against),
        "told": outcome.told,
        "why": outcome.why,
        "bounded": outcome.bounded,
        "claim": str(outcome.finding.claim),
        "evidence": " + ".join(outcome.evidence),
    }
