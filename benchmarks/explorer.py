"""explorer.html beside pyvis and beside a plain drawing of everything, in headless Chromium with software rendering.

    python benchmarks/explorer.py [--runs 3] [--sizes 2000 10000 50000] [--keep FOLDER]

For each size a made-up graph with the degrees and the evidence of a real one (explorer_graph.py) is written as pages
(explorer_pages.py) and each page is opened some times, in turns. First paint: from the start of loading until the first
drawing is finished (its pixels are read back, so that nothing is left to do). Frames a second: drawings in three seconds in
which the mouse, moved once for each animation frame, drags the network. Worst frame: the longest time in which the page
answers nothing, from the start of loading to the end of the drag, unpacking included. Medians of the runs, and ratios. Exit
code 1 if a bar is missed. Only ratios of one run count. Needs `chromium` and playwright.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page, sync_playwright

import explorer_pages

ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--enable-unsafe-swiftshader"),
    *("--disable-frame-rate-limit", "--disable-gpu-vsync"),  # else 60 a second is the most that can be measured
]
WINDOW = {"width": 1280, "height": 900}
LOADING, DRAGGING = 60_000, 3.0  # milliseconds that a page may take; seconds of the drag
LARGEST = 40_000_000  # bytes of the file
# (size, peer): ours / theirs at most of first paint and worst frame (None: no bar), theirs * this at most our frames a second
BARS = {
    (2000, "pyvis"): (1 / 3, None, 4.0),
    (10000, "pyvis"): (1 / 3, None, 4.0),
    (50000, "plain"): (1 / 3, 1 / 3, None),
}
BEFORE = """
window.gaps = []; window.first = 0;
let last = performance.now();
const tick = () => { const now = performance.now(); window.gaps.push(now - last); last = now; requestAnimationFrame(tick); };
requestAnimationFrame(tick);
const contexts = new Set();
const get = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (...given) {
  const made = get.apply(this, given);
  if (made) contexts.add(made);
  return made;
};
const finish = () => {
  for (const context of contexts) {
    if (context.readPixels) context.readPixels(0, 0, 1, 1, context.RGBA, context.UNSIGNED_BYTE, new Uint8Array(4));
    else if (context.canvas.isConnected && context.canvas.width) context.getImageData(0, 0, 1, 1);
  }
  window.first ||= performance.now();
};
new MutationObserver(() => { if (document.documentElement?.dataset.drawn && !window.first) requestAnimationFrame(finish); })
  .observe(document, { attributes: true, subtree: true, attributeFilter: ["data-drawn"] });
"""
# Presses the mouse in a corner where nothing is drawn, and moves it once for each animation frame: as often as the page can.
DRAG = """
async ([x, y, seconds]) => {
  const target = document.elementFromPoint(x, y);
  const send = (type, dx, dy) => {
    const at = { clientX: x + dx, clientY: y + dy, button: 0, buttons: type === "up" ? 0 : 1, bubbles: true, cancelable: true };
    const more = { ...at, composed: true, view: window, pointerType: "mouse", pointerId: 1, isPrimary: true };
    target.dispatchEvent(new PointerEvent("pointer" + type, more));
    target.dispatchEvent(new MouseEvent("mouse" + type, more));
  };
  const counted = typeof drawing === "object" && drawing.sigma; // the explorer; the other pages count themselves
  if (counted) { window.draws = 0; drawing.sigma.on("afterRender", () => { window.draws += 1; }); }
  send("down", 0, 0);
  send("move", -5, 5);
  await new Promise(requestAnimationFrame);
  const started = performance.now(), before = window.draws;
  for (let step = 1; performance.now() - started < 1000 * seconds; step += 1) {
    send("move", -((step * 7) % 400), (step * 5) % 300);
    await new Promise(requestAnimationFrame);
  }
  const rate = (window.draws - before) / ((performance.now() - started) / 1000);
  send("up", 0, 0);
  return rate;
}
"""
BOX = {"explorer": "#drawing", "pyvis": "#mynetwork", "plain": "#all"}


class Seen(NamedTuple):
    """What one visit showed: seconds until the first drawing, drawings a second while dragging, the longest gap in seconds."""

    first: float
    rate: float
    worst: float


def visit(path: Path, name: str) -> Seen:
    """Open a page in a fresh browser, drag, close."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        try:
            page = browser.new_page(viewport=WINDOW)
            page.set_default_timeout(LOADING)
            page.route("http*://**", lambda route: route.abort())
            page.add_init_script(BEFORE)
            page.goto(path.as_uri(), wait_until="commit")
            page.wait_for_function("() => window.first > 0")
            if name == "explorer":  # all of it is unpacked; what that took is in the worst frame
                page.wait_for_selector("html[data-drawn=whole]", state="attached")
            page.wait_for_timeout(1000)
            first = page.evaluate("() => window.first") / 1000
            rate = drag(page, name)
            return Seen(first, rate, page.evaluate("() => Math.max(...window.gaps)") / 1000)
        finally:
            browser.close()


def drag(page: Page, name: str) -> float:
    """Drawings a second while the mouse drags the network about."""
    box = page.locator(BOX[name]).bounding_box()
    assert box
    return float(page.evaluate(DRAG, [box["x"] + box["width"] * 0.95, box["y"] + 30, DRAGGING]))


def measure(sizes: list[int], runs: int, folder: Path) -> Iterator[tuple[int, str, Seen, int]]:
    """(nodes, page, medians, bytes) for each size and page."""
    for nodes in sizes:
        others = [peer for size, peer in BARS if size == nodes] or ["pyvis" if nodes <= 10_000 else "plain"]
        pages = explorer_pages.write(explorer_pages.data_of(nodes), folder, others)
        seen: dict[str, list[Seen]] = {name: [] for name in pages}
        for _ in range(runs):
            for name, path in pages.items():
                seen[name].append(visit(path, name))
        for name, path in pages.items():
            middle = Seen(*(statistics.median(column) for column in zip(*seen[name], strict=True)))
            yield nodes, name, middle, path.stat().st_size


def judge(nodes: int, ours: Seen, peer: str, theirs: Seen) -> list[str]:
    """The bars that are missed, in words."""
    first, worst, rate = BARS.get((nodes, peer), (None, None, None))
    missed = []
    if first and ours.first > theirs.first * first:
        missed.append(f"{nodes}: first paint is {ours.first / theirs.first:.2f} of {peer}'s")
    if worst and ours.worst > theirs.worst * worst:
        missed.append(f"{nodes}: worst frame is {ours.worst / theirs.worst:.2f} of {peer}'s")
    if rate and ours.rate < theirs.rate * rate:
        missed.append(f"{nodes}: {ours.rate / theirs.rate:.1f} times {peer}'s frames a second")
    return missed


def main() -> int:
    """Write, visit, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="+", default=[2000, 10_000, 50_000])
    parser.add_argument("--keep", type=Path, help="a folder for the pages")
    given = parser.parse_args()
    missed = []
    print("   nodes  page      MB    first paint s  frames/s  worst frame s", flush=True)
    with tempfile.TemporaryDirectory() as made:
        folder = given.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        ours = Seen(0, 0, 0)
        for nodes, name, seen, size in measure(given.sizes, given.runs, folder):
            print(f"{nodes:8}  {name:8} {size / 1e6:5.1f}  {seen.first:13.2f}  {seen.rate:8.1f}  {seen.worst:13.2f}")
            if name == "explorer":
                ours = seen
                missed += [f"{nodes}: the file has {size} bytes"] if size > LARGEST else []
                continue
            ratios = (ours.first / seen.first, ours.rate / seen.rate, ours.worst / seen.worst)
            print(f"{'':8}  ratio          {ratios[0]:14.2f}  {ratios[1]:8.1f}  {ratios[2]:13.2f}", flush=True)
            missed += judge(nodes, ours, name, seen)
    print("\n".join(["missed:", *missed]) if missed else "all bars are kept")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
