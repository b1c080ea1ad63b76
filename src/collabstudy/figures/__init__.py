"""Results as figures: `plotly` in a notebook, PNG, SVG and PDF for print, from the same numbers.

One module a figure, each with `data(…)` (what is plotted), `plot(data)` (plotly) and `draw(data)` (matplotlib). The
functions here make the plotly figure at once and show nothing themselves; `save` writes files.
"""

from collabstudy.figures.codes import figure as codes
from collabstudy.figures.codes_by_group import figure as codes_by_group
from collabstudy.figures.contrast import figure as contrast
from collabstudy.figures.cooccurrence import figure as cooccurrence
from collabstudy.figures.cooccurrence_network import figure as cooccurrence_network
from collabstudy.figures.crosstab import figure as crosstab
from collabstudy.figures.distinctive import figure as distinctive
from collabstudy.figures.find import figure as find
from collabstudy.figures.framework import figure as framework
from collabstudy.figures.influence import figure as influence
from collabstudy.figures.influence_voices import figure as influence_voices
from collabstudy.figures.joint import figure as joint
from collabstudy.figures.saturation import figure as saturation
from collabstudy.figures.saving import save
from collabstudy.figures.timeline import figure as timeline
from collabstudy.figures.topic_words import figure as topic_words
from collabstudy.figures.topics import figure as topics
from collabstudy.figures.truthtable import figure as truthtable

__all__ = [
    "codes",
    "codes_by_group",
    "contrast",
    "cooccurrence",
    "cooccurrence_network",
    "crosstab",
    "distinctive",
    "find",
    "framework",
    "influence",
    "influence_voices",
    "joint",
    "saturation",
    "save",
    "timeline",
    "topic_words",
    "topics",
    "truthtable",
]
