"""What others rely on changes only on purpose."""

from __future__ import annotations

import difflib
import inspect
from pathlib import Path
from types import ModuleType

import api_listing
import pytest

PACKAGES = list(api_listing.packages())
KEPT = Path(__file__).with_name("public_api.txt")
RENEW = "if this is meant: .venv/bin/python tests/architecture/api_listing.py > tests/architecture/public_api.txt"


def test_the_public_names_are_those_that_were_agreed() -> None:
    agreed, actual = KEPT.read_text(encoding="utf-8").splitlines(), api_listing.listing().splitlines()
    assert len(actual) > 20
    change = "\n".join(difflib.unified_diff(agreed, actual, "agreed", "actual", n=0, lineterm=""))
    assert not change, f"{change}\n{RENEW}"


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.__name__)
def test_every_public_name_exists_once_and_says_what_it_is(package: ModuleType) -> None:
    assert len(set(package.__all__)) == len(package.__all__) > 0
    silent = [name for name, value in api_listing.public(package) if explains_itself(value) and not said(value)]
    assert silent == [], f"{package.__name__}: public, but without a docstring"


def explains_itself(value: object) -> bool:
    """Tell whether a thing can carry a docstring of its own: functions, classes and modules can, constants cannot."""
    return inspect.isclass(value) or inspect.isroutine(value) or inspect.ismodule(value)


def said(value: object) -> str:
    """A docstring that a person wrote: not inherited, not the one that dataclasses make up from their fields."""
    text = (vars(value).get("__doc__") if inspect.isclass(value) else inspect.getdoc(value)) or ""
    return "" if inspect.isclass(value) and text.startswith(f"{value.__name__}(") else text


def test_dir_of_the_package_shows_its_public_names() -> None:
    package = PACKAGES[0]
    assert set(package.__all__) <= set(dir(package))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_thing"):
        getattr(PACKAGES[0], "no_such_thing")  # noqa: B009 (the name is wrong on purpose)
