"""What stands in one column of a comparison: cases, or the cases as they speak in some of the documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from collabstudy.compare.counting.asked import Reading
from collabstudy.compare.table import Group
from collabstudy.errors import SettingsError
from collabstudy.model.case import Case
from collabstudy.model.consent import may_count
from collabstudy.model.document import Document
from collabstudy.model.study import Study

BY = ("case", "kind", "year", "document")
NOT_GIVEN = "not given"


@dataclass(frozen=True, slots=True)
class Slice:
    """The cases and documents of one column."""

    group: Group
    cases: tuple[str, ...]
    documents: frozenset[str]


def slices_of(
    reading: Reading, by: str, cases: Collection[str] | None, documents: Collection[str] | None
) -> tuple[Slice, ...]:
    """Cut a study into columns.

    Raises SettingsError when `by` is neither one of `BY` nor an attribute of cases.csv, or a case or document that
    was asked for does not exist.
    """
    study = reading.study
    kept = [case for case in study.cases if cases is None or case.id in cases]
    texts = [d for d in study.documents if may_count(d) and (documents is None or d.id in documents)]
    _all_known(cases, {case.id for case in study.cases}, "case", "corpus/cases.csv")
    _all_known(documents, {document.id for document in study.documents}, "document", "corpus/documents.csv")
    if by == "case":
        every = frozenset(document.id for document in texts)
        return tuple(Slice(Group(case.id, case.name, cluster(study, case)), (case.id,), every) for case in kept)
    if by in BY:
        return tuple(_of_documents(reading, by, kept, texts))
    known = dict.fromkeys(attribute for case in study.cases for attribute in case.attributes)
    if by not in known:
        raise SettingsError(f"cannot compare by `{by}`", hint=f"one of {', '.join((*BY, *known))}")
    return tuple(_of_attribute(by, kept, texts))


def everything(slices: Sequence[Slice]) -> Slice:
    """All columns as one, each case and document once."""
    return Slice(
        Group("", ""),
        tuple(dict.fromkeys(case for part in slices for case in part.cases)),
        frozenset[str]().union(*(part.documents for part in slices)),
    )


def cluster(study: Study, case: Case) -> str:
    """The value of the attribute by which study.toml groups cases (`[cases] group_by`), empty without one."""
    return case.attributes.get(str(study.settings.rest.get("cases", {}).get("group_by", "")), "")


def _all_known(asked: Collection[str] | None, known: set[str], what: str, file: str) -> None:
    unknown = sorted(set(asked or ()) - known)
    if unknown:
        raise SettingsError(f"no {what} {unknown[0]}", hint=f"there are {', '.join(sorted(known)[:40])}", file=file)


def _of_attribute(by: str, cases: list[Case], texts: list[Document]) -> Iterator[Slice]:
    found: dict[str, list[str]] = defaultdict(list)
    for case in cases:
        found[case.attributes.get(by, "")].append(case.id)
    documents = frozenset(document.id for document in texts)
    for value in sorted(found, key=lambda value: value == ""):
        yield Slice(Group(value, value or NOT_GIVEN), tuple(found[value]), documents)


def _of_documents(reading: Reading, by: str, cases: list[Case], texts: list[Document]) -> Iterator[Slice]:
    found: dict[str, list[Document]] = defaultdict(list)
    for document in texts:
        found[_value(document, by)].append(document)
    values = sorted(found, key=lambda value: (value == "", value)) if by == "year" else list(found)
    for value in values:
        documents = frozenset(document.id for document in found[value])
        voices = tuple(case.id for case in cases if reading.of_case(case.id, documents))
        name = found[value][0].title or value if by == "document" else value
        yield Slice(Group(value, name or NOT_GIVEN), voices, documents)


def _value(document: Document, by: str) -> str:
    if by == "year":
        return document.date[:4]
    return document.kind if by == "kind" else document.id
