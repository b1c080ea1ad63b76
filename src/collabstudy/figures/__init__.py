"""Results as figures: `plotly` in a notebook, PNG, SVG and PDF for print, from the same numbers.

One module a figure, each with `data(…)` (what is plotted), `plot(data)` (plotly) and `draw(data)` (matplotlib). The
functions here make the plotly figure at once and show nothing themselves.
"""

from collabstudy.figures.codes import figure as codes
from collabstudy.figures.codes_by_group import figure as codes_by_group
from collabstudy.figures.crosstab import figure as crosstab
from collabstudy.figures.timeline import figure as timeline
from collabstudy.figures.topic_words import figure as topic_words
from collabstudy.figures.topics import figure as topics

__all__ = ["codes", "codes_by_group", "crosstab", "timeline", "topic_words", "topics"]
