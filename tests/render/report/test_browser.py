"""The page in Chromium, without a network: no error, links that lead somewhere, keyboard, dark, narrow, print.

Skipped only where chromium, chromedriver or selenium is missing; selenium is given both programs and fetches nothing.
"""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
selenium = pytest.importorskip("selenium", reason="not checked: selenium is missing, so no browser was asked")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None or DRIVER is None, reason="not checked: chromium or chromedriver is missing"
)
Browser = Any
TALL, PHONE = 900, 375
# The colour of a text against what stands behind it, as WCAG has it; the worst over all texts that are shown.
CONTRAST = """
const part = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
const numbers = (text) => (text.match(/[0-9.]+/g) || []).map(Number);
const behind = (box) => {
  for (; box; box = box.parentElement) {
    const found = numbers(getComputedStyle(box).backgroundColor);
    if (found.length === 3 || found[3] === 1) return found.slice(0, 3);
  }
  return [255, 255, 255];
};
const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
let worst = [99, ""];
for (const box of document.querySelectorAll("body *")) {
  const own = [...box.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
  if (!own || !box.checkVisibility() || box.closest("svg, .skip, .away, script")) continue;
  const found = ratio(light(numbers(getComputedStyle(box).color)), light(behind(box)));
  if (found < worst[0]) worst = [found, box.className + ": " + box.textContent.slice(0, 60)];
}
const seen = [...document.querySelectorAll(".graph .node")].map((node) => {
  const [text, rect] = [node.querySelector("text"), node.querySelector("rect")].map((e) => getComputedStyle(e).fill);
  return [ratio(light(numbers(text)), light(numbers(rect))), "node " + node.dataset.node];
});
return [worst, ...seen].sort((a, b) => a[0] - b[0])[0];
"""
# Boxes that reach beyond the window, although no box around them scrolls.
ASTRAY = """
const wide = document.documentElement.clientWidth;
const held = (box) => {
  for (box = box.parentElement; box && box !== document.body; box = box.parentElement)
    if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(box).overflowX)) return true;
  return false;
};
return [...document.querySelectorAll("body *")]
  .filter((box) => box.checkVisibility() && !box.closest("svg svg, .skip"))
  .filter((box) => box.getBoundingClientRect().right > wide + 1 && !held(box))
  .map((box) => box.tagName + "." + box.className + ": " + box.textContent.slice(0, 40));
"""


@pytest.fixture(scope="module")
def browser(text: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The page, opened from a file, with the network switched off."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    file: Path = tmp_path_factory.mktemp("report") / "report.html"
    file.write_text(text, encoding="utf-8")
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    try:
        driver.execute_cdp_cmd("Network.enable", {})
        offline = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
        driver.execute_cdp_cmd("Network.emulateNetworkConditions", offline)
        size(driver, 1280)
        driver.get(file.as_uri())
        yield driver
    finally:
        driver.quit()


@pytest.fixture(autouse=True)
def _as_it_was(browser: Browser) -> Iterator[None]:
    """Each test finds the page as it opened, and leaves no error behind."""
    yield
    run(browser, "location.hash = ''; document.getElementById('filter').reset();")
    run(browser, "document.getElementById('filter').dispatchEvent(new Event('input')); scrollTo(0, 0);")
    media(browser, "light")
    size(browser, 1280)
    assert browser.get_log("browser") == []


def run(browser: Browser, script: str, *given: object) -> Any:
    """The value of a script in the page."""
    return browser.execute_script(script, *given)


def size(browser: Browser, width: int) -> None:
    """A window of this width, in CSS pixels."""
    metrics = {"width": width, "height": TALL, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def media(browser: Browser, scheme: str, kind: str = "") -> None:
    """Light or dark, screen or print."""
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": kind, "features": features})


def press(browser: Browser, key: str, code: int, text: str = "") -> None:
    """A key, as the keyboard sends it; ``text``: what it types."""
    for kind in ("keyDown", "keyUp"):
        event = {"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text}
        browser.execute_cdp_cmd("Input.dispatchKeyEvent", event)


def test_nothing_is_asked_of_a_network(browser: Browser) -> None:
    """The page itself is the only thing that was loaded, and the console is empty."""
    assert browser.get_log("browser") == []
    requests = [
        entry["message"]
        for entry in browser.get_log("performance")
        if "requestWillBeSent" in entry["message"]
    ]
    assert [r for r in requests if '"url":"file:' not in r and '"url":"data:' not in r] == []
    assert run(browser, "return performance.getEntriesByType('resource').map((e) => e.name)") == []
    assert run(browser, "return document.compatMode") == "CSS1Compat"


def test_every_inner_link_leads_into_view(browser: Browser) -> None:
    """Each link is followed; its target is then on the screen, and not under the bar at the top."""
    stray = """
    const bar = document.querySelector(".ways").offsetHeight, out = [];
    for (const link of new Set([...document.querySelectorAll("a[href^='#']")].map((a) => a.getAttribute("href")))) {
      const place = document.getElementById(link.slice(1));
      if (!place) { out.push(link); continue; }
      for (let box = place; box; box = box.parentElement) if (box.tagName === "DETAILS") box.open = true;
      place.scrollIntoView();
      const top = place.getBoundingClientRect().top;
      const end = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
      if (top < bar - 1 && place.id !== "main" && !end || top > innerHeight) out.push(link + " at " + top);
    }
    return out;
    """
    assert run(browser, stray) == []


def test_a_link_into_what_is_folded_opens_it(browser: Browser) -> None:
    """A step in a folded proof."""
    run(browser, "document.querySelectorAll('details').forEach((box) => (box.open = false))")
    name = run(browser, "return document.querySelector('details .sf-equation[id]').id")
    browser.execute_async_script(
        "const done = arguments[1]; addEventListener('hashchange', () => setTimeout(done, 50), {once: true});"
        "location.hash = arguments[0];",
        name,
    )
    assert run(browser, "return document.getElementById(arguments[0]).checkVisibility()", name)
    assert (
        0
        <= run(browser, "return document.getElementById(arguments[0]).getBoundingClientRect().top", name)
        < TALL
    )


def test_the_keyboard_reaches_table_and_graph(browser: Browser) -> None:
    """Tab: first the way past the bar, then in turn filter, table and boxes of the graph; Enter follows a box."""
    browser.refresh()
    reached: list[str] = []
    shown = True
    for _ in range(400):
        press(browser, "Tab", 9)
        where = run(
            browser,
            "const e = document.activeElement; return [e.className.baseVal ?? e.className, e.id,"
            " e.closest('table.claims') ? 'row' : e.closest('svg') ? 'node' : '',"
            " getComputedStyle(e).outlineStyle !== 'none' || Boolean(e.closest('svg'))]",
        )
        reached.append(where[2] or where[1] or where[0])
        shown = shown and where[3]
        if where[2] == "node":
            break
    assert reached[0] == "skip"
    assert {"filter-text", "filter-verdict", "filter-chapter", "row", "node"} <= set(reached)
    assert shown, "something has the focus and does not show it"
    name = run(browser, "return document.activeElement.dataset.node")
    near = "return document.querySelector(`.graph [data-from='${arguments[0]}'], .graph [data-to='${arguments[0]}']`)"
    lit = run(browser, "return document.querySelector('.graph').classList.contains('lit')")
    assert lit == (run(browser, near, name) is not None)
    press(browser, "Enter", 13, "\r")
    assert run(browser, "return location.hash") == f"#claim-{name}"


def test_light_and_dark_can_be_read(browser: Browser) -> None:
    """Colours change, and the worst contrast of a text is at least 4.5 : 1 in both."""
    run(browser, "document.querySelectorAll('details').forEach((box) => (box.open = true))")
    grounds = []
    for scheme in ("light", "dark"):
        media(browser, scheme)
        grounds.append(run(browser, "return getComputedStyle(document.body).backgroundColor"))
        worst, where = run(browser, CONTRAST)
        assert worst >= 4.5, f"{scheme}: {worst:.2f} at {where}"
    assert grounds[0] != grounds[1]


@pytest.mark.parametrize("width", [PHONE, 320, 768, 1280])
def test_the_body_never_scrolls_sideways(width: int, browser: Browser) -> None:
    """What is wider scrolls in a box of its own."""
    size(browser, width)
    run(browser, "document.querySelectorAll('details').forEach((box) => (box.open = true))")
    assert run(browser, "return document.documentElement.scrollWidth") <= width
    assert run(browser, ASTRAY) == []


def test_the_filter(browser: Browser) -> None:
    """By text, by verdict, by chapter; it counts, and a link to a hidden line shows it again."""
    shown = "return [...document.querySelectorAll('table.claims tbody tr')].filter((r) => !r.hidden).map((r) => r.id)"
    every = run(browser, shown)
    put = (
        "const e = document.getElementById(arguments[0]); e.value = arguments[1];"
        "e.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    assert not run(browser, "return document.getElementById('filter').hidden")
    run(browser, put, "filter-verdict", "REFUTED")
    assert run(browser, shown) == ["row-ulpm-eq-9-as-printed", "row-hadamard-16", "row-made-refuted"]
    assert (
        run(browser, "return document.getElementById('filter-count').textContent")
        == f"3 of {len(every)} shown"
    )
    run(browser, put, "filter-chapter", "test")
    assert run(browser, shown) == ["row-made-refuted"]
    run(browser, put, "filter-text", "no such claim")
    assert run(browser, shown) == []
    assert run(browser, "return document.getElementById('none-found').checkVisibility()")
    browser.execute_async_script(
        "const done = arguments[0]; addEventListener('hashchange', () => setTimeout(done, 50), {once: true});"
        "location.hash = 'row-walsh-characters';"
    )
    assert run(browser, shown) == every


def test_print_shows_what_is_folded(browser: Browser) -> None:
    """On paper every step is there, and nothing that only a screen can use."""
    run(browser, "document.querySelectorAll('details').forEach((box) => (box.open = false))")
    media(browser, "light", "print")
    assert run(browser, "return document.querySelector('.filter').checkVisibility()") is False
    seen = (
        "return [...document.querySelectorAll('.sf-step')].map((e) => e.getBoundingClientRect().height > 0)"
    )
    assert set(run(browser, seen)) == {True}
    made = browser.execute_cdp_cmd("Page.printToPDF", {"printBackground": False})["data"]
    assert base64.b64decode(made)[:5] == b"%PDF-"
    media(browser, "light")


def test_it_can_be_read_without_a_script(browser: Browser) -> None:
    """Every line of the table and every claim is there; only the filter is not."""
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.refresh()
        rows = "[...document.querySelectorAll('table.claims tbody tr, article.claim')]"
        asked = {"expression": f"{rows}.every((r) => r.checkVisibility())", "returnByValue": True}
        assert browser.execute_cdp_cmd("Runtime.evaluate", asked)["result"]["value"] is True
        hidden = {"expression": "document.getElementById('filter').checkVisibility()", "returnByValue": True}
        assert browser.execute_cdp_cmd("Runtime.evaluate", hidden)["result"]["value"] is False
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
        browser.refresh()
