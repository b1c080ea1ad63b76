"""What stands for a name in braces: the numbers and places of a study as it is now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from collabstudy.compare.claiming.bound import OF_CODES, Binding, bindings, filled
from collabstudy.compare.counting.asked import Value
from collabstudy.compare.denominator import Denominator
from collabstudy.compare.wording import MANY, listed, plural, singular, spelled, wording
from collabstudy.model.case import Case
from collabstudy.model.nearest import nearest
from collabstudy.model.study import Study

Values = Mapping[tuple[str, str], Value]
_NAMED: Mapping[str, Value] = {"places": "present", "against": "absent", "unasked": "not_asked"}
_PROSE = r"for a brace in prose write \{"


@dataclass(frozen=True, slots=True)
class Wrong:
    """A name in braces that nothing stands for."""

    binding: Binding
    problem: str
    hint: str


@dataclass(frozen=True)
class Known:
    """The names that a study has: codes, attributes of its cases, findings (their ids)."""

    study: Study
    findings: Collection[str] = ()

    def wrong(self, text: str) -> tuple[Wrong, ...]:
        """Every name in braces that is none, in the order in which they stand, each with the nearest that there are."""
        return tuple(Wrong(binding, *told) for binding in bindings(text) for told in self._wrong(binding))

    def cases(self, binding: Binding) -> tuple[Case, ...]:
        """The cases that a name is limited to."""
        return tuple(
            case
            for case in self.study.cases
            if all(self._attributes(case).get(name) == value for name, value in binding.among)
        )

    def _wrong(self, binding: Binding) -> Iterator[tuple[str, str]]:
        name = binding.name
        if binding.kind == "open":
            yield f"the brace before `{name}` is not closed", f"write {{{name}}}"
        elif binding.kind == "unknown":
            yield f"nothing is called `{{{name}}}`", f"{self._meant(name)}; {_PROSE}"
        elif binding.kind == "finding" and binding.subject not in self.findings:
            yield f"there is no finding `{binding.subject}`", _near(binding.subject, sorted(self.findings), "findings")
        elif binding.kind in OF_CODES and self.study.codebook.current(binding.subject) is None:
            yield f"there is no code `{binding.subject}`", _near(binding.subject, self._codes, "codes")
        for attribute, value in binding.among:
            there = {self._attributes(case).get(attribute, "") for case in self.study.cases} - {""}
            if not there:
                yield f"cases have no attribute `{attribute}`", _near(attribute, self._columns, "they have")
            elif value not in there:
                yield f"no case has {attribute} `{value}`", _near(value, sorted(there), f"{attribute} is one of")

    def _meant(self, name: str) -> str:
        subject, dot, last = name.rpartition(".")
        if dot and self.study.codebook.current(subject) is not None:
            return _near(last, OF_CODES, f"of {subject} there are")
        if self.study.codebook.current(name) is not None:
            return f"write {{{name}.cases}}, or one of {', '.join(OF_CODES)}"
        whole = ["n", *(f"{code}.cases" for code in self._codes), *(f"finding.{found}" for found in self.findings)]
        near = get_close_matches(name, whole, 3)
        return f"is it {' or '.join(f'{{{one}}}' for one in near)}?" if near else "write {n}, or {CODE.cases} of a code"

    @cached_property
    def _codes(self) -> list[str]:
        return [code.id for code in self.study.codebook]

    @cached_property
    def _columns(self) -> list[str]:
        return list(dict.fromkeys(name for case in self.study.cases for name in ("case", *case.attributes)))

    @staticmethod
    def _attributes(case: Case) -> Mapping[str, str]:
        return {**case.attributes, "case": case.id}


@dataclass(frozen=True)
class Numbers:
    """The numbers behind names in braces.

    `values` are those of each case and code, `sentences` what is said of each finding, by id; `passages` counts the
    passages of a code in some of the cases.
    """

    study: Study
    values: Values
    sentences: Mapping[str, str]
    passages: Callable[[str, Collection[str]], int]

    def filled(self, text: str) -> str:
        """The text with its numbers. What is wrong in it (see `Known.wrong`) must have been looked for before."""
        return filled(text, self.told)

    def told(self, binding: Binding) -> str:
        """What stands for a name."""
        if binding.kind == "n":
            return str(len(self._known.cases(binding)))
        if binding.kind == "finding":
            return self.sentences[binding.subject]
        said = self._of_code(binding)
        return said[:1].upper() + said[1:] if binding.capital else said

    def cases(self, binding: Binding, value: Value) -> tuple[str, ...]:
        """The cases of a name that have this value for its code."""
        code = self.code(binding)
        return tuple(case.id for case in self._known.cases(binding) if self.values[case.id, code] == value)

    def code(self, binding: Binding) -> str:
        """The code that a name is about, as it is called today."""
        return str(self.study.codebook.current(binding.subject))

    def count(self, binding: Binding) -> Denominator:
        """How many cases voice the code of a name, of those asked and coded."""
        found: dict[Value, int] = {}
        for case in self._known.cases(binding):
            value = self.values[case.id, self.code(binding)]
            found[value] = found.get(value, 0) + 1
        return Denominator.of_values(self.code(binding), found, plural(self.study.settings))

    def _of_code(self, binding: Binding) -> str:
        count, settings = self.count(binding), self.study.settings
        if binding.kind in ("cases", "of"):
            return str(count.present if binding.kind == "cases" else count.of)
        if binding.kind == "words":
            return wording(count.present, count.of, settings)
        if binding.kind == "spelled":
            return spelled(count.present, count.of) if count.of else "none yet"
        if binding.kind == "passages":
            return f"{self.passages(self.code(binding), self.cases(binding, 'present')):,}"
        names = [self.study.case(case).name for case in self.cases(binding, _NAMED[binding.kind])]
        return listed(names) or f"no {singular(settings)}"

    @cached_property
    def _known(self) -> Known:
        return Known(self.study)


def _near(said: str, known: Sequence[str], what: str) -> str:
    """The names nearest to what was said, else all (of very many the first)."""
    return nearest(said, known, f"{what} {', '.join(known[:MANY]) or 'none'}")
