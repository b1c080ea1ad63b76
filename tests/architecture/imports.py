"""What each module of the package imports, read from its source without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "collabstudy"


@dataclass(frozen=True)
class Import:
    """One module naming another: at its top, inside a function, or only for the type checker."""

    file: Path
    line: int
    part: str  # of the package, whose module it is: `compare`, or `` for the package's own __init__
    target: str  # full dotted name, with the imported name: `collabstudy.model.span.Span`
    for_types: bool  # under TYPE_CHECKING, so that nothing is loaded

    @property
    def target_part(self) -> str:
        """The part of the package that is imported; `` is the package itself."""
        return self.target.partition(".")[2].partition(".")[0]

    def __str__(self) -> str:
        return f"{self.file}:{self.line} ({self.part or '__init__'}) imports {self.target}"


def imports(package: Path) -> Iterator[Import]:
    """All imports in a package's folder, also those inside functions and under TYPE_CHECKING."""
    for path in sorted(package.rglob("*.py")):
        file = path.relative_to(package)
        module = [PACKAGE, *file.with_suffix("").parts]
        if module[-1] == "__init__":
            module.pop()
        part = module[1] if len(module) > 1 else ""
        home = module if path.name == "__init__.py" else module[:-1]
        tree = ast.parse(path.read_bytes(), filename=str(path))
        for_types = {inner for node in ast.walk(tree) if checks_types(node) for inner in ast.walk(node)}
        for node in ast.walk(tree):
            for target in targets(node, home):
                yield Import(file, getattr(node, "lineno", 0), part, target, node in for_types)


def checks_types(node: ast.AST) -> bool:
    """Tell whether this is `if TYPE_CHECKING:` (without an `else`)."""
    return isinstance(node, ast.If) and called(node.test) == "TYPE_CHECKING" and not node.orelse


def targets(node: ast.AST, home: list[str]) -> list[str]:
    """The full names that a statement imports, or that a call of `import_module` names outright.

    >>> node = ast.parse("from ..model.span import Span, cut").body[0]
    >>> targets(node, ["collabstudy", "compare"])
    ['collabstudy.model.span.Span', 'collabstudy.model.span.cut']
    """
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        start = home[: len(home) - node.level + 1] if node.level else []
        base = ".".join([*start, *([node.module] if node.module else [])])
        return [f"{base}.{alias.name}" for alias in node.names]
    if isinstance(node, ast.Call) and called(node.func) in {"import_module", "__import__"} and node.args:
        name = node.args[0]
        return [name.value] if isinstance(name, ast.Constant) and isinstance(name.value, str) else []
    return []


def called(function: ast.expr) -> str:
    """The last name of a dotted name: `import_module` in `importlib.import_module(…)`."""
    return getattr(function, "attr", getattr(function, "id", ""))
