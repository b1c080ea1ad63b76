"""What a truth table comes to: its models, how well each fits, and what they had to assume."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from collabstudy.compare.qca import minimise
from collabstudy.compare.qca.configurations import HALF, Configuration, Members
from collabstudy.compare.qca.minimise import Term
from collabstudy.compare.qca.sufficiency import Fit, Necessity, necessary, sufficient

Kind = Literal["conservative", "parsimonious", "intermediate"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Path:
    """One term of a model: a combination of conditions, how well it fits, and the cases more in than out of it."""

    term: Term
    name: str
    fit: Fit
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """Paths that together cover the rows with the outcome.

    `assumed` are the logical remainders that it takes to have the outcome, by their ids.
    """

    kind: Kind
    id: str
    paths: tuple[Path, ...]
    fit: Fit
    assumed: tuple[str, ...]

    def __str__(self) -> str:
        return " + ".join(path.name for path in self.paths)


def solutions(
    members: Members, rows: Sequence[Configuration], *, expectations: Mapping[str, bool] | None = None
) -> tuple[Model, ...]:
    """The conservative and the parsimonious models, all that tie; the intermediate ones where anything is expected.

    A contradictory row is neither covered nor assumed. `expectations` says of conditions whether their presence (True)
    or their absence (False) should help. The intermediate models use those of the remainders a parsimonious model
    assumes that are easy counterfactuals.

    >>> from collabstudy.compare.qca.configurations import configurations
    >>> places = Members(("a", "b", "c", "d"), {"trust": [1, 1, 0, 0], "money": [1, 0, 1, 0]}, [1, 1, 0, 0])
    >>> rows = configurations(places, inclusion=1, exclusion=1, frequency=1)
    >>> [(model.kind, str(model), model.fit.coverage) for model in solutions(places, rows)]
    [('conservative', 'trust', 1.0), ('parsimonious', 'trust', 1.0)]
    """
    positive = [row.present for row in rows if row.out == "1"]
    remainders = [row.present for row in rows if row.out == "?"]
    simple = minimise.models(positive, remainders)
    found: dict[Kind, tuple[minimise.Model, ...]] = {
        "conservative": minimise.models(positive),
        "parsimonious": simple,
    }
    if expectations:
        expected = tuple(expectations.get(name) for name in members.of)
        each = (_intermediate(positive, remainders, model, expected) for model in simple)
        found["intermediate"] = tuple(dict.fromkeys(model for models in each for model in models))
    return tuple(
        _fitted(members, kind, f"M{number}", model, remainders)
        for kind, models in found.items()
        for number, model in enumerate(models, 1)
    )


def necessity(members: Members) -> Iterator[tuple[str, Necessity]]:
    """Each condition and its absence as necessary for the outcome."""
    for name, values in members.of.items():
        yield f"~{name}", necessary([1 - value for value in values], members.outcome)
        yield name, necessary(values, members.outcome)


def written(term: Term, names: Sequence[str]) -> str:
    """A term as it is printed.

    >>> written((True, None, False), ("trust", "money", "time"))
    'trust*~time'
    """
    told = (f"{'' if state else '~'}{name}" for name, state in zip(names, term, strict=True) if state is not None)
    return "*".join(told) or "1"


def _intermediate(
    positive: Sequence[Term], remainders: Sequence[Term], simple: minimise.Model, expected: Term
) -> tuple[minimise.Model, ...]:
    assumed = [row for row in remainders if any(minimise.contains(term, row) for term in simple)]
    return minimise.models(positive, minimise.easy(positive, assumed, expected))


def _fitted(members: Members, kind: Kind, name: str, model: minimise.Model, remainders: Sequence[Term]) -> Model:
    paths = tuple(_path(members, model, term) for term in model)
    assumed = tuple(
        "".join(str(int(bool(state))) for state in row)
        for row in remainders
        if any(minimise.contains(term, row) for term in model)
    )
    return Model(kind, name, paths, sufficient(members.model(model), members.outcome), assumed)


def _path(members: Members, model: minimise.Model, term: Term) -> Path:
    values = members.term(term)
    fit = sufficient(values, members.outcome)
    whole, others = members.model(model), [other for other in model if other != term]
    rest = members.model(others) if others else [0.0] * len(members.cases)
    covered, without = (sufficient(one, members.outcome).coverage for one in (whole, rest))
    unique = None if covered is None or without is None else covered - without
    cases = tuple(case for case, value in zip(members.cases, values, strict=True) if value > HALF)
    return Path(term, written(term, members.conditions), replace(fit, unique=unique), cases)
