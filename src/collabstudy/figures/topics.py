"""Topics by case: how many passages of each place belong to which topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collabstudy.compare.table import clustered
from collabstudy.compare.wording import plural
from collabstudy.figures import _matrix_on_paper, _matrix_on_screen, look
from collabstudy.figures._data import Data
from collabstudy.figures._matrix import Column, Mark, Matrix, Row
from collabstudy.model.study import Study

if TYPE_CHECKING:
    import pandas
    import plotly.graph_objects as go
    from matplotlib.figure import Figure

    from collabstudy.topics.topics import Topics


def figure(topics: Topics, study: Study) -> go.Figure:
    """The figure for a notebook."""
    return plot(data(topics, study))


def data(topics: Topics, study: Study) -> Data:
    """What is plotted: a row per topic and case, with names; cases without any passage are left out."""
    frame = topics.by_case()
    frame.insert(1, "label", frame["topic"].map({topic.id: topic.name for topic in topics}))
    return of_frame(frame, study, str(topics.made_by))


def of_frame(frame: pandas.DataFrame, study: Study, note: str = "") -> Data:
    """The same for any frame with the columns topic, label, case and passages."""
    group_by = str(study.settings.rest.get("cases", {}).get("group_by", ""))
    there = set(frame["case"])
    columns = clustered(
        Column(case.id, case.name, case.attributes.get(group_by, "")) for case in study.cases if case.id in there
    )
    frame = frame.assign(name=frame["case"].map({column.id: column.name for column in columns}))
    numbers = frame["passages"].astype(int).tolist()
    counts = dict(zip(zip(frame["topic"], frame["case"], strict=True), numbers, strict=True))
    labels = dict(zip(frame["topic"], frame["label"], strict=True))
    rows = tuple(
        Row(topic, label, look.ACCENT, right=(f"{sum(counts.get((topic, c.id), 0) for c in columns):,}", ""))
        for topic, label in labels.items()
    )
    marks = {(c.id, t): _mark(c.name, label, counts.get((t, c.id), 0)) for c in columns for t, label in labels.items()}
    matrix = Matrix(columns, rows, marks, (("dot", "passages of this topic (size: how many)"),))
    most = max(labels, key=lambda t: sum(counts.get((t, c.id), 0) for c in columns), default="")
    alt = f"{len(labels)} topics by {len(columns)} {plural(study.settings)}."
    if most:
        alt += f" The largest topic is “{labels[most]}”. " + "; ".join(
            f"{labels[t]}: {sum(counts.get((t, c.id), 0) > 0 for c in columns)} of {len(columns)}" for t in labels
        )
    caption = (
        "Topics are found by an algorithm from the words of passages, not coded by a person. At the right: passages."
    )
    return Data("topics", frame, look.plain(alt), caption, note, {"matrix": matrix})


def plot(found: Data) -> go.Figure:
    """The figure on a screen."""
    return _matrix_on_screen.plot(found.more["matrix"])


def draw(found: Data) -> Figure:
    """The figure on a page."""
    return _matrix_on_paper.draw(found.more["matrix"])


def _mark(case: str, topic: str, passages: int) -> Mark:
    told = f"{case} · {topic}: {passages} {'passage' if passages == 1 else 'passages'}"
    return Mark("dot", passages, told) if passages else Mark("none")
