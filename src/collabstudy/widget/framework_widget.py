"""The editor of the framework matrix itself: what anywidget must know of a desk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
from traitlets import Int

from collabstudy.compare.framework import STATES, told_state
from collabstudy.tables.look import text
from collabstudy.widget.headless import is_headless
from collabstudy.widget.static_html import BOX

if TYPE_CHECKING:
    import pandas

    from collabstudy.compare.framework import Framework
    from collabstudy.widget.framework_desk import Desk

STATIC = Path(__file__).parent / "static"


class FrameworkEditor(anywidget.AnyWidget):
    """The matrix on the screen. Its texts are told to the browser when that asks, and are in nothing that is saved."""

    _esm = STATIC / "framework.js"
    _css = STATIC / "framework.css"
    height = Int(420).tag(sync=True)

    def __init__(self, desk: Desk, *, height: int) -> None:
        super().__init__(height=height)
        self._desk = desk
        self.on_msg(self._heard)
        desk.join(self.tell)

    def __repr__(self) -> str:
        return f"<FrameworkEditor {self._desk.table.told}>"

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """The widget for those who can show it; for all others a card with counts, without a word of the texts."""
        data, metadata = ({}, {}) if is_headless() else super()._repr_mimebundle_(**kwargs) or ({}, {})
        return {**data, "text/html": self._card(), "text/plain": repr(self)}, metadata

    @property
    def table(self) -> Framework:
        """The matrix as it stands, all of what is written in it on disk."""
        return self._desk.table

    def frame(self) -> pandas.DataFrame:
        """The cells as a frame."""
        return self._desk.table.frame()

    def close(self) -> None:
        """Take the editor from the screen."""
        self._desk.leave(self.tell)
        super().close()

    def tell(self, message: Mapping[str, Any]) -> None:
        """Send a message to the browser."""
        self.send(dict(message))

    def _heard(self, _: object, message: Mapping[str, Any], __: object) -> None:
        self._desk.hear(message, self.tell)

    def _card(self) -> str:
        counts = self._desk.table.counts()
        items = "".join(f"<li>{told_state(state)}: {counts[state]}</li>" for state in STATES if counts[state])
        return (
            f'<div class="cs-framework-card" style="{BOX}"><strong>Framework matrix</strong>: '
            f"{text(self._desk.table.told)}<ul>{items}</ul>"
            f"<em>Run this cell in JupyterLab to read and write.</em></div>"
        )
