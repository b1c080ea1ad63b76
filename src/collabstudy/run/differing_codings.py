"""Which codings came, went and got another code, by whom, and which of them the briefing quotes now or no longer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from collabstudy.run.kept_codings import Stood, unlike
from collabstudy.run.naming import Naming
from collabstudy.run.state import State

MOST = 30
"""How many documents of one coder are told one by one."""
_ORDER = ("more", "fewer", "recoded")


def codings(before: State, now: State, names: Naming) -> Iterator[str]:
    """A sentence a coder and document, then one a quotation; nothing of runs that did not keep their codings."""
    if "codings" not in before.told or "codings" not in now.told:
        return
    old, new = unlike(before, now)
    yield from _coded(old, new, _where(before, now, names), names)
    yield from _quoted(before, now, old, new, names)


def _where(before: State, now: State, names: Naming) -> Mapping[str, str]:
    """Documents with the case that they are about: `P13 (The Oddmill Trust)`."""
    found = {}
    for state in (before, now):
        for document, told in state.told["documents"].items():
            case = told.get("case")
            found[document] = f"{document} ({names.case(case)})" if case else document
    return found


def _coded(
    old: Mapping[str, Stood], new: Mapping[str, Stood], where: Mapping[str, str], names: Naming
) -> Iterator[str]:
    """`mira: 3 codings more in P13 (The Oddmill Trust): 2 Culture change, 1 Trust`."""
    changed: dict[str, dict[tuple[str, str], Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for coding in {**old, **new}:
        was, stands = old.get(coding), new.get(coding)
        one = stands or was
        assert one is not None
        if was is None or stands is None:
            changed[one.coder][one.document, "more" if was is None else "fewer"][names.code(one.code)] += 1
        elif was.code != stands.code:
            told = f"{names.code(was.code)} → {names.code(stands.code)}"
            changed[one.coder][one.document, "recoded"][told] += 1
    for coder, places in sorted(changed.items()):
        yield from _of_coder(coder, places, where)


def _of_coder(coder: str, places: Mapping[tuple[str, str], Counter[str]], where: Mapping[str, str]) -> Iterator[str]:
    documents = sorted({document for document, _ in places})
    for document in documents[:MOST]:
        for what in _ORDER:
            if (document, what) in places:
                yield f"{coder}: {_told(places[document, what], what)} in {where.get(document, document)}" + (
                    f": {_each(places[document, what])}"
                )
    rest = documents[MOST:]
    for what in _ORDER:
        counts = Counter[str]()
        for document in rest:
            counts.update(places.get((document, what), Counter()))
        if counts:
            yield f"{coder}: {_told(counts, what)} in {len(rest)} other documents: {_each(counts)}"


def _told(counts: Counter[str], what: str) -> str:
    number = counts.total()
    return f"{number:,} {'coding' if number == 1 else 'codings'} {what}"


def _each(counts: Counter[str]) -> str:
    return ", ".join(
        f"{number:,} {code}" for code, number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )


def _quoted(
    before: State, now: State, old: Mapping[str, Stood], new: Mapping[str, Stood], names: Naming
) -> Iterator[str]:
    """Quotations by their place and the id of their coding; never their words."""
    if "quoted" not in before.told or "quoted" not in now.told:
        return
    was, is_now = before.told["quoted"], now.told["quoted"]
    for coding in sorted(set(was) - set(is_now), key=lambda coding: (was[coding], coding)):
        yield f"quoted no longer: {was[coding]}, coding {coding}{_why(coding, was[coding], now, old, new, names)}"
    for coding in sorted(set(is_now) - set(was), key=lambda coding: (is_now[coding], coding)):
        found = new.get(coding)
        yield f"quoted now: {is_now[coding]}, coding {coding}" + (f" ({names.code(found.code)})" if found else "")


def _why(
    coding: str, document: str, now: State, old: Mapping[str, Stood], new: Mapping[str, Stood], names: Naming
) -> str:
    """Why a coding is no longer quoted; where it stands as it did, the briefing has been put together otherwise."""
    told = now.told["documents"].get(document)
    if told is None:
        return f": {document} went out"
    if told["consent"] in ("withdrawn", "no-quotes"):
        return f": the consent of {document} is {told['consent']}"
    was, stands = old.get(coding), new.get(coding)
    if was is not None and stands is None:
        return f": it was taken away ({names.code(was.code)})"
    if was is not None and stands is not None and was.code != stands.code:
        return f": it is {names.code(stands.code)} now, was {names.code(was.code)}"
    return ": the coding stands as it did"
