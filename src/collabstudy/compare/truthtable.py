"""Which combinations of conditions go with an outcome: qualitative comparative analysis, crisp and fuzzy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from collabstudy.compare._chosen import a_table, is_number, one_name, whole
from collabstudy.compare._chosen import names as listed
from collabstudy.compare._show import Show, own_show
from collabstudy.compare.crosstab import crosstab
from collabstudy.compare.qca.calibrated import Placed, Set, placed, sets_of, unplaced
from collabstudy.compare.qca.configurations import HALF, Configuration, Members, configurations
from collabstudy.compare.qca.solutions import Model, solutions
from collabstudy.compare.qca.truth import TruthTable, half
from collabstudy.errors import SettingsError, TooFewError
from collabstudy.model.provenance import MadeBy
from collabstudy.model.study import Study

ROWS_A_CASE = 2
MOST_TOLD = 10


def truthtable(
    study: Study,
    *,
    outcome: str,
    conditions: Sequence[str],
    unit: str,
    inclusion: float,
    exclusion: float,
    frequency: int,
    calibration: Mapping[str, Any] | None = None,
    idm: float | None = None,
    expectations: Mapping[str, Any] | None = None,
    evidence: Sequence[str] | None = None,
    show: Show | None = None,
) -> TruthTable:
    """Make a truth table of the cases and solve it.

    A case without a value in some set (not asked, not coded yet, no such attribute) is left out and named.

    Args:
        study: the study.
        outcome: a code or an attribute of cases.csv; after `~` its absence is what is explained.
        conditions: codes or attributes.
        unit: what a passage is, where passages of a code are counted: `turn`, `sentence`, `coding` or `document`.
        inclusion: a row has the outcome where its inclusion (consistency) is at least this.
        exclusion: a row lacks the outcome where its inclusion is at most this; in between it is contradictory (`C`).
            With the same value as `inclusion` no row lies in between.
        frequency: a row with fewer cases counts as a logical remainder.
        calibration: for each set that needs it a table: `full_out`, `crossover`, `full_in` for a fuzzy set (the direct
            method, Ragin 2008); `threshold` (this or more) or `below` for a crisp one; `is` for values of an attribute.
            For a code also `count`: passages, codings, words or documents. A code without one is voiced or not.
        idm: the membership that stands for fully in: 0.9526 (log-odds of 3, Ragin) or 0.95 (ln 19, R). Needed where
            there are anchors.
        expectations: for the intermediate solution: `present` or `absent` for each condition that theory expects.
        evidence: the origins that count; those of study.toml where not given.
        show: how a notebook draws it; the study's own way where not given.

    Raises:
        SettingsError: a choice that there is not, or more conditions than cases; further problems are in `others`.
        TooFewError: too many conditions for so few cases. With k conditions there are 2^k rows; where these are more
            than two for each case most of them stay empty, whatever is found. Marx & Duşa (2011) give benchmarks made
            from random data, which are debated (Thiem & Mkrtchyan 2022).
        SourceError: a coded document cannot be read.
    """
    _cut_offs(inclusion, exclusion)
    whole("frequency", frequency, least=1)
    wanted, names = one_name("outcome", outcome).removeprefix("~"), _names(conditions)
    calibrations = a_table("calibration", calibration, "{ staff = { threshold = 500 } }")
    theory = a_table("expectations", expectations, '{ trust = "present" }')
    if wanted in names:
        raise SettingsError(f"`{wanted}` is outcome and condition", hint="take it out of the conditions")
    sets = sets_of(study, (wanted, *names), calibrations)
    if len(names) > len(study.cases):
        raise SettingsError(f"{len(names)} conditions for {len(study.cases)} cases", hint="take fewer conditions")
    degree = _degree(idm, sets)
    expected = _expected(theory, names)
    table = crosstab(study, unit=unit, evidence=evidence)
    found = {name: placed(study, table, one, degree) for name, one in sets.items()}
    left_out = dict(unplaced(found))
    cases = tuple(case.id for case in study.cases if case.id not in left_out)
    values = {name: [_known(found[name][case]) for case in cases] for name in sets}
    if not cases:
        raise _nobody(left_out)
    constant = tuple(name for name in names if len(set(values[name])) == 1)
    used = tuple(name for name in names if name not in constant)
    _enough(len(used), len(cases), table.plural)
    own = [1 - value for value in values[wanted]] if outcome.startswith("~") else values[wanted]
    members = Members(cases, {name: values[name] for name in used}, own)
    rows = configurations(members, inclusion=inclusion, exclusion=exclusion, frequency=frequency)
    unsolved, models = _solved(members, rows, {name: way for name, way in expected.items() if name in used})
    chosen: dict[str, Any] = {"outcome": outcome, "conditions": names, "unit": unit, "inclusion": inclusion}
    chosen |= {"exclusion": exclusion, "frequency": frequency} | ({} if idm is None else {"idm": idm})
    chosen |= {f"expected {name}": "present" if way else "absent" for name, way in expected.items()}
    chosen |= {"evidence": table.made_by.choices["evidence"]}
    inputs = dict(table.made_by.inputs) | {"calibration": "; ".join(f"{one.id}: {one.how}" for one in sets.values())}
    return TruthTable(
        outcome=sets[wanted],
        negated=outcome.startswith("~"),
        conditions=tuple(sets[name] for name in used),
        members=members,
        rows=rows,
        models=models,
        placed=found,
        names={case.id: case.name for case in study.cases},
        left_out=tuple(left_out.items()),
        halfway=half(values, cases),
        constant=constant,
        one_sided=tuple(name for name in used if _one_side(values[name])),
        unsolved=unsolved,
        made_by=MadeBy("truthtable", chosen, inputs),
        plural=table.plural,
        show=show or own_show(study),
    )


def _nobody(left_out: Mapping[str, str]) -> TooFewError:
    told = [f"{case}: {why}" for case, why in left_out.items()]
    more = f"; and {len(told) - MOST_TOLD} more" if len(told) > MOST_TOLD else ""
    return TooFewError("no case has a place in every set", hint="; ".join(told[:MOST_TOLD]) + more)


def most_conditions(cases: int) -> int:
    """How many conditions so many cases bear: at most two rows for each case.

    >>> [most_conditions(cases) for cases in (2, 4, 8, 10, 16, 18, 32)]
    [2, 3, 4, 4, 5, 5, 6]
    """
    return (ROWS_A_CASE * cases).bit_length() - 1


def _enough(conditions: int, cases: int, plural: str) -> None:
    if conditions == 0:
        raise TooFewError(f"all {plural} are alike in all conditions", hint="there is nothing to tell them apart by")
    most = most_conditions(cases)
    if conditions > most:
        raise TooFewError(
            f"{conditions} conditions are too many for {cases} {plural}: {2**conditions} rows, of which at least "
            f"{2**conditions - cases} would stay empty",
            hint=f"{cases} {plural} bear {most} conditions (two rows for each; compare Marx & Duşa 2011)",
        )


def _names(conditions: Sequence[str]) -> tuple[str, ...]:
    names = listed("conditions", conditions)
    if not isinstance(conditions, str) and len(names) < len(conditions):
        twice = next(name for name in names if list(conditions).count(name) > 1)
        raise SettingsError(f"the condition `{twice}` is named twice", hint='conditions = ["sharing-power", "sector"]')
    negated = next((name for name in names if name.startswith("~")), None)
    if negated is not None:
        raise SettingsError(
            f"`{negated}`: a condition is named as it is, its absence is in the table anyway",
            hint=f"write {negated.removeprefix('~')}; only an outcome takes ~",
        )
    return names


def _cut_offs(inclusion: Any, exclusion: Any) -> None:
    for name, value in (("inclusion", inclusion), ("exclusion", exclusion)):
        if not is_number(value) or not 0 <= value <= 1:
            raise SettingsError(f"{name} = {value!r} is no part from 0 to 1", hint="inclusion = 0.8, exclusion = 0.5")
    if exclusion > inclusion or inclusion == 0:
        raise SettingsError(
            f"exclusion = {exclusion:g} with inclusion = {inclusion:g} leaves no row without the outcome",
            hint="exclusion is at most as large as inclusion",
        )


def _degree(idm: Any, sets: Mapping[str, Set]) -> float:
    fuzzy = [name for name, one in sets.items() if one.anchors is not None]
    if idm is None and fuzzy:
        raise SettingsError(
            f"`{fuzzy[0]}` has anchors, and nothing says what membership stands for fully in",
            hint="idm = 0.9526 (log-odds of 3, as Ragin has it) or idm = 0.95 (ln 19, as R has it)",
        )
    if idm is not None and (not is_number(idm) or not HALF < idm < 1):
        raise SettingsError(f"idm = {idm!r} is no membership between 0.5 and 1", hint="idm = 0.9526 or 0.95")
    return float(idm or HALF)


def _expected(expectations: Mapping[str, Any], names: Sequence[str]) -> dict[str, bool]:
    for name, way in expectations.items():
        if name not in names or way not in ("present", "absent"):
            raise SettingsError(
                f"nothing can be expected of `{name}` = {way!r}",
                hint=f"`present` or `absent` for each of {', '.join(names)}",
            )
    return {name: way == "present" for name, way in expectations.items()}


def _known(own: Placed) -> float:
    assert own.membership is not None, "cases without one were left out"
    return own.membership


def _one_side(values: Sequence[float]) -> bool:
    return all(value > HALF for value in values) or all(value < HALF for value in values)


def _solved(
    members: Members, rows: Sequence[Configuration], expected: Mapping[str, bool]
) -> tuple[str, tuple[Model, ...]]:
    """Why there is no solution, or the models."""
    if _one_side(members.outcome):
        what = "have" if members.outcome[0] > HALF else "lack"
        return f"all cases {what} the outcome, so nothing can be told apart", ()
    if not any(row.out == "1" for row in rows):
        return "no row has the outcome under these cut-offs", ()
    return "", solutions(members, rows, expectations=expected)
