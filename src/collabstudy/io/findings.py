"""briefing/findings.yaml: the sentences that carry a claim, each with its test.

    - id: procurement
      statement: Most places say that procurement gets in the way.
      claim: {kind: most, code: procurement-obstacle}
      was: 6 of 8
    - id: culture
      statement: Only councils speak of culture change in their own house.
      claim: {kind: only, code: culture-change, among: {sector: council}}
    - id: key-people
      statement: Charities more often than councils say that it hangs on a few people.
      claim: {kind: more_than, code: key-people, among: {sector: charity}, against: {sector: council}}
    - id: trust
      statement: Nine places speak of trust made before it is needed.
      claim: {kind: at_least, number: 9, code: trust}

`kind`: all, none, only (no case outside `among`), at_least (with `number`, a number or a share), more_than (with
`against`: other cases, or `{code: …}`), or a word that study.toml declares under `[words]`. `code`: one code, or a
list of which any will do. `among`: attributes of cases, or `case`. `was`: what stood behind the sentence when it was
written.
"""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import Any, NoReturn

from collabstudy.errors import SettingsError
from collabstudy.io.yaml_lines import Located, load
from collabstudy.model.finding import Claim, Finding, Was

FILE = "briefing/findings.yaml"
_WAS = re.compile(r"(\d+) of (\d+)(?: against (\d+) of (\d+))?\Z")
_EXAMPLE = "for example claim: {kind: most, code: trust}"


def read_findings(folder: Path) -> tuple[Finding, ...]:
    """Read the findings of a study; a study without the file has none.

    Raises SettingsError, with the line, when the file is malformed. Whether the codes, attributes and words in it exist
    is looked at where the findings are checked.
    """
    path = folder / FILE
    if not path.is_file():
        return ()
    found = load(path, name=FILE)
    items = found.get("findings") if isinstance(found, Located) else found
    if items in (None, ""):
        return ()
    if not isinstance(items, list):
        raise SettingsError("no list of findings", hint="begin each with `- id: …`", file=FILE)
    return _unique([_finding(item) for item in items])


def _unique(findings: list[Finding]) -> tuple[Finding, ...]:
    lines: dict[str, int | None] = {}
    for finding in findings:
        if finding.id in lines:
            _wrong(
                f"a second finding is called {finding.id}", f"the first is in line {lines[finding.id]}", finding.line
            )
        lines[finding.id] = finding.line
    return tuple(findings)


def _finding(item: Any) -> Finding:
    if not isinstance(item, Located):
        _wrong("an entry that is no finding", "begin each with `- id: …`", None)
    _only_known(item, ("id", "statement", "claim", "was"))
    for name in ("id", "statement"):
        if not isinstance(item.get(name), str) or not item[name].strip():
            _wrong(f"a finding without {name}", f"write `{name}: …`", item.line)
    claim = item.get("claim")
    if not isinstance(claim, Located):
        _wrong(f"{item['id']} has no claim", _EXAMPLE, item.lines.get("claim", item.line))
    was = _was(item["was"], item.lines["was"]) if item.get("was") else None
    return Finding(item["id"].strip(), " ".join(item["statement"].split()), _claim(claim), was, FILE, item.line)


def _claim(item: Located) -> Claim:
    _only_known(item, ("kind", "code", "among", "against", "number"))
    kind = item.get("kind")
    if not isinstance(kind, str) or not kind:
        _wrong("a claim without kind", _EXAMPLE, item.line)
    codes = _texts(item, "code")
    if not codes:
        _wrong("a claim without code", _EXAMPLE, item.line)
    against = dict(_among(item, "against"))
    claim = Claim(
        kind, codes, _among(item, "among"), against, against.pop("code", ()), _least(item) if "number" in item else None
    )
    _complete(claim, item)
    return claim


def _complete(claim: Claim, item: Located) -> None:
    """Every kind has what it needs, and nothing that it would not look at."""
    if (claim.kind == "at_least") != (claim.least is not None):
        _wrong("`at_least` and `number` go together", "write kind: at_least, number: 9", item.line)
    if (claim.kind == "more_than") != bool(claim.against or claim.against_codes):
        _wrong("`more_than` and `against` go together", "write against: {sector: …} or {code: …}", item.line)
    if claim.kind == "only" and not claim.among:
        _wrong("`only` needs `among`", "write among: {sector: …}", item.line)


def _among(item: Located, name: str) -> dict[str, tuple[str, ...]]:
    among = item.get(name)
    if among is None:
        return {}
    if not isinstance(among, Located) or not among:
        _wrong(f"`{name}` is no set of attributes", f"for example {name}: {{sector: council}}", item.lines[name])
    found = {attribute: _texts(among, attribute) for attribute in among}
    for attribute, values in found.items():
        if not values:
            _wrong(f"`{name}` has no value for {attribute}", "name at least one", among.lines[attribute])
    return found


def _texts(item: Located, name: str) -> tuple[str, ...]:
    value = item.get(name)
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str | None) for one in values):
        _wrong(f"`{name}` is no text and no list of texts", f"for example {name}: trust", item.lines[name])
    return tuple(one.strip() for one in values if one and one.strip())


def _least(item: Located) -> int | Fraction:
    try:
        share = Fraction(str(item["number"]))
    except (ValueError, ZeroDivisionError):
        share = Fraction(0)
    if share <= 0 or (share > 1 and share.denominator != 1):
        _wrong("`number` is no number of places and no share of them", 'a whole number, or "2/3"', item.lines["number"])
    return int(share) if share.denominator == 1 else share


def _was(told: Any, line: int) -> Was:
    found = _WAS.match(" ".join(str(told).split()))
    if not found:
        _wrong("`was` does not say so many of so many", "for example was: 6 of 8, or 4 of 5 against 2 of 4", line)
    support, of, against, against_of = (None if number is None else int(number) for number in found.groups())
    if support is None or of is None or support > of or (against or 0) > (against_of or 0):
        _wrong("`was` has more than all", "for example was: 6 of 8", line)
    return Was(support, of, against, against_of)


def _only_known(item: Located, known: tuple[str, ...]) -> None:
    for name in item:
        if name not in known:
            _wrong(f"`{name}` means nothing here", f"one of {', '.join(known)}", item.lines[name])


def _wrong(problem: str, hint: str, line: int | None) -> NoReturn:
    raise SettingsError(problem, hint=hint, file=FILE, line=line)
