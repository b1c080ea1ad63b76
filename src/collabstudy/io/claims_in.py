"""Claims as people write them.

    claim: all | none | most | some | few    any word that study.toml declares under [words]
    claim: 7 of 10                           just so many of just so many
    claim: at least 9 | at least 2/3         or kind: at_least with number: 9
    claim: only                              no case outside `among`
    claim: more than                         among these cases more often than in `against`: other cases, or {code: …}
    claim: together                          code: trust, with: time, within: case, document, turn or passage:
                                             where trust is voiced, time is; with code: [trust, time] neither without
                                             the other. Without `within` in the same case, which the report says.
                                             `how` many of the cases: all, or any of the measures above
    claim: first                             the earliest interview that voices the code is one of `among`

`code` is one code, or a list of which any will do. `among` limits the cases by attributes, or by `case`; a value by
itself, `among: council`, is looked for in cases.csv, also among the names of the cases. What a claim needs may stand in
its own words as well:

    claim: more in council than charity      claim: only in council           claim: only council
    claim: first voiced by plankway          claim: together with time        claim: together with time within turn
    claim: 7 of 10 places                    claim: {kind: k of n, k: 7, n: 10}
"""

from __future__ import annotations

import re
from fractions import Fraction

from collabstudy.io.told import WrongError, near, only_known, texts
from collabstudy.io.yaml_lines import Located
from collabstudy.model.finding import ANY, WITHIN, Claim, Measure

PARTS = ("code", "among", "against", "number", "k", "n", "with", "within", "how")
_EXAMPLE = "for example claim: most and, below it, code: trust"
_SO_MANY = re.compile(r"(?:exactly )?(\d{1,9}) of (\d{1,9})\Z")
_AT_LEAST = re.compile(r"at[ _]least (\S+)\Z")
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,9}|/\d{1,9})?\Z")
_OF_CASES = re.compile(r" (?:of the )?(?:cases|places)\Z")
_IN_WORDS = {
    "more_than": re.compile(r"more (?:often )?in (?P<among>.+) than (?:in )?(?P<against>.+)\Z"),
    "only": re.compile(r"only (?:in )?(?P<among>.+)\Z"),
    "together": re.compile(r"together with (?P<with>.+?)(?: within (?P<within>\w+))?\Z"),
    "first": re.compile(r"first (?:voiced )?by (?P<among>.+)\Z"),
}
_ALSO = {
    "at least": "at_least",
    "more than": "more_than",
    "more in": "more_than",
    "more_in": "more_than",
    "only in": "only",
    "only_in": "only",
    "k of n": "exactly",
    "k_of_n": "exactly",
    "together with": "together",
    "together_with": "together",
    "first voiced by": "first",
    "first_voiced_by": "first",
}
_FORMS = {
    "more_than": "write claim: more in council than charity, or against: {sector: …}, or against: {code: …}",
    "only": "write claim: only in council, or among: {sector: council}",
    "first": "write claim: first voiced by ash, or among: {case: ash}",
    "together": "write claim: together with time, or with: time, or code: [trust, time]",
}
_BELONGS = {
    "number": "at_least",
    "k": "exactly",
    "n": "exactly",
    "against": "more_than",
    "with": "together",
    "within": "together",
    "how": "together",
}


def claim_of(item: Located) -> Claim:
    """A claim from what stands in it (`kind`, `code` and so on).

    Raises WrongError for what it does not say as it must.
    """
    only_known(item, ("kind", *PARTS))
    kind = item.get("kind")
    if not isinstance(kind, str) or not kind.strip():
        raise WrongError("a claim without kind", _EXAMPLE, item.line)
    item, kind = _in_words(item, " ".join(kind.split()))
    if "k" in item and "n" in item and _ALSO.get(kind, kind) == "exactly":
        kind = f"{item['k']} of {item['n']}"
    measure = measure_of(kind, item.lines.get("kind", item.line))
    codes = texts(item, "code")
    if not codes:
        raise WrongError("a claim without code", _EXAMPLE, item.line)
    least = _number(item["number"], item.lines["number"]) if "number" in item else measure.least
    against = dict(_among(item, "against"))
    claim = Claim(
        kind=measure.kind,
        codes=codes,
        among=_among(item, "among"),
        against=against,
        against_codes=against.pop("code", ()),
        least=least,
        exactly=measure.exactly,
        with_codes=texts(item, "with"),
        within=" ".join(texts(item, "within")),
        how=measure_of(" ".join(texts(item, "how")) or "all", item.lines.get("how", item.line)),
    )
    _complete(claim, item)
    return claim


def measure_of(told: str, line: int | None) -> Measure:
    """How many of the cases, or another kind of claim, as people write it."""
    told = _OF_CASES.sub("", " ".join(told.split()))
    if found := _SO_MANY.match(told):
        some, of = int(found[1]), int(found[2])
        if not 0 < of >= some:
            raise WrongError(f"`{told}` is more than all", "for example claim: 7 of 10", line)
        return Measure("exactly", exactly=(some, of))
    if found := _AT_LEAST.match(told):
        return Measure("at_least", _number(found[1], line))
    if _ALSO.get(told, told) == "exactly":
        raise WrongError(f"`{told}` does not say how many of how many", "for example claim: 7 of 10", line)
    return Measure(_ALSO.get(told, told))


def _in_words(item: Located, told: str) -> tuple[Located, str]:
    """A claim that says in its own words what else stands beside it, as if it stood there; and its kind."""
    line = item.lines.get("kind", item.line)
    for kind, words in _IN_WORDS.items():
        if told not in _ALSO and (found := words.match(told)):
            said = {part: text for part, text in found.groupdict().items() if text}
            for part in said:
                if part in item:
                    raise WrongError(f"`{part}` is said twice", f"`{told}` says it already", item.lines[part])
            whole = Located({**item, **said})
            whole.line, whole.lines = item.line, {**dict.fromkeys(said, line), **item.lines}
            return whole, kind
    return item, told


def _complete(claim: Claim, item: Located) -> None:
    """Every kind has what it needs, and nothing that it would not look at."""
    for part, kind in _BELONGS.items():
        if part in item and claim.kind != kind:
            raise WrongError(f"`{part}` says nothing in this claim", f"it goes with {kind}", item.lines[part])
    if claim.kind == "at_least" and claim.least is None:
        raise WrongError("`at_least` and `number` go together", "write claim: at least 9", item.line)
    if claim.kind == "more_than" and not (claim.against or claim.against_codes):
        raise WrongError("`more_than` and `against` go together", _FORMS["more_than"], item.line)
    if claim.kind in ("only", "first") and not claim.among:
        raise WrongError(f"`{claim.kind}` needs `among`", _FORMS[claim.kind], item.line)
    if claim.kind == "together":
        _together(claim, item)


def _together(claim: Claim, item: Located) -> None:
    if not claim.with_codes and len(claim.codes) == 1:
        raise WrongError("`together` needs a second code", _FORMS["together"], item.line)
    if claim.within and claim.within not in WITHIN:
        hint = near(claim.within, WITHIN, "one of")
        raise WrongError(f"nothing is together within `{claim.within}`", hint, item.lines["within"])
    if claim.how.kind == "at_least" and claim.how.least is None:
        raise WrongError("`how` does not say how many", "write how: at least 3", item.lines["how"])


def _among(item: Located, name: str) -> dict[str, tuple[str, ...]]:
    among = item.get(name)
    if among is None:
        return {}
    if isinstance(among, str | list) and (values := texts(item, name)):
        return {ANY: values}
    if not isinstance(among, Located) or not among:
        hint = f"for example {name}: {{sector: council}}"
        raise WrongError(f"`{name}` is no set of attributes", hint, item.lines[name])
    found = {attribute: texts(among, attribute) for attribute in among}
    for attribute, values in found.items():
        if not values:
            raise WrongError(f"`{name}` has no value for {attribute}", "name at least one", among.lines[attribute])
    return found


def _number(told: object, line: int | None) -> int | Fraction:
    try:
        share = Fraction(str(told)) if _NUMBER.match(str(told)) else Fraction(0)
    except ZeroDivisionError:
        share = Fraction(0)
    if share <= 0 or (share > 1 and share.denominator != 1):
        raise WrongError("`number` is no number of places and no share of them", 'a whole number, or "2/3"', line)
    return int(share) if share.denominator == 1 else share
