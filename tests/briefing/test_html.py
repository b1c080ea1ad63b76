"""The web page: whole, escaped, every number leading to its passages, the same bytes each time."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from types import ModuleType

from lxml import etree

from collabstudy.briefing.blocks import Briefing, Picture
from collabstudy.briefing.compose import compose
from collabstudy.briefing.html import html
from collabstudy.compare.crosstab import crosstab
from collabstudy.model.study import Study

Compose = Callable[..., Briefing]
Make = Callable[..., Study]


def tree(page: str) -> etree._Element:
    return etree.fromstring(page, etree.HTMLParser())


def texts(found: etree._Element, path: str) -> list[str]:
    return [" ".join("".join(node.itertext()).split()) for node in found.xpath(path)]  # type: ignore[union-attr]


def test_the_page_is_whole_and_needs_nothing_else(composed: Compose) -> None:
    page = html(composed())
    found = tree(page)
    assert found.xpath("string(/html/@lang)") == "en"
    assert texts(found, "//h1") == ["Small places"]
    assert not found.xpath("//link | //script[@src] | //iframe | //object | //embed | //form | //*[@style]")
    assert not found.xpath("//*[starts-with(@src, 'http') or starts-with(@src, '//')]")
    assert not re.search(r"url\(|@import|https?://", page.split("<body>")[0])


def test_the_policy_of_the_page_knows_its_own_style_and_script_and_nothing_else(composed: Compose) -> None:
    page = html(composed())
    (policy,) = tree(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")  # type: ignore[misc]
    for tag, name in (("style", "style-src"), ("script", "script-src")):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{name} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_headings_go_down_one_level_at_a_time(composed: Compose) -> None:
    levels = [int(heading.tag[1]) for heading in tree(html(composed())).xpath("//h1|//h2|//h3|//h4|//h5|//h6")]  # type: ignore[union-attr]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert {4} <= set(levels)
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_ids_are_single_and_every_link_inside_the_page_arrives(composed: Compose) -> None:
    found = tree(html(composed()))
    ids = found.xpath("//@id")
    assert len(ids) == len(set(ids))  # type: ignore[arg-type]
    targets = {str(link)[1:] for link in found.xpath("//a/@href") if str(link).startswith("#")}  # type: ignore[union-attr]
    assert len(targets) > 10
    assert targets <= set(ids)  # type: ignore[arg-type]


def test_every_number_of_places_and_every_mark_leads_to_its_passages(composed: Compose) -> None:
    found = tree(html(composed()))
    for link in found.xpath("//a[@data-keys]"):  # type: ignore[union-attr]
        (target,) = found.xpath("//*[@id=$id]", id=link.get("href")[1:])  # type: ignore[misc]
        assert target.xpath(".//q | .//p[@class='withheld']")
        for key in link.get("data-keys").split():
            assert found.xpath("//details[@id=$id]", id=key)
        for case in link.get("data-cases", "").split():
            assert found.xpath("//section[@data-part=$case]", case=case)
    marks = found.xpath(
        "//table[@class and contains(@class, 'matrix')]//td[@class='present' or @class='present first']/a"
    )
    assert len(marks) == 8  # type: ignore[arg-type]  # four for trust, three for power, one for paper
    assert [link.get("aria-label") for link in marks][:2] == [  # type: ignore[union-attr]
        "Trust, Alderfleet Council: voiced, 1 passage",
        "Trust, Birchwick Council: voiced, 1 passage",
    ]


def test_the_passages_say_who_and_where_and_how_many_may_not_be_quoted(composed: Compose) -> None:
    found = tree(html(composed()))
    trust = found.xpath("//details[summary/h3 = 'Trust']")[0]  # type: ignore[index]
    assert texts(trust, ".//li")[0] == (
        "We trust the bakers, more than ourselves. Head of Parks, Alderfleet Council · D1, turn 2, 00:02:00"
    )
    assert texts(trust, ".//section[h4[starts-with(., 'Drumlin')]]/p") == [
        "1 passage in documents that may not be quoted here"
    ]
    item = trust.xpath(".//li")[0]  # type: ignore[index]
    assert (item.get("data-document"), item.get("data-turn")) == ("D1", "2")
    assert len(item.get("data-codings").split()) == 2


def test_tables_say_what_their_cells_belong_to(composed: Compose) -> None:
    found = tree(html(composed()))
    for table in found.xpath("//table"):  # type: ignore[union-attr]
        assert table.xpath("caption")
        assert table.xpath("thead/tr/th[@scope='col']")
        assert not table.xpath("tbody/tr[not(th[@scope='row' or @scope='rowgroup'])]")
    assert texts(found, "//table[contains(@class, 'matrix')]//tr[@class='clusters']/th") == ["Council", "Charity"]
    cells = texts(found, "//table[contains(@class, 'matrix')]//tr[th='Sharing power']/td")
    assert cells == ["3", "1", "not asked", "1", "3 of 3"]


def test_what_people_say_is_text_and_never_markup(small: ModuleType, composed: Compose) -> None:
    page = html(composed())
    assert "&lt;script&gt;alert(&#39;pwned&#39;)&lt;/script&gt; {{ 7*7 }} =1+1" in page
    assert len(re.findall(r"<script", page)) == 1
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069]", page)


def test_names_from_files_are_text_too(small: ModuleType, make: Make) -> None:
    from dataclasses import replace

    evil = "</title><script>alert(2)</script>\u202e"
    study = make()
    cases = (replace(study.cases[0], name=evil, attributes={"sector": evil}), *study.cases[1:])
    codes = tuple(replace(code, name=evil, definition=evil) for code in study.codebook.codes)
    study = replace(
        study,
        cases=cases,
        codebook=replace(study.codebook, codes=codes, name=evil),
        settings=replace(study.settings, title=evil, subtitle=evil, invented=evil, language='en" onload="x'),
    )
    picture = Picture("crosstab", evil, evil, b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"")
    figures = {"crosstab": picture, "timeline": replace(picture, name="timeline")}
    page = html(compose(study, crosstab=crosstab(study, unit="turn"), figures=figures, manifest={}))
    found = tree(page)
    assert page.count("&lt;/title&gt;&lt;script&gt;alert(2)") > 20
    assert len(found.xpath("//script")) == 1  # type: ignore[arg-type]
    assert found.xpath("string(/html/@lang)") == "en"
    assert "\u202e" not in page


def test_figures_are_carried_in_the_page_with_their_alternative_text(make: Make) -> None:
    study = make()
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
    figures = {"timeline": Picture("timeline", "When we asked.", "Five interviews from March to July.", svg, b"")}
    found = tree(html(compose(study, crosstab=crosstab(study, unit="turn"), figures=figures, manifest={})))
    (picture,) = found.xpath("//img")  # type: ignore[misc]
    assert picture.get("alt") == "Five interviews from March to July."
    assert base64.b64decode(picture.get("src").removeprefix("data:image/svg+xml;base64,")) == svg
    assert texts(found, "//figure[.//img]/figcaption") == ["Figure 1. When we asked."]


MAKE_BOTH = """
import hashlib, importlib.util, pathlib, sys
spec = importlib.util.spec_from_file_location("small", sys.argv[1])
small = importlib.util.module_from_spec(spec)
spec.loader.exec_module(small)
from collabstudy.briefing.compose import compose
from collabstudy.briefing.docx import docx
from collabstudy.briefing.html import html
from collabstudy.compare.crosstab import crosstab
study = small.study(pathlib.Path(sys.argv[2]))
made = compose(study, crosstab=crosstab(study, unit="turn"), figures={}, manifest={})
print(hashlib.sha256(html(made).encode()).hexdigest(), hashlib.sha256(docx(made)).hexdigest())
"""


def test_the_same_study_gives_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    small = Path(__file__).with_name("small.py")
    told = [
        subprocess.run(
            [sys.executable, "-c", MAKE_BOTH, str(small), str(tmp_path / seed)],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for seed, zone in (("0", "UTC"), ("1234", "Asia/Tokyo"))
    ]
    assert len(told[0]) == 2
    assert told[0] == told[1]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours as WCAG defines it."""

    def light(colour: str) -> float:
        colour = "".join(2 * digit for digit in colour) if len(colour) == 3 else colour
        parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05

    return max(light(one), light(other)) / min(light(one), light(other))


def test_colours_can_be_told_apart_on_light_and_dark_paper(composed: Compose) -> None:
    assert round(contrast("000", "ffffff")) == 21
    (style,) = re.findall(r"<style>(.*?)</style>", html(composed()), re.DOTALL)
    schemes = [
        dict(re.findall(r"--(\w+):#([0-9a-f]+)", block)) for block in re.findall(r":root\{(.*?)\}", style, re.DOTALL)
    ]
    assert len(schemes) == 3  # light, dark, print
    for scheme in schemes:
        colours = schemes[0] | scheme
        for ground in ("paper", "wash", "pale"):
            for text in ("ink", "soft"):
                assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
        for text in ("accent", "good", "less", "bad"):
            assert contrast(colours[text], colours["paper"]) >= 4.5, text
        for mark in ("accent", "ring", "warm"):
            assert contrast(colours[mark], colours["paper"]) >= 3, mark
