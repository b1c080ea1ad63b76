"""Web pages: an article without its surroundings, a transcript without a loss."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from collabstudy.errors import SourceError
from collabstudy.io.draft import Draft
from collabstudy.io.importers import html as importer
from collabstudy.io.source import Source
from collabstudy.io.sources import read_source

ARTICLE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Second kitchen opens | Brackenford Echo</title>
<meta property="article:published_time" content="2024-05-12T08:00:00Z">
<script>var never = "text";</script><style>p { color: red }</style></head>
<body><header><a href="/">Brackenford Echo</a>
<nav><ul><li><a href="/n">News</a></li><li><a href="/s">Sport</a></li></ul></nav>
</header><main><article><h1>Second kitchen opens</h1>
<p>A second community kitchen opens in Brackenford this week after a year of work by volunteers, the council
and two local farms. It will serve a hundred meals on each weekday, and teach cooking in the evenings.</p>
<h2>Who came to help</h2>
<p>The organisers had expected a handful of people. Sixty came to the first meeting, and most of them stayed.</p>
<blockquote><p>What surprised us was who came. Nobody asked whose job it was.</p>
<footer>Tom Ashdown, <cite>Brackenford Farms</cite></footer></blockquote>
<ul><li>Drivers are needed on Tuesdays.</li><li>Cooks are needed on Fridays.</li></ul>
<table><tr><th>Day</th><th>Meals</th></tr><tr><td>Monday</td><td>80</td></tr><tr><td>Friday</td><td>120</td></tr></table>
<p>The kitchen will be run by the people who use it, says the council, which pays the rent for three years.</p>
</article><aside><h3>Most read</h3>
<ul><li><a href="/1">Bus strike ends</a></li><li><a href="/2">Bench wins prize</a></li></ul></aside></main>
<footer><p>© Brackenford Echo. All rights reserved. <a href="/c">Cookies</a></p></footer></body></html>"""


def page(tmp_path: Path, html: str | bytes, name: str = "a.html") -> Path:
    (tmp_path / name).write_bytes(html if isinstance(html, bytes) else html.encode())
    return tmp_path / name


def read(path: Path) -> Draft:
    return importer.read(Source.open(path))


def told(draft: Draft) -> list[tuple[str | None, int, str]]:
    return [(block.kind, block.level, draft.text[block.start : block.end]) for block in draft.blocks]


def test_an_article_is_read_without_what_surrounds_it(tmp_path: Path) -> None:
    transcript = read_source(page(tmp_path, ARTICLE))
    assert [(turn.kind, turn.heading[-1:]) for turn in transcript.turns] == [
        ("heading", ()),
        ("paragraph", ("Second kitchen opens",)),
        ("heading", ("Second kitchen opens",)),
        ("paragraph", ("Who came to help",)),
        ("quote", ("Who came to help",)),
        ("list", ("Who came to help",)),
        ("list", ("Who came to help",)),
        ("table", ("Who came to help",)),
        ("paragraph", ("Who came to help",)),
    ]
    quote = transcript.turns[4]
    assert transcript.said(quote) == "What surprised us was who came. Nobody asked whose job it was."
    assert quote.speaker == "Tom Ashdown, Brackenford Farms"
    assert transcript.said(transcript.turns[7]) == "Day\tMeals\nMonday\t80\nFriday\t120"
    assert (transcript.title, transcript.date, transcript.language) == ("Second kitchen opens", "2024-05-12", "en-GB")
    assert transcript.remarks == ("menus, links and whatever else surrounds the article were left out",)
    assert not {"never", "color", "Sport", "Cookies", "Most read"} & set(transcript.text.replace("\n", " ").split(" "))


def test_a_bare_page_is_read_whole(tmp_path: Path) -> None:
    body = "<h1>Notes</h1><p>One <b>bold</b> word.</p><p>Short.</p><pre>a\n  b</pre>loose<br><br>ends"
    assert told(read(page(tmp_path, f"<html><body>{body}</body></html>"))) == [
        ("heading", 1, "Notes"),
        (None, 0, "One bold word."),
        (None, 0, "Short."),
        (None, 0, "a\n  b"),
        (None, 0, "loose"),
        (None, 0, "ends"),
    ]


def test_a_transcript_inside_a_site_loses_no_word(tmp_path: Path) -> None:
    turns = "".join(
        f"<p><strong>{who}:</strong> {what}</p>"
        for who, what in [
            ("Mira", "How so?"),
            ("Tom", "By asking."),
            ("Mira", "Whom?"),
            ("Tom", "All."),
            ("Mira", "Yes?"),
            ("Tom", "Yes."),
        ]
    )
    html = f"<html><body><nav><a href='/'>Home</a></nav><main><h1>A talk</h1>{turns}</main></body></html>"
    transcript = read_source(page(tmp_path, html))
    assert [transcript.said(turn) for turn in transcript.turns if turn.kind == "speech"] == [
        "How so?", "By asking.", "Whom?", "All.", "Yes?", "Yes.",
    ]  # fmt: skip


def test_a_table_of_turns_is_speech(tmp_path: Path) -> None:
    rows = ["<th>Speaker</th><th>Text</th>", "<td>I</td><td>How so?</td>", "<td>P</td><td>By asking.</td>"]
    html = "".join(f"<tr>{row}</tr>" for row in rows)
    transcript = read_source(page(tmp_path, f"<html><body><table>{html}</table></body></html>"))
    assert [(turn.speaker, transcript.said(turn)) for turn in transcript.turns] == [
        ("I", "How so?"),
        ("P", "By asking."),
    ]


def test_a_table_that_only_arranges_the_page_is_opened(tmp_path: Path) -> None:
    html = "<table><tr><td><h1>News</h1><p>It rained.</p></td><td><p>It snowed.</p></td></tr></table>"
    assert told(read(page(tmp_path, f"<html><body>{html}</body></html>"))) == [
        ("heading", 1, "News"), (None, 0, "It rained."), (None, 0, "It snowed."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta name="DC.date" content="3 May 2021">', "2021-05-03"),
        (
            '<script type="application/ld+json">{"@graph": [{"datePublished": "2020-02-29T10:00"}]}</script>',
            "2020-02-29",
        ),
        ('<script type="application/ld+json">{broken</script>', None),
        ('<meta name="date" content="3/4/2021">', None),
    ],
)
def test_a_date_is_what_the_page_declares_and_nothing_else(tmp_path: Path, head: str, expected: str | None) -> None:
    assert (
        read(page(tmp_path, f"<html><head>{head}</head><body><p>© 1999 Echo. Text.</p></body></html>")).date == expected
    )


def test_the_declared_encoding_is_believed_if_it_fits(tmp_path: Path) -> None:
    html = '<html><head><meta charset="{}"></head><body><p>Mära’s café</p></body></html>'
    for declared, actual in [("iso-8859-1", "cp1252"), ("utf-8", "utf-8"), ("utf-8", "cp1252"), ("nonsense", "utf-8")]:
        assert "Mära’s café" in read(page(tmp_path, html.format(declared).encode(actual))).text, (declared, actual)


def test_a_page_that_a_script_fills_in_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no text"):
        read(page(tmp_path, "<html><body><div id='app'></div><script>load()</script></body></html>"))


def test_a_web_page_named_doc_or_txt_is_read_as_one(tmp_path: Path) -> None:
    for name in ("a.doc", "a.txt"):
        transcript = read_source(page(tmp_path, "<html><body><p>It rained.</p></body></html>", name))
        assert (transcript.importer, transcript.text) == ("html", "It rained.\n")


def test_a_podcast_page_with_front_matter_has_all_its_turns(shared: Path) -> None:
    transcript = read_source(shared / "real/metamuse_rev/docs/_episodes/10-tools-for-thought.html")
    assert (len(transcript.turns), transcript.title) == (47, "Tools for thought")
    assert set(transcript.speakers) == {"Adam Wiggins", "Mark McGranaghan"}
    assert (transcript.turns[0].time_start, transcript.turns[-1].time_start) == (0.0, 41 * 60 + 19.0)


def test_noscribe_pages_have_all_their_turns(shared: Path) -> None:
    transcript = read_source(shared / "real/noscribe_german/interview.html")
    assert Counter(turn.speaker for turn in transcript.turns if turn.kind == "speech") == {
        "S01": 28,
        "S00": 26,
        "S02": 1,
    }
