"""`collabstudy tag`: apply the codebook's terms."""

from __future__ import annotations

from typing import Annotated

import typer

from collabstudy.cli import say


def register(cli: typer.Typer) -> None:
    """Add the command."""
    cli.command("tag")(tag)


def tag(
    study: say.StudyFolder = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be tagged; keep nothing.")] = False,
    json: say.AsJson = False,
) -> None:
    """Find the codebook's terms in every text in scope; codings by `rules`, with exact spans."""
    from collabstudy.model.consent import may_count
    from collabstudy.run.opening import read_study, tags_of

    opened = read_study(say.home(study))
    with say.waiting("tagging"):
        tags = tags_of(opened, keep=not dry_run)
        counts = tags.counts()
    read = sum(map(may_count, opened.documents))
    if json:
        say.as_json({"codes": counts, "documents": read, "codings": sum(counts.values())})
        return
    if dry_run:
        say.table(
            ("code", "codings", "documents"),
            ((code, n, len(tags.documents_of(code))) for code, n in counts.items()),
            right=("codings", "documents"),
        )
    found = say.counted(sum(counts.values()), "coding")
    said = "would make" if dry_run else "made"
    say.line(f"rules {said} {found} in {say.counted(read, 'document')}")
    book = opened.codebook
    if not any(code.terms for code in book):
        missing = "no code has terms" if book.codes else "there are no codes"
        say.line(f"{missing} in {book.file or 'the codebooks'} yet")
    never = [code.id for code in opened.codebook if code.terms and not counts.get(code.id)]
    if never:
        say.line(f"terms that found nothing: {', '.join(never)}")
