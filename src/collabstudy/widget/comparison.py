"""Where two coders of one document differ, for the screen to go from one place to the next."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from collabstudy.agreement.result import NAMES, two
from collabstudy.errors import StudyError
from collabstudy.model.consensus import CONSENSUS
from collabstudy.widget import messages
from collabstudy.widget.standing import is_placed

if TYPE_CHECKING:
    from collabstudy.agreement.agreements import Cell
    from collabstudy.model.coding import Coding
    from collabstudy.widget.messages import Message
    from collabstudy.widget.store import Store


def compared(store: Store, coder: str) -> Message:
    """What another coder has coded in this document, and where the two differ; the present consensus beside it."""
    sha, other, agreed = store.transcript.hash, store.others[coder], store.others.get(CONSENSUS)
    mine = [c for c in store.own.codings.values() if _counts(c, sha)]
    theirs = [c for c in other.codings.values() if _counts(c, sha)]
    standing = list(agreed.codings.values()) if agreed else []
    return {
        "kind": "other",
        "coder": coder,
        "refused": None,
        "done": {store.coder: store.own.done is not None, coder: other.done is not None},
        "codings": [messages.coding(coding, sha) for coding in other.codings.values()],
        "disagreements": disagreements(mine, theirs),
        "figures": figures(store, coder) if store.own.done and other.done else [],
        "consensus": {
            "codings": [messages.coding(coding, sha) for coding in standing],
            "done": messages.done(agreed.done, sha) if agreed else None,
            "memo": agreed.memos.get("document", "") if agreed else "",
        },
    }


def disagreements(mine: Iterable[Coding], theirs: Iterable[Coding]) -> list[Message]:
    """Every coding that the other has not in the same place, in the order of the text.

    `boundary`: the same code on overlapping words with other ends; `other_code`: another code on the same words, or on
    at least half of the longer passage; else `only_mine` and `only_theirs`. Each coding is in one of them.
    """
    left, right = _without_equals(list(mine), list(theirs))
    found: list[dict[str, Any]] = []
    for why, same in (("boundary", _same_code), ("other_code", _same_words)):
        pairs = _paired(left, right, same)
        found += [_told(why, [m], [t]) for m, t in pairs]
        gone = {c.id for pair in pairs for c in pair}
        left, right = [c for c in left if c.id not in gone], [c for c in right if c.id not in gone]
    found += [_told("only_mine", [c], []) for c in left] + [_told("only_theirs", [], [c]) for c in right]
    found.sort(key=lambda one: (one["start"], one["end"], one["why"], one["mine"], one["theirs"]))
    return [{"id": f"d{number}", **one} for number, one in enumerate(found, 1)]


def figures(store: Store, coder: str) -> list[Message]:
    """How far both agree in this document, when both have marked it as done: all codes together, then each.

    A few ways to count of the many; `agreement.compare` lays them all side by side.
    """
    from collabstudy.agreement.compare import compare

    study = replace(store.study, documents=(store.document,))
    chosen = ("krippendorff_alpha", "cohen_kappa", "percent_agreement")
    try:
        found = compare(
            study,
            coders=(store.coder, coder),
            unit=("turn", "character"),
            uncoded="in",
            coefficient=chosen,
            interval=None,
        )
    except StudyError as error:
        return [{"name": error.problem, "value": None, "text": "", "note": error.hint}]
    together = [cell for cell in found.cells if cell.code is None]
    each = [c for c in found.cells if c.code and c.agreement.coefficient == chosen[0] and c.unit == "turn"]
    return [_figure(cell, found.names) for cell in (*together, *each)]


def _figure(cell: Cell, names: Mapping[str, str]) -> Message:
    agreement = cell.agreement
    name = NAMES.get(agreement.coefficient, agreement.coefficient)
    what = f"{names.get(cell.code, cell.code)}: {name}" if cell.code else name
    return {
        "name": f"{what}, {cell.unit}s",
        "value": agreement.value if agreement.defined else None,
        "text": two(agreement.value) if agreement.defined else "undefined",
        "note": f"{agreement.pairable_n:,} {cell.unit}s" if agreement.defined else agreement.reason,
    }


def _counts(coding: Coding, sha: str) -> bool:
    return is_placed(coding, sha) and coding.status != "retired"


def _key(coding: Coding) -> tuple[str, int, int]:
    return (coding.code, coding.start, coding.end)


def _without_equals(mine: list[Coding], theirs: list[Coding]) -> tuple[list[Coding], list[Coding]]:
    both = {_key(c) for c in mine} & {_key(c) for c in theirs}
    left, right = ([c for c in codings if _key(c) not in both] for codings in (mine, theirs))
    return sorted(left, key=_in_text), sorted(right, key=_in_text)


def _in_text(coding: Coding) -> tuple[int, int, str]:
    return (coding.start, coding.end, coding.id)


def _paired(mine: list[Coding], theirs: list[Coding], same: Any) -> list[tuple[Coding, Coding]]:
    """Each of mine with the one of theirs that shares most with it, if one will do; nobody twice."""
    starts = [c.start for c in theirs]
    longest = max((c.end - c.start for c in theirs), default=0)
    taken: set[str] = set()
    pairs: list[tuple[Coding, Coding]] = []
    for m in mine:
        near = theirs[bisect_left(starts, m.start - longest) : bisect_left(starts, m.end)]
        fit = [t for t in near if t.id not in taken and _shared(m, t) > 0 and same(m, t)]
        if fit:
            best = max(fit, key=lambda t: (_shared(m, t), -t.start, t.id))
            taken.add(best.id)
            pairs.append((m, best))
    return pairs


def _same_code(one: Coding, other: Coding) -> bool:
    return one.code == other.code


def _same_words(one: Coding, other: Coding) -> bool:
    return 2 * _shared(one, other) >= max(one.end - one.start, other.end - other.start)


def _shared(one: Coding, other: Coding) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _told(why: str, mine: list[Coding], theirs: list[Coding]) -> dict[str, Any]:
    both = [*mine, *theirs]
    return {
        "why": why,
        "start": min(c.start for c in both),
        "end": max(c.end for c in both),
        "mine": [c.id for c in mine],
        "theirs": [c.id for c in theirs],
    }
