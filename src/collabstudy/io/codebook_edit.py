"""One code more in a codebook that somebody wrote, every other letter of the file left as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from collabstudy.errors import CodebookError, SettingsError
from collabstudy.io.codebook_tree import slug
from collabstudy.io.codebooks import read_codebook
from collabstudy.io.outputs import write_whole
from collabstudy.model.codebook import Code, Codebook

_BY_HAND = "write it into the file yourself; nothing was written"


def free_id(name: str, taken: Iterable[str]) -> str:
    """An id made of a name that nothing has yet.

    >>> free_id("Shared power", ["trust"]), free_id("Trust", ["trust", "trust-2"])
    ('shared-power', 'trust-3')
    """
    there = set(taken)
    first = slug(name)
    return (
        first if first not in there else next(f"{first}-{n}" for n in range(2, 10_000) if f"{first}-{n}" not in there)
    )


def add_code(path: Path, code: Code, *, name: str = "") -> Codebook:
    """Write a code under its parent (at the end of the file's list where it has none), in the file's own style.

    Comments, order, blank lines, quotation marks and line ends stay. What the file says afterwards is read before it
    is written: it must be the same codes and this one.

    Raises:
        CodebookError: the file cannot be read, or is written in a shape into which nothing can be put safely.
    """
    file = name or path.name
    before = read_codebook(path, name=file)
    told = path.read_bytes().decode("utf-8")
    mark = "\ufeff" if told.startswith("\ufeff") else ""
    text = told.removeprefix("\ufeff")
    new = mark + _with(text, code, file)
    after = _read_again(path, new, file)
    if _plain(after) != sorted([*_plain(before), *_plain([code])]):
        raise _refused("this codebook is written in a way into which no code can be put safely", file)
    write_whole(path.resolve(), new.encode("utf-8"))  # a link to a codebook that studies share stays one
    return after


def _plain(codes: Iterable[Code]) -> list[str]:
    """Codes without the place where they stand."""
    return sorted(repr((c.id, c.name, c.parent, c.definition, c.include, c.exclude, c.terms, c.not_terms, c.examples,
                        c.scope, c.colour, c.formerly)) for c in codes)  # fmt: skip


def _read_again(path: Path, text: str, file: str) -> Codebook:
    """What the new text says, told by the reader of codebooks itself."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        copy.write_bytes(text.encode("utf-8"))
        try:
            return read_codebook(copy, name=file)
        except SettingsError:
            raise _refused("this codebook is written in a way into which no code can be put safely", file) from None


def _refused(problem: str, file: str, line: int | None = None) -> CodebookError:
    return CodebookError(problem, hint=_BY_HAND, file=file, line=line)


def _with(text: str, code: Code, file: str) -> str:
    import yaml

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        raise _refused("this codebook cannot be read as one YAML document", file) from None
    page = _Page(text, "\r\n" if "\r\n" in text else "\n", _step(text))
    if not isinstance(root, yaml.MappingNode) or _value(root, "codes") is None:
        raise _refused("this codebook is a plain dictionary, in which codes have no names", file, 1)
    top = _value(root, "codes")
    if code.parent is None:
        return page.appended(root, top, code, {})
    if _flat(root):
        return page.appended(root, top, code, {"parent": code.parent})
    above = _find(top, code.parent)
    if above is None:
        raise _refused(f"there is no code {code.parent} in this file", file)
    return page.appended(above, _value(above, "codes"), code, {})


def _value(mapping: Any, key: str) -> Any:
    return next((value for name, value in mapping.value if name.value == key), None)


def _find(codes: Any, wanted: str) -> Any:
    """The mapping of a code, at any depth."""
    for item in codes.value if isinstance(codes.value, list) else ():
        own = _value(item, "id")
        if own is not None and own.value == wanted:
            return item
        below = _value(item, "codes")
        found = _find(below, wanted) if below is not None else None
        if found is not None:
            return found
    return None


def _flat(root: Any) -> bool:
    """Tell whether codes name what they stand under (`parent:`) instead of being nested."""
    items = _value(root, "codes").value
    return any(_value(item, "parent") is not None for item in items)


def _step(text: str) -> int:
    """How far a list is set in from the key above it, as this file does it."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    for above, below in pairwise(lines):
        if above.strip() == "codes:" and below.lstrip().startswith("- "):
            return (len(below) - len(below.lstrip())) - (len(above) - len(above.lstrip()))
    return 2


@dataclass(frozen=True, slots=True)
class _Page:
    """The text of a codebook, its line ends, and how far its lists are set in."""

    text: str
    end: str
    step: int

    def appended(self, above: Any, codes: Any, code: Code, more: dict[str, str]) -> str:
        """The text with a code at the end of `codes`, which stands in the mapping `above` or is still to be made."""
        said = {"id": code.id, "name": code.name, "definition": code.definition} | more
        told = {key: value for key, value in said.items() if value}
        if codes is None:
            return self._with_list(above, told)
        if not codes.value:
            return self._filled(above, codes, told)
        if codes.flow_style:
            return self._put(_inner_end(self.text, codes), f", {_flow(told)}")
        last = codes.value[-1]
        column = codes.start_mark.column
        if last.flow_style:
            return self._below(last, f"{' ' * column}- {_flow(told)}", codes)
        return self._below(last, _block(told, column, self.end), codes)

    def _with_list(self, above: Any, told: dict[str, str]) -> str:
        """A code that has none below it yet gets a list."""
        if above.flow_style:
            return self._put(_inner_end(self.text, above), f", codes: [{_flow(told)}]")
        column = above.value[0][0].start_mark.column
        item = _block(told, column + self.step, self.end)
        return self._below(above, f"{' ' * column}codes:{self.end}{item}", None)

    def _filled(self, above: Any, codes: Any, told: dict[str, str]) -> str:
        """A list that is empty: `codes: []`, or `codes:` with nothing after it."""
        start, stop = codes.start_mark.index, codes.end_mark.index
        if above.flow_style:
            return self.text[:start] + f"[{_flow(told)}]" + self.text[stop:]
        key = next(name for name, value in above.value if value is codes)
        line_end = self._line_end(stop if self.text[start:stop].strip() else key.end_mark.index)
        head = self.text[: key.end_mark.index] + ":"
        rest = (self.text[stop:line_end] if self.text[start:stop].strip() else
                self.text[key.end_mark.index + 1 : line_end])  # fmt: skip
        item = _block(told, key.start_mark.column + self.step, self.end)
        return f"{head}{rest.rstrip()}{self.end}{item}{self._from(line_end)}"

    def _below(self, node: Any, lines: str, siblings: Any) -> str:
        """These lines after the last line of a node; a blank one between where the file has one between siblings."""
        at = self._line_end(_end(self.text, node))
        gap = self.end if siblings is not None and self._apart(siblings) else ""
        return f"{self.text[:at].rstrip(' ')}{self.end}{gap}{lines}{self._from(at)}"

    def _apart(self, siblings: Any) -> bool:
        """Tell whether a blank line stands before the last of several, or before the only one."""
        *others, last = siblings.value
        start = last.start_mark.index
        between = self.text[_end(self.text, others[-1]) if others else self._before(start) : start]
        return any(not line.strip() for line in between.split("\n")[1:-1])

    def _before(self, at: int) -> int:
        """Where the line with the key above a list ends."""
        return self.text.rindex("codes", 0, at)

    def _put(self, at: int, said: str) -> str:
        return self.text[:at] + said + self.text[at:]

    def _line_end(self, at: int) -> int:
        found = self.text.find("\n", at)
        end = len(self.text) if found < 0 else found
        return end - 1 if end > at and self.text[end - 1 : end] == "\r" else end

    def _from(self, at: int) -> str:
        """What follows a line, with a line end where the file had none."""
        return self.text[at:] or self.end


def _end(text: str, node: Any) -> int:
    """Where what a node says ends: a block reaches to the next key, blank lines and comments included."""
    if getattr(node, "flow_style", None) or isinstance(node.value, str):
        stop = int(node.end_mark.index)
        return stop if getattr(node, "style", None) not in ("|", ">") else len(text[:stop].rstrip())
    if not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    if not isinstance(last, tuple):
        return _end(text, last)
    key, value = last
    return max(_end(text, key) + 1, _end(text, value))


def _inner_end(text: str, node: Any) -> int:
    """Just behind the last thing inside the brackets of a node."""
    inside = text[: int(node.end_mark.index) - 1].rstrip()
    return len(inside.rstrip(",").rstrip()) if inside.endswith(",") else len(inside)


def _block(told: dict[str, str], column: int, end: str) -> str:
    signs = ["- ", *["  "] * (len(told) - 1)]
    return end.join(
        f"{' ' * column}{sign}{key}: {_scalar(value)}" for sign, (key, value) in zip(signs, told.items(), strict=True)
    )


def _flow(told: dict[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {_scalar(value, flow=True)}" for key, value in told.items()) + "}"


def _scalar(value: str, *, flow: bool = False) -> str:
    """A text as YAML writes it on one line; in brackets always with quotation marks where it has more than letters."""
    import yaml

    plain = value.replace(" ", "").replace("-", "").isalnum()
    style = '"' if flow and not plain else None
    text: str = yaml.safe_dump(value, allow_unicode=True, width=10**9, default_style=style)
    return text.removesuffix("\n").removesuffix("\n...").removesuffix("...").strip()
