"""Topics: what a study's passages have in common, found without being told what to look for."""

from collabstudy.topics.choices import Choices, fit_stated, stated
from collabstudy.topics.embed import Embeddings, embed
from collabstudy.topics.fit import fit, fit_passages
from collabstudy.topics.methods import method_names
from collabstudy.topics.passages import Passage, Passages, passages
from collabstudy.topics.topics import Topic, Topics

__all__ = [
    "Choices",
    "Embeddings",
    "Passage",
    "Passages",
    "Topic",
    "Topics",
    "embed",
    "fit",
    "fit_passages",
    "fit_stated",
    "method_names",
    "passages",
    "stated",
]
