"""Which attribute is meant where a claim limits its cases by a value alone: `among: council`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from collabstudy.compare.claiming.cases import attributes_of
from collabstudy.model.finding import ANY, Among, Finding
from collabstudy.model.nearest import nearest
from collabstudy.model.study import Study


def named(study: Study, finding: Finding) -> Finding:
    """The finding with an attribute for each value that has just one; others stay as they are (see `unnamed`)."""
    claim = finding.claim
    if ANY not in claim.among and ANY not in claim.against:
        return finding
    among, against = _named(study, claim.among), _named(study, claim.against)
    return replace(finding, claim=replace(claim, among=among, against=against))


def unnamed(study: Study, limits: Among) -> Iterator[tuple[str, str]]:
    """What is wrong with values by themselves that are of no attribute, or of several, and what to do."""
    values = limits.get(ANY, ())
    for value in values:
        if not _having(study, (value,)):
            known = [value for case in study.cases for value in (case.id, *case.attributes.values()) if value]
            hint = nearest(value, dict.fromkeys(known), "write an attribute of cases.csv, as {sector: council}")
            yield f"no case is `{value}` or has it as an attribute", hint
    if all(_having(study, (value,)) for value in values) and values:
        told = " or ".join(f"`{value}`" for value in values)
        meant = " or ".join(f"{{{name}: {values[0]}}}" for name in _having(study, values))
        yield f"{told} may be several things", f"write {meant or 'each with its attribute, as {sector: council}'}"


def _named(study: Study, limits: Among) -> Among:
    found = _having(study, limits[ANY]) if ANY in limits else ()
    return {found[0]: limits[ANY]} if len(found) == 1 else limits


def _having(study: Study, values: tuple[str, ...]) -> tuple[str, ...]:
    """The attributes that have all these values."""
    known: dict[str, set[str]] = {}
    for case in study.cases:
        for name, value in attributes_of(case).items():
            known.setdefault(name, set()).add(value)
    return tuple(name for name, there in known.items() if set(values) <= there)
