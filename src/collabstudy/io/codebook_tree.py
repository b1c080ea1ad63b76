"""Rows that name codes, as the tree of codes that they mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from collabstudy.errors import CodebookError
from collabstudy.model.codebook import Code

Place = tuple[str, ...]
"""The names from the top of the tree down to a code."""
_LEVELS = re.compile(r"\s*(?:›|\\+|::|(?<=\S)\s>\s(?=\S))\s*")
_SLASH = re.compile(r"(?<=\S)\s/\s(?=\S)")


@dataclass(frozen=True, slots=True)
class Named:
    """What one row says of a code, by column; an empty one for a code that is only named as a level."""

    line: int | None
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def tree(rows: Sequence[Named], path: Path) -> tuple[Code, ...]:
    """The codes, each after the one it stands under.

    Raises CodebookError when two codes are called the same in one place, or have one id.
    """
    slashes = _slashes([row["name"] for row in rows])
    places: dict[Place, Named] = {}
    for row in rows:
        place = _place(row, slashes)
        for depth in range(1, len(place)):
            places.setdefault(place[:depth], Named(None, {}))
        if place in places and places[place].cells:
            raise CodebookError(f"two codes are called {row['name']}", hint="rename one", file=path, line=row.line)
        places[place] = row
    return tuple(_in_order(_under_codes(places), path))


def _place(row: Named, slashes: frozenset[str]) -> Place:
    levels = tuple(part.strip() for part in _LEVELS.split(row["name"]) if part.strip()) or (row["name"],)
    before, slash, _ = _slashed(levels[0])
    if slash and before in slashes:
        levels = (*(part.strip() for part in _SLASH.split(levels[0])), *levels[1:])
    above = tuple(part.strip() for part in _LEVELS.split(row["parent"]) if part.strip())
    return levels if levels[: len(above)] == above and len(levels) > len(above) else (*above, *levels)


def _slashes(names: Iterable[str]) -> frozenset[str]:
    """What stands before a slash and is a level: a code by itself, or the beginning of several."""
    told = {_LEVELS.split(name)[0].strip() for name in names}
    begins = [before for before, slash, _ in map(_slashed, told) if slash]
    return frozenset(before for before in begins if before in told or begins.count(before) > 1)


def _slashed(name: str) -> tuple[str, str, str]:
    found = _SLASH.search(name)
    return (name[: found.start()].strip(), "/", name[found.end() :].strip()) if found else (name, "", "")


def _under_codes(places: dict[Place, Named]) -> dict[Place, Named]:
    """Codes whose parent is named without its own branch go under the one code of that name."""
    while found := next(_elsewhere(places), None):
        old, new = found
        places = {_moved(place, old, new): named for place, named in places.items() if place != old}
    return places


def _elsewhere(places: dict[Place, Named]) -> Iterator[tuple[Place, Place]]:
    for place, named in places.items():
        if len(place) == 1 and not named.cells:
            same = [other for other in places if len(other) > 1 and other[-1].casefold() == place[0].casefold()]
            if len(same) == 1 and same[0][0] != place[0]:
                yield place, same[0]


def _moved(place: Place, old: Place, new: Place) -> Place:
    return (*new, *place[len(old) :]) if place[: len(old)] == old else place


def _in_order(places: dict[Place, Named], path: Path) -> Iterator[Code]:
    ids = {place: named["id"] for place, named in places.items() if named["id"]}
    taken: set[str] = set()
    for place, name in ids.items():
        if name in taken:
            raise CodebookError(f"two codes have the id {name}", hint="rename one", file=path, line=places[place].line)
        taken.add(name)
    for place, named in places.items():
        if place not in ids:
            ids[place] = _free(place, taken, path, named.line)
            taken.add(ids[place])
    codes = {place: _code(place, named, ids) for place, named in places.items()}
    yield from _parents_first(codes)


def _free(place: Place, taken: set[str], path: Path, line: int | None) -> str:
    """An id made of the name; with the branch where the name is taken."""
    for name in (slug(place[-1]), slug(" ".join(place[-2:])), slug(" ".join(place))):
        if name not in taken:
            return name
    raise CodebookError(f"two codes are called {place[-1]}", hint="rename one", file=path, line=line)


def _code(place: Place, named: Named, ids: dict[Place, str]) -> Code:
    colour = named["colour"]
    return Code(
        id=ids[place],
        name=place[-1],
        definition=named["definition"],
        include=named["include"],
        exclude=named["exclude"],
        examples=_parts(named["examples"]),
        terms=_parts(named["terms"]),
        parent=ids[place[:-1]] if len(place) > 1 else None,
        colour=colour if re.fullmatch(r"#[0-9a-fA-F]{6}", colour) else "",
        line=named.line,
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[;\n]", cell) if part.strip())


def slug(name: str) -> str:
    """An id made of a name; letters of every script stay, only their accents go.

    >>> slug("Co-production, 2nd wave"), slug("Größe"), slug("Доверие 2")
    ('co-production-2nd-wave', 'grosse', 'доверие-2')
    """
    apart = unicodedata.normalize("NFKD", name.casefold())
    plain = unicodedata.normalize("NFC", "".join(sign for sign in apart if not unicodedata.combining(sign)))
    return re.sub(r"[^\w]+", "-", plain).strip("-") or "code"


def _parents_first(codes: dict[Place, Code]) -> Iterator[Code]:
    below: dict[Place, list[Place]] = {}
    for place in codes:
        below.setdefault(place[:-1], []).append(place)
    waiting = list(reversed(below.get((), [])))
    while waiting:
        place = waiting.pop()
        yield codes[place]
        waiting += reversed(below.get(place, []))
