"""The words we code with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cached_property

from collabstudy.model.span import text_hash


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a code's terms count: speaker roles and kinds of document; empty means the default of the tagger."""

    roles: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Code:
    """One code, with its definition and the terms by which rules find it.

    `parent` is the id of the code above it, None at the top. `formerly` lists ids this code had or absorbed.
    `file` and `line` say where it stands.
    """

    id: str
    name: str
    definition: str = ""
    include: str = ""
    exclude: str = ""
    examples: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    not_terms: tuple[str, ...] = ()
    scope: Scope = Scope()
    parent: str | None = None
    colour: str = ""
    formerly: tuple[str, ...] = ()
    file: str = ""
    line: int | None = None

    @property
    def meaning(self) -> str:
        """The name of what the code means; it changes with definition, include and exclude, not with a rename."""
        return text_hash("\x1f".join((self.definition, self.include, self.exclude)))


@dataclass(frozen=True)
class Codebook:
    """Codes in the order of their file.

    >>> book = Codebook("b", (Code("power", "Power"), Code("sharing", "Sharing power", parent="power")))
    >>> book.path("sharing")
    'Power › Sharing power'
    >>> [code.id for code in book.below("power")]
    ['sharing']
    """

    name: str
    codes: tuple[Code, ...]
    file: str = ""
    version: str = ""

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __contains__(self, code: object) -> bool:
        return code in self._by_id

    def __getitem__(self, code: str) -> Code:
        return self._by_id[code]

    @cached_property
    def _by_id(self) -> dict[str, Code]:
        return {code.id: code for code in self.codes}

    @cached_property
    def _heirs(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for code in self.codes:
            for old in code.formerly:
                if old != code.id:
                    found.setdefault(old, {})[code.id] = None
        return {old: tuple(heirs) for old, heirs in found.items()}

    @cached_property
    def hash(self) -> str:
        """The name of this version of the codebook: 16 hexadecimal digits over everything but files and lines."""
        codes = [asdict(code) | {"file": "", "line": None} for code in self.codes]
        return text_hash(json.dumps(codes, ensure_ascii=False, sort_keys=True))

    def current(self, code: str) -> str | None:
        """The id a code has today: itself, the code it was renamed or merged to, or None when it is gone or split."""
        if code in self._by_id:
            return code
        heirs = self.heirs(code)
        return heirs[0] if len(heirs) == 1 else None

    def heirs(self, code: str) -> tuple[str, ...]:
        """The codes that name this one in `formerly`, in the order of the file: several, when it was split.

        >>> parts = (Code("ours", "Ours", formerly=("trust",)), Code("theirs", "Theirs", formerly=("trust",)))
        >>> book = Codebook("b", parts)
        >>> book.heirs("trust"), book.current("trust"), book.heirs("money")
        (('ours', 'theirs'), None, ())
        """
        return self._heirs.get(code, ())

    def meaning(self, code: str) -> str:
        """The name of what a code means today; empty for a code that is gone.

        It changes with definition, include and exclude, and when a part of the code is split off from it; not when it
        is renamed, moved under another, or when another code is merged into it.
        """
        return self._meanings.get(code, "")

    @cached_property
    def _meanings(self) -> dict[str, str]:
        return {code.id: self._meaning(code) for code in self.codes}

    def _meaning(self, code: Code) -> str:
        parts = sorted(self.heirs(code.id))
        return text_hash("\x1f".join((code.meaning, *parts))) if parts else code.meaning

    def lineage(self, code: str) -> tuple[Code, ...]:
        """The code and those above it, top first."""
        chain: list[Code] = []
        at: str | None = code
        while at is not None and at in self._by_id and self._by_id[at] not in chain:
            chain.append(self._by_id[at])
            at = self._by_id[at].parent
        return tuple(reversed(chain))

    def path(self, code: str) -> str:
        """Names from the top down, as `Power › Sharing power`."""
        return " › ".join(part.name for part in self.lineage(code))

    def below(self, code: str) -> tuple[Code, ...]:
        """Every code under this one, at any depth, in the order of the file."""
        return tuple(c for c in self.codes if c.id != code and any(p.id == code for p in self.lineage(c.id)))

    def branch(self, code: str) -> Code:
        """The top-level code this one stands under."""
        return self.lineage(code)[0]
