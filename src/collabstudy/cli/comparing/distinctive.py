"""`collabstudy compare distinctive`: the words that set cases, or groups of them, apart."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from collabstudy.cli import say

if TYPE_CHECKING:
    from collabstudy.compare.distinguishing.distinct import Distinctive, Keywords
    from collabstudy.model.study import Study


def register(group: typer.Typer) -> None:
    """Add the command."""
    group.command("distinctive")(distinctive)


def distinctive(
    study: say.StudyFolder = None,
    by: Annotated[str | None, typer.Option(help="case, an attribute, kind, year or document.")] = None,
    measure: Annotated[
        str | None, typer.Option(help="log_odds, log_odds_pooled, log_likelihood_2 or log_likelihood_4.")
    ] = None,
    words: Annotated[str | None, typer.Option(help="forms or lemmas.")] = None,
    min_count: Annotated[int | None, typer.Option(help="Words said less often than this are not listed.")] = None,
    stop_word: Annotated[
        list[str] | None, typer.Option(help="Left out beside those of the language; may be given several times.")
    ] = None,
    every_word: Annotated[bool, typer.Option("--every-word", help="List small words too.")] = False,
    kind: Annotated[list[str] | None, typer.Option(help="Only documents of this kind; several times.")] = None,
    prior: Annotated[float | None, typer.Option(help="How many words the prior of log_odds is worth.")] = None,
    top: Annotated[int, typer.Option(help="How many words of each group.", min=1)] = 10,
    word: Annotated[str | None, typer.Option(help="Show this word in its context instead.")] = None,
    group: Annotated[str | None, typer.Option(help="With --word: only where this group says it.")] = None,
    width: Annotated[int, typer.Option(help="With --word: how many words on either side.")] = 8,
    json: say.AsJson = False,
) -> None:
    """The words that each group says more than the others, with how widely they are spread over its documents."""
    from collabstudy.compare.stated import make
    from collabstudy.run.opening import read_study

    opened = read_study(say.home(study))
    chosen = {"by": by, "measure": measure, "words": words, "min_count": min_count, "prior": prior}
    stop_words = False if every_word else stop_word or None
    with say.waiting("counting words"):
        found: Distinctive = make(opened, "distinctive", **chosen, stop_words=stop_words, kinds=kind or None)
    if word is not None:
        _in_context(opened, found.kwic(word, group, width), as_json=json)
        return
    if json:
        say.as_json(say.records(found.frame()))
        return
    _show(found, top)
    say.paragraph(found.note)


def _show(found: Distinctive, top: int) -> None:
    right = ("score", "times", "per 1,000", "others", "documents", "DP")
    for group in found.groups:
        say.line(f"{group.name}, {found.counted[group.id]:,} words")
        rows = [
            (
                *(one.word, f"{one.score:.1f}", f"{one.count:,}", f"{one.per_1000:.2f}"),
                "" if one.others_per_1000 is None else f"{one.others_per_1000:.2f}",
                *(f"{one.documents} of {one.of}", "" if one.dp is None else f"{one.dp:.2f}"),
            )
            for one in found.top(group.id, top)
        ]
        say.table(("word", *right), rows, right=right)
        say.line("")


def _in_context(study: Study, found: Keywords, *, as_json: bool) -> None:
    """Lines with the word in the middle, as far as consent allows; for machines only where they are."""
    from collabstudy.briefing.quotes import passages
    from collabstudy.tables._in_context import in_context

    if as_json:
        say.as_json(say.records(found.frame()))
        return
    shown = in_context(found.lines, partial(passages, study, codings={}))
    side = max(12, (say.width() - 24) // 2)
    for line in shown.lines:
        right = " ".join(f"{line.word}{line.right}".split())[: side + len(line.word)]
        say.line(f"{' '.join(line.left.split())[-side:]:>{side}}  {right:<{side + 6}} {line.where}".rstrip())
    say.line(found.note + (f" {shown.withheld} may not be shown." if shown.withheld else ""))
