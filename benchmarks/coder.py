"""How long coding by hand takes in JupyterLab: from a cell run to the first turn, from a code given to a line on disk.

    python -m benchmarks coder [--sizes 10000:300,100000:3000] [--edits 33]

Chromium, driven by keys, on an interview of so many words that has so many codings. Milliseconds.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests" / "browser"))
from jupyter_pages import CELL, CoderPage, Server, lines, serving  # noqa: E402

from collabstudy import read_study  # noqa: E402
from collabstudy.coding import acts  # noqa: E402
from collabstudy.io.logbook import open_logbook  # noqa: E402
from conftest import chromium_path  # noqa: E402

LIMITS = {10_000: (1000, 250, 60), 100_000: (3000, 250, 60)}
FIRST_TURN = """async () => {
    const begun = performance.now();
    const frame = () => new Promise(requestAnimationFrame);
    window.panel.content.activeCellIndex = 0;
    window.jupyterapp.commands.execute("notebook:run-cell");
    const seen = () => document.querySelector(".cs-coder .cs-turn .cs-words")?.getBoundingClientRect().height > 0;
    while (!seen()) await frame();
    await frame();
    await frame();
    return performance.now() - begun;
}"""
WATCH = """() => {
    window.took = [];
    const save = document.querySelector(".cs-coder .cs-save");
    let begun = 0;
    document.addEventListener("keydown", (event) => { if (event.key === "1") begun = performance.now(); }, true);
    window.addEventListener("keydown", (event) => { if (event.key === "1") begun = performance.now(); }, true);
    new MutationObserver(() => {
        if (begun && save.dataset.state === "saved") {
            window.took.push(performance.now() - begun);
            begun = 0;
        }
    }).observe(save, { attributes: true, childList: true, characterData: true, subtree: true });
}"""
SCROLL = """async () => {
    const scroll = document.querySelector(".cs-coder .cs-scroll");
    const frame = () => new Promise(requestAnimationFrame);
    const took = [];
    scroll.scrollTop = 0;
    let last = await frame();
    for (let n = 0; n < 120; n += 1) {
        scroll.scrollTop += 350;
        const now = await frame();
        took.push(now - last);
        last = now;
    }
    return took;
}"""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--sizes", default="10000:300,100000:3000")
    asked.add_argument("--edits", type=int, default=33)
    chosen = asked.parse_args()
    sizes = [tuple(map(int, size.split(":"))) for size in chosen.sizes.split(",")]
    print(f"{'words':>8s} {'codings':>8s}  {'':28s} {'p50':>7s} {'p95':>7s} {'limit':>7s}")
    with tempfile.TemporaryDirectory() as place, serving(Path(place)) as server:
        for words, codings in sizes:
            measure(server, Path(place, f"study{words}"), words, codings, chosen.edits)


def measure(server: Server, folder: Path, words: int, codings: int, edits: int) -> None:
    from playwright.sync_api import sync_playwright

    study_of(folder, words, codings)
    log = folder / "codings" / "mira" / "P01.jsonl"
    assert len(lines(log)) == codings
    notebook = server.notebook(f"n{words}", CELL.format(study=folder, document="P01", coder="mira", more=""))
    limits = LIMITS.get(words, (0, 0, 0))

    def show(what: str, took: list[float], limit: int) -> None:
        took = sorted(took)
        p50, p95 = took[len(took) // 2], took[min(len(took) - 1, round(len(took) * 0.95))]
        print(f"{words:8d} {codings:8d}  {what:28s} {p50:7.0f} {p95:7.0f} {limit or '':>7}", flush=True)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium_path()), args=["--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        server.open(page, notebook)
        opened: list[Any] = [page.evaluate(FIRST_TURN) for _ in range(5)]
        show("run cell -> turn, first time", opened[:1], limits[0])
        show("run cell -> turn, again", opened[1:], limits[0])
        coder = CoderPage(page)
        code(coder, log, codings + 1, "Enter", "Code 1", "Enter")  # now `1` gives this code
        page.evaluate(WATCH)
        for number in range(edits):
            code(coder, log, codings + 2 + number, "1")
        show("code given -> on disk", page.evaluate("window.took"), limits[1])
        show("frame while scrolling", page.evaluate(SCROLL), limits[2])
        browser.close()


def code(coder: CoderPage, log: Path, count: int, *typed: str) -> None:
    """Select the next words by keys, type, and wait until it is saved."""
    keys = coder.page.keyboard
    coder.root.locator(".cs-scroll").focus()
    keys.press("Escape")
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"):
        keys.press(key)
    for key in typed:
        keys.press(key) if len(key) == 1 or key == "Enter" else keys.type(key)
    coder.saved(log, count)


def study_of(folder: Path, words: int, codings: int) -> None:
    """An interview of words drawn from the demo's, and codings of up to 250 letters drawn over it."""
    draw = random.Random(7)
    vocabulary = [word for path in sorted((ROOT / "corpus").rglob("*.txt")) for word in path.read_text().split()]
    vocabulary = [word for word in vocabulary if word.isalpha()]
    turns: list[str] = []
    said = 0
    while said < words:
        length = draw.randint(20, 120)
        turns.append(f"{'I' if len(turns) % 2 == 0 else 'Ann'}: {' '.join(draw.choices(vocabulary, k=length))}.")
        said += length
    files = {
        "corpus/interviews/P01.txt": "\n\n".join(turns) + "\n",
        "study.toml": 'title = "Long"\ncodebook = "codebooks/book.yaml"\ncoders = ["mira"]\n',
        "corpus/cases.csv": "case,name,aliases\nelm,Elm Council,\n",
        "corpus/documents.csv": "document,file,case,kind,date,speakers,asked,consent\n"
        "P01,interviews/P01.txt,elm,interview,,I=interviewer;Ann=Director,,role\n",
        "codebooks/book.yaml": "codes:\n"
        + "".join(f"  - id: code-{n}\n    name: Code {n}\n    terms: [{vocabulary[n]}]\n" for n in range(24)),
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    study = read_study(folder)
    transcript = study.transcript("P01")
    events = []
    for number in range(codings):
        start = draw.randrange(len(transcript.text) - 300)
        end = start + draw.randint(20, 250)
        told = {"document": "P01", "coder": "mira", "code": f"code-{number % 24}", "event": f"e-{number}"}
        events.append(acts.added(transcript, study.codebook, start=start, end=end, **told))
    with open_logbook(folder, "mira", "P01", codebook=study.codebook.hash) as book:
        book.append(events, text=transcript.text)


if __name__ == "__main__":
    main()
