"""Everything that others may rely on, a line each: names in `__all__`, their parameters, and the commands.

Run it to renew the list that the test holds us to:

    .venv/bin/python tests/architecture/api_listing.py > tests/architecture/public_api.txt
"""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

import collabstudy


def listing() -> str:
    """The whole list as text."""
    lines = [line for package in packages() for line in told_package(package)]
    return "\n".join([*lines, *told_commands()]) + "\n"


def packages() -> Iterator[ModuleType]:
    """The package and those of its parts that say in `__all__` what is public, by name."""
    yield collabstudy
    for found in pkgutil.iter_modules(collabstudy.__path__, "collabstudy."):
        if found.name == "collabstudy.__main__":
            continue
        part = import_module(found.name)
        if hasattr(part, "__all__"):
            yield part


def public(package: ModuleType) -> Iterator[tuple[str, Any]]:
    """Names in a package's `__all__`, sorted, and what they stand for."""
    for name in sorted(package.__all__):
        yield name, getattr(package, name)


def told_package(package: ModuleType) -> Iterator[str]:
    """The lines about one package."""
    for name, value in public(package):
        yield from told(f"{package.__name__}.{name}", value)


def told(name: str, value: Any) -> Iterator[str]:
    """The lines about one name; a class with its public methods and properties."""
    if inspect.isclass(value):
        yield f"{name}{parameters(value)}"
        for part, inner in sorted(vars(value).items()):
            if not part.startswith("_") and documented(inner):
                yield f"    .{part}{parameters(inner)}"
    elif callable(value):
        yield f"{name}{parameters(value)}"
    else:
        yield f"{name}  ({type(value).__name__})"


def documented(part: Any) -> bool:
    """Tell whether a part of a class is a method or a property, not one of its fields."""
    return callable(part) or isinstance(part, (property, classmethod, staticmethod)) or hasattr(part, "attrname")


def parameters(value: Any) -> str:
    """Parameters without their types, which mypy holds: `(study, *, unit, level='document')`."""
    function = getattr(value, "__func__", value)
    if not callable(function):
        return ""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return "(…)"
    plain = [parameter.replace(annotation=parameter.empty) for parameter in signature.parameters.values()]
    return str(inspect.Signature(plain)).replace("<factory>", "…")


def told_commands() -> Iterator[str]:
    """The commands that people type, each with what it takes."""
    from typer.main import get_command

    from collabstudy.cli.main import command_line

    yield from told_command(get_command(command_line()), "collabstudy")


def told_command(command: Any, name: str) -> Iterator[str]:
    """One line for a command, or one for each command in a group."""
    inner = getattr(command, "commands", {})
    if inner:
        for part in sorted(inner):
            yield from told_command(inner[part], f"{name} {part}")
        return
    takes = [
        max(parameter.opts, key=len) if parameter.param_type_name == "option" else parameter.name.upper()
        for parameter in command.params
    ]
    yield f"$ {' '.join([name, *takes])}"


if __name__ == "__main__":
    print(listing(), end="")
