"""The words of each topic: small bars side by side, one panel a topic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from collabstudy.figures import look
from collabstudy.figures._data import Data
from collabstudy.figures._page import Page, page, shortened

if TYPE_CHECKING:
    import pandas
    import plotly.graph_objects as go
    from matplotlib.figure import Figure

    from collabstudy.topics.topics import Topics

WORDS = 8
ACROSS = 3
BAR, HEAD, SPACE = 4.2, 7.5, 5.0  # millimetres


def figure(topics: Topics) -> go.Figure:
    """The figure for a notebook."""
    return plot(data(topics))


def data(topics: Topics) -> Data:
    """What is plotted: a row per topic and word, heaviest first."""
    import pandas as pd

    rows = [
        (topic.id, topic.name, topic.size, word, weight) for topic in topics for word, weight in topic.words[:WORDS]
    ]
    frame = pd.DataFrame(rows, columns=["topic", "label", "passages", "word", "weight"])
    return of_frame(frame, str(topics.made_by))


def of_frame(frame: pandas.DataFrame, note: str = "") -> Data:
    """The same for any frame with the columns topic, passages, word and weight."""
    told = "; ".join(f"{topic}: {', '.join(words['word'])}" for topic, words in frame.groupby("topic", sort=False))
    alt = look.plain(f"The heaviest words of {frame['topic'].nunique()} topics. {told}.")
    caption = "The words that set each topic apart from the others, with their weight (c-TF-IDF), the heaviest first."
    return Data("topic_words", frame, alt, caption, note)


def plot(found: Data) -> go.Figure:
    """The figure on a screen."""
    import plotly.graph_objects as go
    from plotly.subplots import make_subplots

    panels = _panels(found)
    deep = max(1, -(-len(panels) // ACROSS))
    height = deep * (WORDS * 22 + 60) + 20
    figure: go.Figure = make_subplots(
        rows=deep,
        cols=ACROSS,
        subplot_titles=[look.on_screen(_title(topic, words)) for topic, words in panels],
        horizontal_spacing=0.14,
        vertical_spacing=44 / height,
    )
    for place, (_, words) in enumerate(panels):
        bars = go.Bar(
            x=words["weight"],
            y=list(range(len(words))),
            orientation="h",
            marker_color=look.ACCENT,
            hoverinfo="text",
            hovertext=[look.on_screen(f"{row.word}: {row.weight:.3f}") for row in words.itertuples()],
        )
        where = {"row": place // ACROSS + 1, "col": place % ACROSS + 1}
        figure.add_trace(bars, **where)
        ticks = {"tickvals": list(range(len(words))), "ticktext": [look.on_screen(word) for word in words["word"]]}
        figure.update_yaxes(autorange="reversed", ticks="", **ticks, **where)
    figure.update_xaxes(visible=False, range=[0, _most(found)], fixedrange=True)
    figure.update_annotations(font={"size": 13, "color": look.INK})
    figure.update_layout(
        template=look.template(), height=height, showlegend=False, margin={"l": 90, "r": 12, "t": 40, "b": 12}
    )
    return figure


def draw(found: Data) -> Figure:
    """The figure on a page."""
    with look.style():
        panels = _panels(found)
        each = HEAD + BAR * max((len(words) for _, words in panels), default=0) + SPACE
        sheet = page(max(1, -(-len(panels) // ACROSS)) * each)
        across = (look.PAGE + SPACE) / ACROSS
        for place, (topic, words) in enumerate(panels):
            _panel(sheet, place % ACROSS * across, place // ACROSS * each, across - SPACE, _most(found), (topic, words))
    return sheet.figure


def _panel(sheet: Page, left: float, top: float, width: float, most: float, panel: tuple[str, Any]) -> None:
    name = width * 0.46
    sheet.text(left, top + 4, shortened(_title(*panel), 7.4, width, bold=True), 7.4, weight="bold")
    sheet.line((left, top + 5.4), (left + width, top + 5.4))
    for place, row in enumerate(panel[1].itertuples()):
        y = top + HEAD + place * BAR
        sheet.text(
            left + name - 1.5, y + BAR / 2, shortened(row.word, 7, name - 2), 7, ha="right", va="center_baseline"
        )
        sheet.box(left + name, y + 0.6, (width - name) * row.weight / most, BAR - 1.2)


def _panels(found: Data) -> list[tuple[str, Any]]:
    return [(str(topic), words) for topic, words in found.frame.groupby("topic", sort=False)]


def _title(topic: str, words: Any) -> str:
    number = int(words["passages"].iloc[0])
    return f"{topic} · {number} {'passage' if number == 1 else 'passages'}"


def _most(found: Data) -> float:
    return float(found.frame["weight"].max()) if len(found.frame) else 1.0
