"""The styles of the Word document: ours, or those of a user's own template, with ours only where it has none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from collabstudy.briefing.word.found import found, points, wrong
from collabstudy.briefing.word.names import BODY, NAMES, WIDE
from collabstudy.briefing.word.ours import Ours

if TYPE_CHECKING:
    from docx.document import Document


class Styles:
    """The styles of a document by our names for them: `styles["Quote"]` is the id to write.

    With `own` (a template) a style that is there stays as it is, and what is missing takes fonts and colours from its
    body text. `chosen` says which of the template's styles stands for one of ours.
    """

    def __init__(self, document: Document, *, own: bool, chosen: Mapping[str, str] | None = None) -> None:
        self.document, self.own = document, own
        self.chosen = dict(chosen or {})
        self.ids: dict[str, str] = {}
        self.scale = 1.0
        if own:
            self._take()
            self.scale = points(document, self.ids.get("Normal", "")) / BODY
        Ours(self).make()

    @property
    def letters(self) -> float:
        """How much larger letters are than in our own fonts; those of a template may be wide ones."""
        return self.scale * WIDE if self.own else 1.0

    def __getitem__(self, name: str) -> str:
        return self.ids[name]

    def _take(self) -> None:
        """Find those of the template, whatever the language of the Word that it was made in."""
        for problem in wrong(self.document, self.chosen):
            raise problem
        for name in NAMES:
            style = found(self.document, self.chosen.get(name, name), name)
            if style is not None:
                self.ids[name] = str(style.styleId)
