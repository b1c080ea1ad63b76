"""Twenty planted faults are found, and fifty quotations that are in order give no alarm, in every format."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest

from collabstudy.model.study import Study
from collabstudy.run.finished import quotes_in

FORMATS = (".docx", ".html", ".md", ".odt", ".pdf")
BEGINNING = 22


def letters(text: str) -> str:
    """The beginning of a quotation by its letters: what stands in brackets, and all typography, aside."""
    return "".join(re.findall(r"[^\W_]", re.sub(r"\[[^\]]{2,}\]", "", text).casefold()))[:BEGINNING]


def document(path: Path, cases: list[object], documents: ModuleType, makers: ModuleType) -> Path:
    """A report in which the quotations stand between what its writer has to say."""
    items = [documents.Item("heading", "What we heard in ten places")]
    for number, case in enumerate(cases, 1):
        items.append(
            documents.Item(
                "p",
                f"Section {number} of this report is about what people told us, and has a few words of its own.",
            )
        )
        items.append(case.item)  # type: ignore[attr-defined]
    written: Path = documents.write(path, items, makers)
    return written


@pytest.mark.parametrize("suffix", FORMATS)
def test_fifty_quotations_in_order_give_no_alarm(
    suffix: str, study: Study, planted: ModuleType, documents: ModuleType, makers: ModuleType, tmp_path: Path
) -> None:
    cases = planted.clean(study, documents)
    assert len(cases) == 50
    found = quotes_in(study, document(tmp_path / f"report{suffix}", cases, documents, makers))
    assert [(v.results, v.text, v.why) for v in found.alarms] == []
    results = {letters(verdict.text): verdict.result for verdict in found}
    wrong = [
        (c.quotation, c.result, results.get(letters(c.quotation)))
        for c in cases
        if results.get(letters(c.quotation)) != c.result
    ]
    assert wrong == []


@pytest.mark.parametrize("suffix", FORMATS)
def test_twenty_planted_faults_are_found(
    suffix: str, study: Study, planted: ModuleType, documents: ModuleType, makers: ModuleType, tmp_path: Path
) -> None:
    good, bad = planted.clean(study, documents), planted.faults(study, documents)
    assert len(bad) == 20
    mixed = [case for pair in zip(good, [*bad, *[None] * len(good)], strict=False) for case in pair if case]
    found = quotes_in(study, document(tmp_path / f"report{suffix}", mixed, documents, makers))
    results = {letters(verdict.text): verdict.result for verdict in found}
    missed = [
        (c.quotation, c.result, results.get(letters(c.quotation)))
        for c in bad
        if results.get(letters(c.quotation)) != c.result
    ]
    assert missed == []
    assert len(found.alarms) == 20
