"""Which attribute is meant where a claim limits its cases by a value alone: `among: council`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from collabstudy.compare.claiming.cases import attributes_of
from collabstudy.compare.wording import thresholds
from collabstudy.model.finding import ANY, Among, Finding
from collabstudy.model.nearest import nearest
from collabstudy.model.study import Study


def named(study: Study, finding: Finding) -> Finding:
    """The finding with an attribute for each value that has just one; others stay as they are (see `unnamed`).

    A word of `[words]` that begins with `only` is that word.
    """
    claim = finding.claim
    if ANY not in claim.among and ANY not in claim.against:
        return finding
    word = " ".join(("only", *claim.among.get(ANY, ())))
    if claim.kind == "only" and word in [threshold.word for threshold in thresholds(study.settings)]:
        return replace(finding, claim=replace(claim, kind=word, among={}))
    among, against = _named(study, claim.among), _named(study, claim.against)
    return replace(finding, claim=replace(claim, among=among, against=against))


def unnamed(study: Study, limits: Among) -> Iterator[tuple[str, str]]:
    """What is wrong with values by themselves that are of no attribute, or of several, and what to do."""
    values = limits.get(ANY, ())
    for value in values:
        if not _having(study, (value,)):
            known = [value for case in study.cases for value in (case.id, *case.attributes.values()) if value]
            names = nearest(value, _by_name(study), "write an attribute of cases.csv, as {sector: council}")
            hint = nearest(value, dict.fromkeys(known), names)
            yield f"no case is `{value}` or has it as an attribute", hint
    if all(_having(study, (value,)) for value in values) and values:
        told = " or ".join(f"`{value}`" for value in values)
        meant = " or ".join(f"{{{name}: {values[0]}}}" for name in _having(study, values))
        yield f"{told} may be several things", f"write {meant or 'each with its attribute, as {sector: council}'}"


def _named(study: Study, limits: Among) -> Among:
    found = _having(study, limits[ANY]) if ANY in limits else {}
    return dict(found) if len(found) == 1 else limits


def _having(study: Study, values: tuple[str, ...]) -> Among:
    """The attributes that have all these values, with the values; a case may be called by its name, if no other is."""
    known: dict[str, dict[str, str]] = {}
    for case in study.cases:
        for name, value in attributes_of(case).items():
            known.setdefault(name, {})[value] = value
    known["case"] = {**_by_name(study), **known.get("case", {})}
    return {name: tuple(there[value] for value in values) for name, there in known.items() if {*values} <= {*there}}


def _by_name(study: Study) -> Mapping[str, str]:
    names = [case.name for case in study.cases]
    return {case.name: case.id for case in study.cases if names.count(case.name) == 1}
