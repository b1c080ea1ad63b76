"""briefing/findings.yaml, read with its lines."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from collabstudy.errors import SettingsError
from collabstudy.io.findings import can_be_read, finding_of, ids_in, look_at_findings, read_findings
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
        ("- id: a\n  statement: S.\n  claim: most\n", 3, "without code"),
        ("- id: a\n  statement: S.\n  claim: [most]\n", 3, "no claim"),
        ("- id: a\n  statement: S.\n  claim: 9 of 8\n  code: x\n", 3, "more than all"),
        ("- id: a\n  statement: S.\n  claim: at least 0\n  code: x\n", 3, "no number"),
        ("- id: a\n  statement: S.\n  claim: exactly\n  code: x\n", 3, "how many of how many"),
        ("- id: a\n  statement: S.\n  claim: {kind: most, code: x}\n  code: y\n", 4, "beside a claim in braces"),
        ("- id: a\n  statement: S.\n  claim: first\n  code: x\n", 3, "needs `among`"),
        ("- id: a\n  statement: S.\n  claim: together\n  code: x\n  within: turn\n", 3, "a second code"),
        ("- id: a\n  statement: S.\n  claim: together\n  code: [x, y]\n  within: trun\n", 5, "within `trun`"),
        ("- id: a\n  statement: S.\n  claim: most\n  code: x\n  within: turn\n", 5, "`within` says nothing"),
        ("- id: a\n  statement: S.\n  claim: most\n  code: x\n  evidence: people\n", 5, "no kind of evidence"),
        ("- id: a\n  statement: S.\n  claim: {code: trust}\n", 3, "without kind"),
        ("- id: a\n  statement: S.\n  claim:\n    kind: most\n", 4, "without code"),
        ("- id: a\n  statement: S.\n  claim: {kind: most, code: x}\n  wsa: 6 of 8\n", 4, "means nothing"),
        ("- id: a\n  statement: S.\n  claim: {kind: most, code: x}\n  was: six\n", 4, "so many of so many"),
        ("- id: a\n  statement: S.\n  claim: {kind: most, code: x}\n  was: 9 of 8\n", 4, "more than all"),
        ("- id: a\n  statement: S.\n  claim: {kind: only, code: x}\n", 3, "needs `among`"),
        ("- id: a\n  statement: S.\n  claim: {kind: at_least, code: x}\n", 3, "go together"),
        ("- id: a\n  statement: S.\n  claim: {kind: most, code: x, number: 3}\n", 3, "`number` says nothing"),
        ("- id: a\n  statement: S.\n  claim: {kind: at_least, code: x, number: 1.5}\n", 3, "no number"),
        ("- id: a\n  statement: S.\n  claim: {kind: more_than, code: x}\n", 3, "go together"),
        ("- id: a\n  statement: S.\n  claim: {kind: most, code: x, among: {}}\n", 3, "no set of attributes"),
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


def test_a_claim_may_stand_beside_its_code(tmp_path: Path) -> None:
    text = """
- {id: a, statement: S., claim: most, code: trust}
- {id: b, statement: S., claim: 7 of 10, code: [trust, faith], among: {sector: council}}
- {id: c, statement: S., claim: at least 2/3, code: trust, evidence: [person, rules]}
- {id: d, statement: S., claim: more than, code: trust, among: {sector: council}, against: {sector: charity}}
- {id: e, statement: S., claim: together with, code: trust, with: time, within: turn, how: most}
- {id: f, statement: S., claim: together, code: [trust, time], within: case}
- {id: g, statement: S., claim: first voiced by, code: trust, among: {case: ash}}
"""
    found = read_findings(write(tmp_path, text))
    assert [str(finding.claim) for finding in found] == [
        "most: trust",
        "7 of 10: trust or faith, among sector council",
        "at_least 2/3: trust",
        "more_than: trust, among sector council, against sector charity",
        "together: trust with time, within turn, most",
        "together: trust and time, within case, all",
        "first: trust, among case ash",
    ]
    assert found[1].claim.exactly == (7, 10)
    assert [finding.evidence for finding in found[1:4]] == [(), ("person", "rules"), ()]


def test_the_nested_form_says_the_same(tmp_path: Path) -> None:
    text = """
- {id: a, statement: S., claim: at least 9, code: trust}
- {id: b, statement: S., claim: {kind: at_least, number: 9, code: trust}}
- {id: c, statement: S., claim: {kind: at least 9, code: trust}}
"""
    one, two, three = read_findings(write(tmp_path, text))
    assert one.claim == two.claim == three.claim == Claim("at_least", ("trust",), least=9)


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = """
- {id: a, statment: S., claim: most, code: trust}
- {id: b, statement: S., claim: most, code: trust}
- {id: c, statement: S., claim: most}
- {id: b, statement: S., claim: most, code: trust}
"""
    folder = write(tmp_path, text)
    sound, errors = look_at_findings(folder)
    assert [finding.id for finding in sound] == ["b"]
    assert [(error.line, error.problem, error.hint) for error in errors] == [
        (2, "`statment` means nothing here", "is it statement?"),
        (4, "a claim without code", "for example claim: most and, below it, code: trust"),
        (5, "a second finding is called b", "the first is in line 3"),
    ]
    with pytest.raises(SettingsError, match="line 2") as told:
        read_findings(folder)
    assert told.value.hint == "is it statement?; 2 more: `collabstudy check` lists them"
    assert [error.line for error in told.value.others] == [4, 5]


def test_evidence_for_all_findings_at_the_head_of_the_file_was_passed_over_in_silence(tmp_path: Path) -> None:
    (tmp_path / "briefing").mkdir()
    text = "evidence: [person, rules]\nfindings:\n  - {id: a, statement: All., claim: all, code: trust}\n"
    (tmp_path / "briefing" / "findings.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match="`evidence` means nothing here") as raised:
        read_findings(tmp_path)
    assert raised.value.line == 1


def test_findings_as_a_mapping_by_their_ids_were_passed_over_in_silence(tmp_path: Path) -> None:
    text = "trust:\n  statement: All trust.\n  claim: all\n  code: trust\n"
    with pytest.raises(SettingsError, match="no list of findings") as raised:
        read_findings(write(tmp_path, text))
    assert (raised.value.line, raised.value.hint) == (1, "begin each finding with `- id: …`, below `findings:`")


def test_claims_may_be_said_as_people_say_them(tmp_path: Path) -> None:
    text = """
- {id: a, statement: S., claim: more in council than charity, code: trust}
- {id: b, statement: S., claim: more often in council than in charity, code: trust}
- {id: c, statement: S., claim: only in council, code: trust}
- {id: d, statement: S., claim: first voiced by ash, code: trust}
- {id: e, statement: S., claim: together with time, code: trust, within: turn}
- {id: f, statement: S., claim: 7 of 10 places, code: trust}
- {id: g, statement: S., claim: most cases, code: trust}
- {id: h, statement: S., claim: {kind: k of n, k: 7, n: 10, code: trust}}
- {id: i, statement: S., claim: exactly 7 of 10, code: trust}
- {id: j, statement: S., claim: all, code: [trust, trust], among: [ash, birch]}
- {id: k, statement: S., claim: only council, code: trust}
- {id: l, statement: S., claim: together with time, code: trust}
- {id: m, statement: S., claim: together with time within passage, code: trust}
"""
    assert [str(finding.claim) for finding in read_findings(write(tmp_path, text))] == [
        "more_than: trust, among council, against charity",
        "more_than: trust, among council, against charity",
        "only: trust, among council",
        "first: trust, among ash",
        "together: trust with time, within turn, all",
        "7 of 10: trust",
        "most: trust",
        "7 of 10: trust",
        "7 of 10: trust",
        "all: trust, among ash or birch",
        "only: trust, among council",
        "together: trust with time, within case, all",
        "together: trust with time, within passage, all",
    ]


@pytest.mark.parametrize(
    ("more", "line", "problem"),
    [
        ("claim: only in council\n  code: x\n  among: {sector: charity}", 5, "`among` is said twice"),
        ("claim: together with y within turn\n  code: x\n  within: case", 5, "`within` is said twice"),
        ("claim: k of n\n  code: x", 3, "how many of how many"),
        ("claim: k of n\n  code: x\n  k: 11\n  n: 10", 3, "more than all"),
        ("claim: most\n  code: x\n  k: 7", 5, "`k` says nothing"),
        ("claim: at least 1e9999999\n  code: x", 3, "no number"),  # counted for seconds, then a traceback
        ("claim: at least 1e400\n  code: x", 3, "no number"),
        ("claim: most\n  code: x\n  was: 0 of 0", 5, "of nobody"),
        # was compared with a lead over nobody: 3 of 5 after 4 of 5 held where it had weakened
        ("claim: most\n  code: x\n  was: 4 of 5 against 2 of 4", 5, "compares with nobody"),
        ("claim: first\n  code: x\n  among: {case: ash}\n  was: 1 of 2", 6, "nothing of who was first"),
    ],
)
def test_what_would_have_been_passed_over_is_told(tmp_path: Path, more: str, line: int, problem: str) -> None:
    with pytest.raises(SettingsError, match=problem) as raised:
        read_findings(write(tmp_path, f"- id: a\n  statement: S.\n  {more}\n"))
    assert (raised.value.line, bool(raised.value.hint)) == (line, True)


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ({"statement": None}, "`statement` is no text: it is of type NoneType"),  # was a sentence called None
        ({"claim": None}, "`claim` is no text"),
        ({"code": object()}, "`code` is no text"),
        ({"among": {"sector": True}}, "`sector` is no text"),
        ({"among": len}, "`among` is no text"),
    ],
)
def test_what_nobody_could_write_in_a_file_is_refused_in_a_notebook_too(told: dict[str, object], problem: str) -> None:
    whole = {"id": "f", "statement": "S.", "claim": "most", "code": "trust"}
    assert finding_of({**whole, "code": {"trust"}}).claim.codes == ("trust",)
    with pytest.raises(SettingsError, match=problem):
        finding_of({**whole, **told})


def test_the_ids_of_a_file_are_known_also_where_it_cannot_be_read(tmp_path: Path) -> None:
    text = """
findings:
  - id: trust
    statement: "Of id: nothing."
  - {id: "two words", statement: S.
  - {statement: S., id: time, claim: most
  -id: money
"""
    folder = write(tmp_path, text)
    assert not can_be_read(folder)
    assert [name for name in ids_in(folder) if name in ("trust", "two words", "time", "money")] == [
        "trust",
        "two words",
        "time",
        "money",
    ]
    assert (ids_in(tmp_path / "nowhere"), can_be_read(tmp_path / "nowhere")) == ((), True)
