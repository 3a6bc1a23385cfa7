"""A real browser for tests: Debian's Chromium, watched for whatever a page must not do."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Request,
    Response,
    ViewportSize,
    expect,
    sync_playwright,
)

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
OF_COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe-core that look at colours."""
PHONE = ViewportSize(width=390, height=844)
TABLET = ViewportSize(width=768, height=1024)
DESKTOP = ViewportSize(width=1280, height=900)
WIDE = ViewportSize(width=1440, height=900)
_SECONDS = 60
"""How long the browser waits for what must come; it goes on as soon as that has come."""
_INLINE = """() => [...document.querySelectorAll("*")].flatMap((element) => [
  ...element.getAttributeNames().filter((name) => name === "style" || name.startsWith("on")),
  ...(element.localName === "style" ? ["style"] : []),
  ...(element.localName === "script" && !element.src && element.type !== "application/ld+json"
    ? ["script"] : []),
].map((what) => `${element.localName}: ${what}`))"""
_CROWDED = """(scrolling) => {
  const found = new Set();
  const told = (fault, element) =>
    found.add(`${fault}: ${element.localName} ${element.textContent.trim().slice(0, 60)}`);
  const style = (element) => getComputedStyle(element);
  const scrolls = (element) => {
    if (!scrolling) return false;
    for (let above = element; above; above = above.parentElement)
      if (["auto", "scroll"].includes(style(above).overflowX)) return true;
    return false;
  };
  for (const element of document.querySelectorAll("body *")) {
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height || element.closest(".hidden, .skip, svg")) continue;
    const hides = (side) => ["hidden", "clip"].includes(style(element)[`overflow${side}`]);
    const isTyped = element.localName === "input"; // Its words move with the caret.
    if (hides("X") && element.scrollWidth > element.clientWidth + 1 && !isTyped)
      told("cut", element);
    if (hides("Y") && element.scrollHeight > element.clientHeight + 1) told("cut", element);
    if ((box.right > innerWidth + 1 || box.left < -1) && !scrolls(element))
      told("beyond the window", element);
    const around = element.parentElement;
    if (style(element).position === "static" && style(around).overflowX === "visible" &&
        ["block", "flex", "grid", "table-cell"].includes(style(around).display) &&
        box.right > around.getBoundingClientRect().right + 2) told("out of its box", element);
  }
  for (const label of document.querySelectorAll("svg.picture text")) {
    const [box, picture] = [label, label.ownerSVGElement].map((e) => e.getBoundingClientRect());
    if (box.width && (box.left < picture.left - 1 || box.right > picture.right + 1 ||
        box.top < picture.top - 1 || box.bottom > picture.bottom + 1))
      told("out of its picture", label);
  }
  return [...found];
}"""
expect.set_options(timeout=_SECONDS * 1000)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser."""
    # The browser's own confinement cannot be had by root, as in a container.
    arguments = ["--no-sandbox"] if os.getuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


def violations(page: Page, *rules: str) -> list[str]:
    """Say what axe-core finds, by all its rules or by some, each with the element."""
    # What passes need not be told; that takes most of the time.
    options = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
    listed = Axe().run(page, options=options).response["violations"]
    return [f"{each['id']}: {node['html'][:200]}" for each in listed for node in each["nodes"]]


class Visitor:
    """Somebody at the browser.

    Attributes:
        page: What they look at.
        problems: What went wrong behind it: messages of the console, among them every breach of
            the policy, errors of scripts, requests elsewhere, answers that are none.
    """

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.problems: list[str] = []
        page.set_default_timeout(_SECONDS * 1000)
        page.on("console", self._on_message)
        page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        page.on("request", self._on_request)
        page.on("response", self._on_response)

    def _on_message(self, message: ConsoleMessage) -> None:
        self.problems.append(f"console: {message.text}")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self.url, "data:", "blob:")):
            self.problems.append(f"request elsewhere: {request.url}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400:
            self.problems.append(f"{response.status}: {response.url}")

    def go(self, path: str) -> None:
        """Open a page."""
        self.page.goto(self.url + path)

    def size(self) -> int:
        """Return how many bytes the page has, before it is compressed."""
        found: int = self.page.evaluate(
            "performance.getEntriesByType('navigation')[0].decodedBodySize"
        )
        return found

    def inline(self) -> list[str]:
        """Return scripts, styles and handlers that stand in the page itself."""
        found: list[str] = self.page.evaluate(_INLINE)
        return found

    def overflow(self) -> int:
        """Tell by how many pixels the page is wider than the window, once it has its style."""
        self.page.wait_for_load_state()
        script = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        found: int = self.page.evaluate(script)
        return found

    def crowded(self, *, scrolling: bool = True) -> list[str]:
        """Return every element that is cut, or out of its box, and every label of a picture.

        On paper nobody is `scrolling`: what a box would scroll to is cut. A page is looked at
        once it has its style.
        """
        self.page.wait_for_load_state()
        found: list[str] = self.page.evaluate(_CROWDED, scrolling)
        return found

    def focused(self) -> str:
        """Return the words of what has the focus."""
        script = "(document.activeElement.innerText || document.activeElement.id || '').trim()"
        found: str = self.page.evaluate(script)
        return found

    def tab_to(self, words: str, most: int = 60) -> None:
        """Press Tab until what has these words has the focus, as somebody without a mouse."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            if self.focused().startswith(words):
                return
        raise AssertionError(f"Tab does not reach '{words}'")


@contextmanager
def visitor(browser: Browser, url: str, **options: Any) -> Iterator[Visitor]:
    """Open a window; in the end nothing may have gone wrong behind it."""
    options.setdefault("viewport", DESKTOP)
    context = browser.new_context(**options)
    found = Visitor(context.new_page(), url)
    try:
        yield found
    finally:
        context.close()
    assert not found.problems, "\n".join(found.problems)
