"""Which codings stood when a run was made: in small files, so that what two runs share is kept once."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from collabstudy.errors import StudyError
from collabstudy.model.coding import Coding

if TYPE_CHECKING:
    from collabstudy.run.state import State


@dataclass(frozen=True, slots=True)
class Stood:
    """A coding as it stood."""

    id: str
    document: str
    code: str
    coder: str


def packed(codings: Iterable[Coding]) -> tuple[dict[str, str], dict[str, bytes]]:
    """Files of codings: their names by the letters that their documents have in common, and what is in them."""
    shelf: dict[str, str] = {}
    files: dict[str, bytes] = {}
    together: dict[str, dict[str, dict[str, tuple[str, str]]]] = defaultdict(lambda: defaultdict(dict))
    letters: dict[str, str] = {}
    for coding in codings:
        if coding.document not in letters:
            letters[coding.document] = sha256(coding.document.encode("utf-8", "surrogatepass")).hexdigest()[:2]
        together[letters[coding.document]][coding.document][coding.id] = (coding.code, coding.coder)
    for part, told in sorted(together.items()):
        text = json.dumps(told, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode("ascii")
        shelf[part] = sha256(text).hexdigest()[:32]
        files[shelf[part]] = zlib.compress(text)
    return shelf, files


def unlike(before: State, now: State) -> tuple[dict[str, Stood], dict[str, Stood]]:
    """The codings of all files that the two do not share, by their ids: as they stood before, and as they stand now.

    Raises StudyError when one of the files cannot be read.
    """
    old, new = before.told["codings"], now.told["codings"]
    parts = [part for part in {**old, **new} if old.get(part) != new.get(part)]
    return _of(before, [old[part] for part in parts if part in old]), _of(
        now, [new[part] for part in parts if part in new]
    )


def _of(state: State, files: Iterable[str]) -> dict[str, Stood]:
    return {one.id: one for name in files for one in _read(name, state.load)}


def _read(name: str, load: Callable[[str], bytes]) -> Iterator[Stood]:
    try:
        told = json.loads(zlib.decompress(load(name)))
    except (ValueError, zlib.error):
        hint = "without it nothing can be said of codings: compare with another run"
        raise StudyError(f"the codings of a run cannot be read: {name}", hint=hint) from None
    for document, codings in told.items():
        for coding, (code, coder) in codings.items():
            yield Stood(coding, document, code, coder)
