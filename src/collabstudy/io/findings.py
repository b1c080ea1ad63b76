"""briefing/findings.yaml: the sentences that carry a claim, each with its test.

    - id: procurement
      statement: Most places say that procurement gets in the way.
      claim: most
      code: procurement-obstacle
      was: 6 of 8
    - id: trust
      statement: "{trust.cases} of {trust.of} places speak of trust made before it is needed."
      claim: at least 9
      code: trust
    - id: culture
      statement: Only councils speak of culture change in their own house.
      claim: only
      code: culture-change
      among: {sector: council}
    - id: key-people
      statement: Charities more often than councils say that it hangs on a few people.
      claim: {kind: more_than, code: key-people, among: {sector: charity}, against: {sector: council}}

What a claim may be, and what it needs, stands in `io/claims_in.py`. What belongs to it stands beside it, as in the
first three, or inside it, as in the last. `was` is what stood behind the sentence when it was written. `evidence` says
whose codings it rests on (`person`, `rules`), where not on those by people.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, NoReturn

from collabstudy.errors import SettingsError
from collabstudy.io.claims_in import PARTS, claim_of
from collabstudy.io.told import WrongError, near, only_known, texts
from collabstudy.io.yaml_lines import Located, load
from collabstudy.model.coding import ORIGINS
from collabstudy.model.finding import Claim, Finding, Was

FILE = "briefing/findings.yaml"
_WAS = re.compile(r"(\d+) of (\d+)(?: against (\d+) of (\d+))?\Z")
_ID = re.compile(r"""(?:^|[\s{,-])["']?id["']?\s*:\s*("[^"\n]*"|'[^'\n]*'|[^,}\n#]+)""")
_EXAMPLE = "for example claim: most and, below it, code: trust"
_OWN = ("id", "statement", "claim", "was", "evidence")


def read_findings(folder: Path) -> tuple[Finding, ...]:
    """Read the findings of a study; a study without the file has none.

    Raises SettingsError, with the line, when entries are malformed: the first, with the `others`. Whether the codes,
    attributes and words in them exist is looked at where the findings are checked.
    """
    findings, errors = look_at_findings(folder)
    if errors:
        raise together(errors)
    return findings


def look_at_findings(folder: Path) -> tuple[tuple[Finding, ...], tuple[SettingsError, ...]]:
    """The entries that can be read, and what is wrong with the others.

    Raises SettingsError when the file cannot be read at all.
    """
    path = folder / FILE
    if not path.is_file():
        return (), ()
    found = load(path, name=FILE)
    if isinstance(found, Located) and found and "findings" not in found:
        hint = "begin each finding with `- id: …`, below `findings:`"
        raise SettingsError("no list of findings", hint=hint, file=FILE, line=found.line)
    items = found.get("findings") if isinstance(found, Located) else found
    if items in (None, ""):
        return (), ()
    if not isinstance(items, list):
        raise SettingsError("no list of findings", hint="begin each with `- id: …`", file=FILE)
    findings: dict[str, Finding] = {}
    errors: list[SettingsError] = []
    if isinstance(found, Located):
        errors += _passed_over(found)
    for item in items:
        try:
            finding = _finding(item)
            if finding.id in findings:
                first = findings[finding.id].line
                hint = f"the first is in line {first}"
                raise WrongError(f"a second finding is called {finding.id}", hint, finding.line)
            findings[finding.id] = finding
        except WrongError as error:
            errors.append(SettingsError(error.problem, hint=error.hint, file=FILE, line=error.line))
    return tuple(findings.values()), tuple(errors)


def can_be_read(folder: Path) -> bool:
    """Tell whether the file is a list of entries, whatever is wrong with one of them."""
    try:
        look_at_findings(folder)
    except SettingsError:
        return False
    return True


def ids_in(folder: Path) -> tuple[str, ...]:
    """The ids that stand in the file, also those of entries that cannot be read, or of a file that is no YAML."""
    path = folder / FILE
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    return tuple(dict.fromkeys(" ".join(found.strip("\"' ").split()) for found in _ID.findall(text)))


def _passed_over(found: Located) -> list[SettingsError]:
    """What stands beside the list of findings, and would be read by nobody."""
    hint = "what belongs to one finding stands in its entry, what belongs to all under [findings] in study.toml"
    return [
        SettingsError(f"`{name}` means nothing here", hint=hint, file=FILE, line=found.lines[name])
        for name in found
        if name != "findings"
    ]


def together(errors: tuple[SettingsError, ...]) -> SettingsError:
    """The first of several errors, which says how many more there are and knows them as its `others`."""
    first, *others = errors
    more = f"{len(others)} more: `collabstudy check` lists them" if others else ""
    hint = "; ".join(part for part in (first.hint, more) if part)
    told = SettingsError(first.problem, hint=hint, file=first.file, line=first.line)
    told.others = tuple(others)
    return told


def finding_of(told: Mapping[str, Any]) -> Finding:
    """One finding, told as an entry of the file is. Raises SettingsError for what it does not say as it must."""
    try:
        return _finding(_located(told))
    except WrongError as error:
        raise SettingsError(error.problem, hint=error.hint) from None


def _located(told: Mapping[str, Any]) -> Located:
    """The same as it would come from a file: all values are text."""
    found = Located({str(name): _as_text(str(name), value) for name, value in told.items()})
    found.lines = dict.fromkeys(found, 0)
    return found


def _as_text(name: str, value: Any) -> Any:
    """Text, a list of texts, or a mapping of them. Raises WrongError for what nobody could write in a file."""
    if isinstance(value, Mapping):
        return _located(value)
    if isinstance(value, list | tuple | set | frozenset):
        parts = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return [_as_text(name, part) for part in parts]
    if isinstance(value, str | int | float | Fraction) and not isinstance(value, bool):
        return str(value)
    raise WrongError(f"`{name}` is no text: it is of type {type(value).__name__}", "write it as a string", None)


def _finding(item: Any) -> Finding:
    if not isinstance(item, Located):
        raise WrongError("an entry that is no finding", "begin each with `- id: …`", None)
    only_known(item, (*_OWN, *PARTS))
    for name in ("id", "statement"):
        if not isinstance(item.get(name), str) or not item[name].strip():
            raise WrongError(f"a finding without {name}", f"write `{name}: …`", item.line)
    name, told = " ".join(item["id"].split()), item.get("claim")
    if not told or not isinstance(told, str | Located):
        raise WrongError(f"{name} has no claim", _EXAMPLE, item.lines.get("claim", item.line))
    if isinstance(told, Located):
        for part in PARTS:
            if part in item:
                _inside(part, item.lines[part])
    claim = claim_of(told if isinstance(told, Located) else _beside(item))
    was = _was(item["was"], claim, item.lines["was"]) if item.get("was") else None
    statement = " ".join(item["statement"].split())
    return Finding(name, statement, claim, was, FILE, item.line, _evidence(item))


def _inside(part: str, line: int) -> NoReturn:
    raise WrongError(f"`{part}` stands beside a claim in braces", "put it into the braces", line)


def _beside(item: Located) -> Located:
    """A claim that is told by the entry itself."""
    found = Located({part: item[part] for part in PARTS if part in item}, kind=item["claim"])
    found.line, found.lines = item.lines["claim"], {**item.lines, "kind": item.lines["claim"]}
    return found


def _evidence(item: Located) -> tuple[str, ...]:
    found = texts(item, "evidence") if "evidence" in item else ()
    for origin in found:
        if origin not in ORIGINS:
            hint = near(origin, ORIGINS, "one of")
            raise WrongError(f"`{origin}` is no kind of evidence", hint, item.lines["evidence"])
    return found


def _was(told: Any, claim: Claim, line: int) -> Was:
    found = _WAS.match(" ".join(str(told).split()))
    if not found:
        hint = "for example was: 6 of 8, or 4 of 5 against 2 of 4"
        raise WrongError("`was` does not say so many of so many", hint, line)
    support, of, against, against_of = (None if number is None else int(number) for number in found.groups())
    if support is None or of is None or support > of or (against or 0) > (against_of or 0):
        raise WrongError("`was` has more than all", "for example was: 6 of 8", line)
    if not of or against_of == 0:
        raise WrongError("`was` is of nobody", "leave it out where nobody had been asked", line)
    if claim.kind == "first":
        hint = "one interview was the first: leave it out"
        raise WrongError("`was` says nothing of who was first", hint, line)
    if against is not None and claim.kind not in ("more_than", "only"):
        hint = "it goes with more_than: write was: 6 of 8"
        raise WrongError("`was` has others against it, and the claim compares with nobody", hint, line)
    return Was(support, of, against, against_of)
