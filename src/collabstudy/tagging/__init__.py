"""Find a codebook's terms, and the cases that are spoken of, in what was said."""

from collabstudy.tagging.problems import problems
from collabstudy.tagging.tag import Tags, tag

__all__ = ["Tags", "problems", "tag"]
