"""Codebooks as people write them: YAML, one file a codebook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from collabstudy.errors import CodebookError
from collabstudy.io.yaml_lines import Located, load
from collabstudy.model.codebook import Code, Codebook, Scope

_KEYS = frozenset(
    "id name definition include exclude examples terms not scope parent colour color formerly codes".split()
)
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def read_codebook(path: Path, *, name: str = "") -> Codebook:
    """Read a codebook.

    A mapping with `name`, `version` and `codes:` (nested, each with an id), or a bare dictionary of
    `category: {code: [terms]}` as quanteda and LIWC users keep them.

    Raises:
        CodebookError: missing, malformed, a code without id, an id that stands twice; with file and line, and with
            all that is wrong with single codes (`others`).
    """
    file = name or path.name
    if not path.is_file():
        raise CodebookError("this codebook is missing", hint="`codebook` in study.toml names it", file=file)
    found = load(path, name=file)
    if not isinstance(found, Located):
        raise CodebookError("no codes here", hint="write `codes:` and under it `- id: trust`", file=file)
    reader = _Reader(file)
    codes = tuple(
        reader.codes(found["codes"], None, found.lines.get("codes"))
        if "codes" in found
        else reader.dictionary(found, None)
    )
    reader.check_ids(codes)
    reader.complain()
    return Codebook(str(found.get("name") or path.stem), codes, file, str(found.get("version", "")))


def joined(books: tuple[Codebook, ...]) -> Codebook:
    """Several codebooks as one; each keeps its own branches.

    Raises CodebookError when two of them have a code of one id.
    """
    if len(books) == 1:
        return books[0]
    seen: dict[str, str] = {}
    for book in books:
        for code in book:
            if code.id in seen:
                problem = f"{code.id} is a code of {seen[code.id]} too"
                raise CodebookError(problem, hint="rename one", file=book.file, line=code.line)
            seen[code.id] = book.file
    names, versions = [b.name for b in books], [b.version for b in books if b.version]
    return Codebook(" + ".join(names), tuple(c for b in books for c in b), "", " + ".join(versions))


class _Reader:
    """Turns nested YAML into codes, naming the file in every complaint."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.complaints: list[CodebookError] = []

    def complain(self) -> None:
        """Raise the first of the complaints about single codes, the others with it."""
        if self.complaints:
            first, *others = self.complaints
            first.others = tuple(others)
            raise first

    def wrong(self, problem: str, hint: str, line: int | None) -> CodebookError:
        return CodebookError(problem, hint=hint, file=self.file, line=line)

    def codes(self, found: Any, parent: str | None, above: int | None = None) -> Iterator[Code]:
        """The codes of a list that stands under line `above`."""
        if found in ("", None):
            return
        if not isinstance(found, list):
            line = found.line if isinstance(found, Located) else above
            raise self.wrong("`codes:` is not a list", "each code begins with `- id:`", line)
        for item in found:
            if not isinstance(item, Located) or not item.get("id"):
                line = item.line if isinstance(item, Located) else above
                self.complaints.append(self.wrong("a code without an id", "each code begins with `- id: trust`", line))
                continue
            try:
                yield self.code(item, parent)
            except CodebookError as error:
                self.complaints.append(error)
            yield from self.codes(item.get("codes"), str(item["id"]), item.lines.get("codes"))

    def code(self, item: Located, parent: str | None) -> Code:
        unknown = sorted(set(item) - _KEYS)
        if unknown:
            raise self.wrong(
                f"a code has no `{unknown[0]}`", f"it may have {', '.join(sorted(_KEYS))}", item.lines[unknown[0]]
            )
        colour = str(item.get("colour") or item.get("color") or "")
        if colour and not _COLOUR.fullmatch(colour):
            raise self.wrong(f"`{colour}` is no colour", "for example '#1414ff'", item.lines.get("colour"))
        code = self.text(item, "id")
        return Code(
            id=code,
            name=self.text(item, "name") or code.replace("-", " ").replace("_", " "),
            definition=self.text(item, "definition"),
            include=self.text(item, "include"),
            exclude=self.text(item, "exclude"),
            examples=self.texts(item, "examples"),
            terms=self.texts(item, "terms"),
            not_terms=self.texts(item, "not"),
            scope=self.scope(item),
            parent=parent or self.text(item, "parent") or None,
            colour=colour,
            formerly=self.texts(item, "formerly"),
            file=self.file,
            line=item.line,
        )

    def scope(self, item: Located) -> Scope:
        scope = item.get("scope") or Located()
        if not isinstance(scope, Located) or set(scope) - {"roles", "kinds"}:
            raise self.wrong("a scope has `roles` and `kinds`", "for example scope: {kinds: [interview]}", item.line)
        return Scope(self.texts(scope, "roles"), self.texts(scope, "kinds"))

    def text(self, item: Located, key: str) -> str:
        value = item.get(key) or ""
        if not isinstance(value, str):
            raise self.wrong(f"`{key}` is not text", f'for example {key}: "…"', item.lines.get(key))
        return " ".join(value.split())

    def texts(self, item: Located, key: str) -> tuple[str, ...]:
        value = item.get(key)
        if value in (None, ""):
            return ()
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            raise self.wrong(f"`{key}` is not a list of texts", f"for example {key}: [one, two]", item.lines.get(key))
        return tuple(value)

    def dictionary(self, found: Located, parent: str | None) -> Iterator[Code]:
        for key, value in found.items():
            if parent is None and key in ("name", "version"):
                continue
            line = found.lines.get(key)
            if isinstance(value, Located):
                yield Code(key, key, parent=parent, file=self.file, line=line)
                yield from self.dictionary(value, key)
            elif isinstance(value, list) and all(isinstance(term, str) for term in value):
                yield Code(key, key, parent=parent, terms=tuple(value), file=self.file, line=line)
            else:
                raise self.wrong(f"`{key}` is neither codes nor a list of terms", "for example trust: [trust*]", line)

    def check_ids(self, codes: tuple[Code, ...]) -> None:
        seen: dict[str, Code] = {}
        for code in codes:
            if code.id in seen:
                problem = f"two codes have the id {code.id} (the other is on line {seen[code.id].line})"
                self.complaints.append(self.wrong(problem, "rename one", code.line))
            seen.setdefault(code.id, code)
        for code in codes:
            if code.parent is not None and code.parent not in seen:
                problem = f"{code.id} stands under {code.parent}, which is not there"
                self.complaints.append(self.wrong(problem, "correct `parent`", code.line))
            self._check_cycle(code, seen)

    def _check_cycle(self, code: Code, codes: dict[str, Code]) -> None:
        above, at = [code.id], code.parent
        while at is not None and at in codes:
            if at in above:
                problem = f"{code.id} stands under itself: {' › '.join([at, *reversed(above)])}"
                self.complaints.append(self.wrong(problem, "correct `parent`", code.line))
                return
            above.append(at)
            at = codes[at].parent
