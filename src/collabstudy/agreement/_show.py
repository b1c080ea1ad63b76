"""How a result comes to be drawn in a notebook without knowing the tables that draw it.

The study brings its own way of showing results (`study.ways.show`); the verb puts it into the value that it makes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from collabstudy.model.study import Study

Show = Callable[[Any], str | None]


def own_show(study: Study) -> Show | None:
    """The study's way of drawing a result as HTML, None where it has none."""
    return partial(study.ways.show, study) if study.ways.show else None
