"""The same codings as decisions on characters, sentences, turns, documents or cases: the number depends on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from collabstudy.agreement.reading import Compared, Read
from collabstudy.agreement.spans import cut, shared
from collabstudy.errors import StudyError
from collabstudy.model.document import Turn
from collabstudy.model.sentences import sentences
from collabstudy.model.span import Stretch
from collabstudy.model.study import Study

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Unit = Literal["character", "sentence", "turn", "document", "case"]
UNITS: tuple[Unit, ...] = get_args(Unit)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a document inside one turn."""

    read: int
    turn: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A place that some of the coders gave a code and others did not; open it by document and turn.

    For documents and cases, the place is the first that was coded.
    """

    unit: Unit
    document: str
    turn: int
    start: int
    end: int
    code: str
    coded: tuple[str, ...]
    not_coded: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Laid:
    """Units, and what each coder gave them: `given` is units × codes × coders.

    A unit has pieces of text; characters that lie in the same turn and were coded alike make one unit of some size.
    What is resampled together has one number in `clusters`.
    """

    unit: Unit
    given: NDArray[np.bool_]
    sizes: NDArray[np.float64]
    clusters: NDArray[np.int64]
    pieces: tuple[tuple[Piece, ...], ...]


def check_unit(unit: str) -> Unit:
    """The unit, if we can compare in it. Raises StudyError otherwise."""
    for known in UNITS:
        if unit == known:
            return known
    raise StudyError(f"`{unit}` is no unit to compare in", hint=f"one of {', '.join(UNITS)}")


def lay(study: Study, found: Compared, unit: Unit) -> Laid:
    """Lay out what is compared in a unit."""
    import numpy as np

    units = list(_units(study, found, unit))
    given = np.zeros((len(units), len(found.codes), len(found.coders)), dtype=bool)
    places: list[list[tuple[Stretch, int]]] = [[] for _ in found.reads]
    for number, pieces in enumerate(units):
        for piece in pieces:
            places[piece.read].append(((piece.start, piece.end), number))
    for read, place in zip(found.reads, places, strict=True):
        _give(given, read, found, place)
    sizes = np.ones(len(units))
    clusters = np.arange(len(units))
    if unit == "character":
        sizes = np.array([float(piece.end - piece.start) for (piece,) in units])
        turns = {key: number for number, key in enumerate(dict.fromkeys((p.read, p.turn) for (p,) in units))}
        clusters = np.array([turns[piece.read, piece.turn] for (piece,) in units], dtype=np.int64)
    return Laid(unit, given, sizes, clusters, tuple(units))


def _give(given: NDArray[np.bool_], read: Read, found: Compared, place: list[tuple[Stretch, int]]) -> None:
    """Mark the units of a document that coders gave codes. A turn may be of several cases, each time by itself."""
    order: dict[Stretch, list[int]] = {}
    for stretch, number in place:
        order.setdefault(stretch, []).append(number)
    stretches = sorted(order)
    said = [part for _, part in read.parts]
    for coder, name in enumerate(found.coders):
        for code, own in read.given.get(name, {}).items():
            inside = [part for _, part in shared(own, said)]
            for at, _ in shared(inside, stretches):
                given[order[stretches[at]], found.codes.index(code), coder] = True


def _units(study: Study, found: Compared, unit: Unit) -> Iterator[tuple[Piece, ...]]:
    if unit == "case":
        yield from _cases(study, found.reads)
        return
    for number, read in enumerate(found.reads):
        if unit == "document":
            yield tuple(_whole(number, turn) for turn in read.turns)
        elif unit == "turn":
            yield from ((_whole(number, turn),) for turn in read.turns)
        elif unit == "sentence":
            yield from ((piece,) for turn in read.turns for piece in _sentences(number, read, turn))
        else:
            yield from ((piece,) for piece in _characters(number, read))


def _whole(read: int, turn: Turn) -> Piece:
    return Piece(read, turn.number, turn.start, turn.end)


def _sentences(number: int, read: Read, turn: Turn) -> Iterator[Piece]:
    for start, end in sentences(read.transcript.slice(turn)):
        yield Piece(number, turn.number, turn.start + start, turn.start + end)


def _characters(number: int, read: Read) -> Iterator[Piece]:
    """Runs of characters within which no coding begins or ends."""
    edges = {edge for by in read.given.values() for own in by.values() for span in own for edge in span}
    for turn, part in read.parts:
        for start, end in cut([part], edges):
            yield Piece(number, turn.number, start, end)


def _cases(study: Study, reads: Sequence[Read]) -> Iterator[tuple[Piece, ...]]:
    """An interview is of its own case; a turn of an article of the cases it is tied to, and of the article's own."""
    of: dict[str, list[Piece]] = {case.id: [] for case in study.cases}
    links: dict[tuple[str, int], set[str]] = {}
    for link in study.caselinks:
        links.setdefault((link.document, link.turn), set()).add(link.case)
    for number, read in enumerate(reads):
        document = read.document
        own = {document.case} if document.case is not None else set()
        alone = document.case is not None and document.kind == "interview"
        for turn in read.turns:
            tied = own if alone else own | links.get((document.id, turn.number), set())
            for case in sorted(tied & set(of)):
                of[case].append(_whole(number, turn))
    yield from (tuple(pieces) for pieces in of.values() if pieces)


def disagreements(found: Compared, laid: Laid) -> tuple[Disagreement, ...]:
    """Where the coders differ, by document, place and code."""
    coded = laid.given.sum(axis=2)
    rows, columns = ((coded > 0) & (coded < len(found.coders))).nonzero()
    places: list[Disagreement] = []
    for row, column in sorted(zip(rows.tolist(), columns.tolist(), strict=True), key=lambda pair: (pair[1], pair[0])):
        yes = tuple(coder for coder, there in zip(found.coders, laid.given[row, column], strict=True) if there)
        one = _placed(found, laid, row, found.codes[column], yes)
        if laid.unit == "character" and places and _goes_on(places[-1], one):
            before = places.pop()
            one = Disagreement(
                one.unit, one.document, one.turn, before.start, one.end, one.code, one.coded, one.not_coded
            )
        places.append(one)
    order = {read.document.id: number for number, read in enumerate(found.reads)}
    codes = {code: number for number, code in enumerate(found.codes)}
    return tuple(sorted(places, key=lambda d: (order[d.document], d.start, d.end, codes[d.code])))


def _placed(found: Compared, laid: Laid, row: int, code: str, yes: tuple[str, ...]) -> Disagreement:
    piece = laid.pieces[row][0]
    start, end = piece.start, piece.end
    if laid.unit in ("document", "case"):
        piece, (start, end) = _first(found, laid.pieces[row], code, yes)
    no = tuple(coder for coder in found.coders if coder not in yes)
    document = found.reads[piece.read].document.id
    return Disagreement(laid.unit, document, piece.turn, start, end, code, yes, no)


def _first(found: Compared, pieces: Sequence[Piece], code: str, coders: Sequence[str]) -> tuple[Piece, Stretch]:
    """The first stretch with a code in some pieces, and the piece it is in."""
    for piece in pieces:
        given = found.reads[piece.read].given
        here = [
            part
            for coder in coders
            for _, part in shared(given.get(coder, {}).get(code, ()), [(piece.start, piece.end)])
        ]
        if here:
            return piece, min(here)
    raise AssertionError(f"{code} was given to no piece of this unit")


def _goes_on(before: Disagreement, one: Disagreement) -> bool:
    """Tell whether two runs of characters are the same disagreement, cut by the edge of some other coding."""
    same = (before.document, before.turn, before.code, before.coded) == (one.document, one.turn, one.code, one.coded)
    return same and before.end == one.start


def patterns(laid: Laid) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The different ways in which coders gave a code (a row each, 0 and 1), and which one each unit × code has."""
    import numpy as np

    coders = laid.given.shape[2]
    named = laid.given @ (1 << np.arange(coders, dtype=np.int64))  # a coder is a binary digit
    kinds, inverse = np.unique(named, return_inverse=True)
    return (kinds[:, None] >> np.arange(coders)) & 1, inverse.reshape(named.shape)
