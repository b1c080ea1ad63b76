"""What a person wrote in a YAML file that is not what it must be, with its line."""

from __future__ import annotations

from collections.abc import Sequence

from collabstudy.io.yaml_lines import Located
from collabstudy.model.nearest import nearest


class WrongError(Exception):
    """Something that does not say what it must; whoever reads the file says which file it is."""

    def __init__(self, problem: str, hint: str, line: int | None) -> None:
        super().__init__(problem)
        self.problem, self.hint, self.line = problem, hint, line or None


def only_known(item: Located, known: Sequence[str]) -> None:
    """Raise WrongError for a name that means nothing in this place: a choice that would be passed over in silence."""
    for name in item:
        if name not in known:
            raise WrongError(f"`{name}` means nothing here", near(name, known, "one of"), item.lines[name])


def texts(item: Located, name: str) -> tuple[str, ...]:
    """A text, or a list of them, each once; WrongError for anything else."""
    value = item.get(name)
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str | None) for one in values):
        raise WrongError(f"`{name}` is no text and no list of texts", f"for example {name}: trust", item.lines[name])
    return tuple(dict.fromkeys(one.strip() for one in values if one and one.strip()))


def near(said: str, known: Sequence[str], what: str) -> str:
    """The names nearest to what was said, else all there are.

    >>> near("statment", ("id", "statement", "claim"), "one of")
    'is it statement?'
    """
    return nearest(said, known, f"{what} {', '.join(known)}")
