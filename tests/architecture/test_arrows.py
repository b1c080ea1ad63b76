"""The arrows of ARCHITECTURE.md hold: every import in the package goes the way the picture says."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from imports import PACKAGE, Import, imports

VERBS = {"io", "coding", "tagging", "agreement", "topics", "compare"}  # siblings, which do not see each other
TOUCHED = {"cli", "widget", "notebook"}  # by people; nobody imports them
PURE = {"errors", "plugins", "model"}  # load the standard library and nothing else


def drawn(text: str) -> dict[str, set[str]]:
    """The arrows in a fenced block: on each line a part, a colon, and the parts that it may import.

    >>> drawn("```arrows\\nerrors:\\nmodel: errors plugins\\n```") == {"errors": set(), "model": {"errors", "plugins"}}
    True
    """
    block = re.search(r"^```arrows\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert block, "ARCHITECTURE.md has no block ```arrows"
    lines = [line.partition(":") for line in block[1].splitlines() if line.strip()]
    return {part.strip(): set(others.split()) for part, _, others in lines}


ARROWS = drawn((Path(__file__).parents[2] / "ARCHITECTURE.md").read_text(encoding="utf-8"))


def wrong(package: Path) -> list[str]:
    """Every import that goes against the arrows, in words."""
    return [f"{found}: {why}" for found in imports(package) if (why := complaint(found))]


def complaint(found: Import) -> str:
    """What is wrong with one import; nothing, if it may be."""
    if not found.part:
        return ""  # the package's own __init__ hands everything out, late; test_light_imports.py watches it
    if found.part not in ARROWS:
        return f"the picture has no part called {found.part}"
    outer = found.target.split(".")[0]
    if outer == PACKAGE:
        return inner_complaint(found)
    if found.part in PURE and outer not in sys.stdlib_module_names and not found.for_types:
        return f"{found.part} stands on the standard library alone"
    return ""


def inner_complaint(found: Import) -> str:
    """What is wrong with an import from the package itself."""
    if re.fullmatch(rf"{PACKAGE}\.__\w+__", found.target):
        return ""  # __version__ and the like
    if found.target_part == found.part or found.target_part in ARROWS[found.part]:
        return ""
    if found.target_part not in ARROWS:
        return "name the module that is meant, not the package that hands it out"
    return f"{found.part} may import {', '.join(sorted(ARROWS[found.part])) or 'nothing of ours'}"


def test_every_import_goes_the_way_of_the_arrows(root: Path) -> None:
    package = root / "src" / PACKAGE
    assert any(found.target_part == "model" for found in imports(package))
    assert wrong(package) == []


def test_the_picture_shows_every_part_and_no_other(root: Path) -> None:
    package = root / "src" / PACKAGE
    parts = {Path(path.relative_to(package).parts[0]).stem for path in package.rglob("*.py")}
    assert {"model", "io", "compare"} <= parts
    assert set(ARROWS) == parts - {"__init__"}


def test_the_picture_itself_is_in_order() -> None:
    order = list(ARROWS)
    arrows = [(part, other) for part, others in ARROWS.items() for other in others]
    assert ("compare", "model") in arrows
    assert [arrow for arrow in arrows if order.index(arrow[1]) >= order.index(arrow[0])] == []
    assert [arrow for arrow in arrows if VERBS.issuperset(arrow)] == []
    assert [arrow for arrow in arrows if arrow[1] in TOUCHED and arrow[0] != "__main__"] == []
    assert [arrow for arrow in arrows if arrow[0] in PURE and arrow[1] not in PURE] == []


@pytest.mark.parametrize(
    ("file", "source", "said"),
    [
        ("compare/crosstab.py", "from collabstudy.topics import fit", "compare may import errors, "),
        ("compare/crosstab.py", "from ..io import study", "compare may import"),
        ("compare/crosstab.py", "def f():\n    import collabstudy.figures.look", "compare may import"),
        ("compare/crosstab.py", "if TYPE_CHECKING:\n    from collabstudy.run import steps", "compare may import"),
        ("compare/crosstab.py", "import_module('collabstudy.io.log')", "compare may import"),
        ("compare/crosstab.py", "import collabstudy as cs", "name the module that is meant"),
        ("compare/crosstab.py", "from collabstudy import read_study", "name the module that is meant"),
        ("model/span.py", "import pandas", "model stands on the standard library alone"),
        (
            "model/span.py",
            "if TYPE_CHECKING:\n    pass\nelse:\n    import pandas",
            "model stands on the standard library alone",
        ),
        ("model/span.py", "from collabstudy.io import study", "model may import errors, plugins"),
        ("errors.py", "from . import plugins", "errors may import nothing of ours"),
        ("figures/crosstab.py", "from collabstudy.briefing import quotes", "figures may import"),
        ("run/build.py", "from collabstudy.cli.main import app", "run may import"),
        ("run/build.py", "from collabstudy import cli", "run may import"),
        ("utils/things.py", "import re", "the picture has no part called utils"),
    ],
)
def test_an_import_against_the_arrows_is_found(tmp_path: Path, file: str, source: str, said: str) -> None:
    path = tmp_path / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(source, encoding="utf-8")
    (complained,) = wrong(tmp_path)
    assert complained.startswith(f"{Path(file)}:")
    assert said in complained


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("compare/crosstab.py", "import pandas\nfrom ..model import span\nfrom . import framework"),
        ("model/span.py", "import difflib\nfrom collabstudy.errors import StudyError"),
        ("model/study.py", "if TYPE_CHECKING:\n    import pandas"),
        ("briefing/html.py", "from collabstudy.figures import crosstab\nfrom collabstudy.compare import crosstab as c"),
        ("run/manifest.py", "from collabstudy import __version__"),
        ("io/importers/docx.py", "from ..dialogue import turns\nfrom collabstudy.io import sources"),
        ("__init__.py", "from collabstudy.run import opening"),
    ],
)
def test_an_import_along_the_arrows_passes(tmp_path: Path, file: str, source: str) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    assert list(imports(tmp_path))
    assert wrong(tmp_path) == []
