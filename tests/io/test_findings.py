"""briefing/findings.yaml, read with its lines."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from collabstudy.errors import SettingsError
from collabstudy.io.findings import read_findings
from collabstudy.model.finding import Claim, Was


def write(folder: Path, text: str) -> Path:
    (folder / "briefing").mkdir()
    (folder / "briefing" / "findings.yaml").write_text(text, encoding="utf-8")
    return folder


def test_each_entry_becomes_a_finding(tmp_path: Path) -> None:
    text = """# sentences
- id: procurement
  statement: >-
    Most places say that
    procurement gets in the way.
  claim: {kind: most, code: procurement-obstacle}
  was: 6 of 8
- id: culture
  statement: Only councils.
  claim: {kind: only, code: [culture, habits], among: {sector: council, region: [Fells, Coast]}}
- id: lead
  statement: Charities more often.
  claim: {kind: more_than, code: key-people, among: {sector: charity}, against: {sector: council}}
  was: 4 of 5 against 2 of 4
- {id: share, statement: S., claim: {kind: at_least, number: 2/3, code: trust}}
- {id: codes, statement: S., claim: {kind: more_than, code: people, against: {code: system}}}
"""
    procurement, culture, lead, share, codes = read_findings(write(tmp_path, text))
    assert procurement.statement == "Most places say that procurement gets in the way."
    assert (procurement.claim, procurement.was) == (Claim("most", ("procurement-obstacle",)), Was(6, 8))
    assert (procurement.file, procurement.line) == ("briefing/findings.yaml", 2)
    assert culture.claim.among == {"sector": ("council",), "region": ("Fells", "Coast")}
    assert culture.claim.codes == ("culture", "habits")
    assert lead.claim.against == {"sector": ("council",)}
    assert lead.was == Was(4, 5, 2, 4)
    assert share.claim.least == Fraction(2, 3)
    assert codes.claim.against_codes == ("system",)
    assert codes.claim.against == {}


def test_a_study_without_the_file_has_no_findings(tmp_path: Path) -> None:
    assert read_findings(tmp_path) == ()
    assert read_findings(write(tmp_path, "findings:\n")) == ()


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("- id: a\n", 1, "without statement"),
        ("- id: a\n  statement: S.\n", 1, "no claim"),
        ("- id: a\n  statement: S.\n  claim: most\n", 3, "no claim"),
        ("- id: a\n  statement: S.\n  claim: {code: trust}\n", 3, "without kind"),
        ("- id: a\n  statement: S.\n  claim:\n    kind: most\n", 4, "without code"),
        ("- id: a\n  statement: S.\n  claim: {kind: most, code: x}\n  wsa: 6 of 8\n", 4, "means nothing"),
        ("- id: a\n  statement: S.\n  claim: {kind: most, code: x}\n  was: six\n", 4, "so many of so many"),
        ("- id: a\n  statement: S.\n  claim: {kind: most, code: x}\n  was: 9 of 8\n", 4, "more than all"),
        ("- id: a\n  statement: S.\n  claim: {kind: only, code: x}\n", 3, "needs `among`"),
        ("- id: a\n  statement: S.\n  claim: {kind: at_least, code: x}\n", 3, "go together"),
        ("- id: a\n  statement: S.\n  claim: {kind: most, code: x, number: 3}\n", 3, "go together"),
        ("- id: a\n  statement: S.\n  claim: {kind: at_least, code: x, number: 1.5}\n", 3, "no number"),
        ("- id: a\n  statement: S.\n  claim: {kind: more_than, code: x}\n", 3, "go together"),
        ("- id: a\n  statement: S.\n  claim: {kind: most, code: x, among: council}\n", 3, "no set of attributes"),
        ("- id: a\n  statement: S.\n  claim: {kind: most, code: x, among: {sector: }}\n", 3, "no value for sector"),
        ("- id: a\n  statement: S.\n  claim: {kind: most, code: {x: y}}\n", 3, "no list of texts"),
        ("- just text\n", None, "no finding"),
        ("findings: none\n", None, "no list"),
        ("- id: [\n", 2, "not YAML"),
        ("- {id: a, statement: S., claim: {kind: all, code: x}}\n" * 2, 2, "a second finding is called a"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, line: int | None, problem: str) -> None:
    with pytest.raises(SettingsError, match=problem) as error:
        read_findings(write(tmp_path, text))
    assert (error.value.file, error.value.line) == ("briefing/findings.yaml", line)
    assert error.value.hint
