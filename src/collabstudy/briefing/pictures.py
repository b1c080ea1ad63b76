"""Figures as pictures for the briefing: a vector drawing for the page, a bitmap for Word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collabstudy import plugins
from collabstudy.briefing.blocks import Picture
from collabstudy.figures.render import image

if TYPE_CHECKING:
    from collabstudy.figures._data import Data


def picture(data: Data) -> Picture:
    """Draw a figure for paper, in both ways, with its caption and the text for those who cannot see it."""
    figure = plugins.part("collabstudy.figures", data.name).draw(data)
    caption = f"{data.caption} {data.note}".strip()
    width = float(figure.get_size_inches()[0])
    return Picture(data.name, caption, data.alt, image(figure, data, "svg"), image(figure, data, "png"), width)
