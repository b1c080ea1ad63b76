"""YAML in which every value is text and every mapping knows its line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from collabstudy.errors import SettingsError


class Located(dict[str, Any]):
    """A mapping that remembers the line it starts on, and the line of each key."""

    line: int = 0
    lines: Mapping[str, int] = {}


def load(path: Path, *, name: str) -> Any:
    """Read a YAML file; scalars stay text, so that a term `no` is not False and a code `1e3` not a number.

    Raises:
        SettingsError: not UTF-8, not YAML, or a key that stands twice; with the line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise SettingsError("not UTF-8", hint="save the file as UTF-8", file=name, line=line) from None
    return loads(text, name=name)


def loads(text: str, *, name: str) -> Any:
    r"""Read YAML text.

    >>> loads("a:\n  b: no", name="x.yaml")["a"].line
    2
    """
    import yaml

    try:
        return yaml.load(text, Loader=_loader())  # noqa: S506  a loader that makes text, lists and mappings only
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        if line and "\t" in _indent(text, line):
            raise SettingsError(
                "a tab before the text", hint="YAML is indented with spaces only", file=name, line=line
            ) from None
        raise SettingsError(
            f"this is not YAML: {error.problem}",
            hint="look at indentation, colons and quotes on this line and the one above",
            file=name,
            line=line,
        ) from None
    except RecursionError:
        raise SettingsError("this is nested too deeply", hint="codes nest a few levels", file=name) from None
    except yaml.YAMLError:
        raise SettingsError(
            "this is not YAML: it holds control characters", hint="save the file as plain text", file=name
        ) from None


def _indent(text: str, line: int) -> str:
    said = text.split("\n")[line - 1 : line]
    return said[0][: len(said[0]) - len(said[0].lstrip())] if said else ""


def _loader() -> Any:
    import yaml

    base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

    class Loader(base):  # type: ignore[misc]  # the C loader where PyYAML was built with it
        def construct_mapping(self, node: Any, deep: bool = False) -> Located:
            found = Located()
            lines: dict[str, int] = {}
            found.line = node.start_mark.line + 1
            for key_node, value_node in node.value:
                key = str(self.construct_object(key_node, deep=True))
                if key in found:
                    raise yaml.constructor.ConstructorError(
                        None, None, f"`{key}` stands here a second time", key_node.start_mark
                    )
                found[key] = self.construct_object(value_node, deep=True)
                lines[key] = key_node.start_mark.line + 1
            found.lines = lines
            return found

    return Loader
