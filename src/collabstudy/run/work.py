"""One rebuild's shared results: each made once, when the first step asks."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from collabstudy.errors import MissingPartError
from collabstudy.io.outputs import write_whole
from collabstudy.model.study import Study
from collabstudy.run.keeping import Keeping
from collabstudy.run.opening import cache_of, kept_in, tags_of
from collabstudy.run.standing import unread_lines

if TYPE_CHECKING:
    from collabstudy.compare.findings import Findings
    from collabstudy.compare.table import Crosstab
    from collabstudy.figures._data import Data
    from collabstudy.model.coding import Coding
    from collabstudy.run.compared import Compared
    from collabstudy.tagging.tag import Tags
    from collabstudy.topics.topics import Topics

BUILD = "build"


class Work:
    """The study being rebuilt, what has been computed so far, and the files a step has written.

    `without` says of parts that a step had to leave out why it did.
    """

    def __init__(self, study: Study) -> None:
        self.kept: Keeping = cache_of(study)
        self.study = kept_in(study, self.kept)
        self.build = study.folder / BUILD
        self.written: list[str] = []
        self.without: dict[str, str] = {}
        self.searched = 0

    @property
    def counts(self) -> dict[str, int]:
        """How much had to be done: documents of which nothing was kept, or not enough."""
        made = self.kept.made
        return {
            "documents read": made["transcripts"],
            "documents tagged": self.searched,
            "documents embedded": made["embeddings"],
        }

    def write(self, name: str, content: bytes) -> None:
        """Write build/<name> whole, and remember it."""
        write_whole(self.build / name, content)
        self.written.append(name)

    def wrote(self, *paths: Path) -> None:
        """Remember files under build/ that another part wrote."""
        self.written += [path.relative_to(self.build).as_posix() for path in paths]

    @cached_property
    def tags(self) -> Tags:
        """What the codebook's terms find."""
        found = tags_of(self.study)
        self.searched = found.work.searched
        return found

    @cached_property
    def unread(self) -> int:
        """How many lines of coding logs could not be read, and so are not counted."""
        return unread_lines(self.study)

    @cached_property
    def crosstab(self) -> Crosstab:
        """Case × code, in the unit of study.toml."""
        return crosstab_of(self.study)

    @cached_property
    def findings(self) -> Findings:
        """The sentences of the briefing and whether they hold."""
        from collabstudy.run.findings import check

        return check(self.study)

    @cached_property
    def quoted(self) -> tuple[Coding | None, ...]:
        """The codings that the briefing quotes, None for a quotation whose place is not told."""
        from collabstudy.briefing.printed import printed

        return printed(self.study, self.crosstab)

    @cached_property
    def compared(self) -> Compared:
        """The comparisons that study.toml states, by name, and why some of them could not be made."""
        from collabstudy.run.compared import compared

        return compared(self, quotes=False)

    @cached_property
    def influenced(self) -> Compared:
        """The same for those that look at the quotations of the briefing."""
        from collabstudy.run.compared import compared

        return compared(self, quotes=True)

    @cached_property
    def topics(self) -> Topics:
        """The topics that study.toml asks for. Raises TooFewError or MissingPartError when there are none."""
        return topics_of(self.study)

    @cached_property
    def plotted(self) -> dict[str, Data]:
        """What is plotted in each figure, by the name it is kept under."""
        from collabstudy.run.pictures import plotted

        return dict(plotted(self))


def crosstab_of(study: Study) -> Crosstab:
    """The comparison that tables, figures and briefing show."""
    from collabstudy.compare.crosstab import crosstab

    return crosstab(study, unit=study.settings.unit)


def topics_of(study: Study) -> Topics:
    """The topics as [topics] in study.toml says.

    Raises SettingsError for a value in [topics] that is none, TooFewError when there are too few passages,
    MissingPartError when there is no such table or the extra `topics` is not installed.
    """
    from collabstudy.topics.choices import fit_stated

    if "topics" not in study.settings.rest:
        raise MissingPartError(
            "study.toml has no table [topics]", hint='for topics write [topics] with, say, method = "ward" and n = 12'
        )
    return fit_stated(study)
