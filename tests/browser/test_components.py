"""The building blocks in a real browser: accessible, fitting a phone, clean under our content security policy."""

import threading
import time
from collections.abc import AsyncIterator, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

import pytest
from playwright.async_api import Browser, Page

from tests.support.browser import barriers
from tests.support.browser import browser as start_browser
from tests.support.component_page import API, pages

pytestmark = pytest.mark.browser

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'"
)
TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".html": "text/html; charset=utf-8",
}
BROAD = ["/", "/forms", "/forms-failed"]
NARROW = ["/anmelden", "/passwort", "/konto", "/text", "/fehler"]
SHAPES = {"ltr": pages(), "rtl": pages(lang="ar", dir="rtl")}


class Site(BaseHTTPRequestHandler):
    """Serves the pages as the app would, and remembers what was posted."""

    posted: list[dict[str, str]]

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        direction, page = path[1:4], path[4:]
        if path.startswith("/static/"):
            file = API / path[1:]
            return self.answer(file.read_bytes(), TYPES.get(file.suffix, "text/plain"))
        return self.answer(SHAPES[direction][page].encode(), TYPES[".html"])

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.posted.append(dict(parse_qsl(body)) if body.startswith("_csrf") else {"raw": body})
        time.sleep(0.3)  # long enough for an impatient second press
        self.answer(b"<!doctype html><title>Danke</title><h1>Danke</h1>", TYPES[".html"])

    def answer(self, body: bytes, media_type: str) -> None:
        self.send_response(200)
        for name, value in {"Content-Type": media_type, "Content-Security-Policy": POLICY}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None: ...


@pytest.fixture(scope="module")
def posted() -> list[dict[str, str]]:
    return []


@pytest.fixture(scope="module")
def site(posted: list[dict[str, str]]) -> Iterator[str]:
    Site.posted = posted
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with start_browser() as browser:
        yield browser


@pytest.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    page = await browser.new_page(viewport={"width": 1280, "height": 900})
    yield page
    await page.close()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_pages_are_accessible_and_fit(
    browser: Browser, site: str, scheme: str, width: int, direction: str
) -> None:
    every = BROAD + (NARROW if direction == "ltr" and (scheme == "dark") == (width == 1280) else [])
    context = await browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = await context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("requestfailed", lambda request: complaints.append(request.url))

    for address in every:
        await page.goto(f"{site}/{direction}{address}")
        await page.add_style_tag(url="/static/own/beirat.css")  # the page is idle now: styles and fonts have arrived
        wide = await page.evaluate("document.documentElement.scrollWidth")
        complaints += [f"{address} is {wide} wide"] * (wide > width)
        complaints += [f"{address} {line}" for line in await barriers(page)]

    await context.close()
    assert complaints == []


async def test_the_policy_would_be_noticed(page: Page, site: str) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))

    await page.goto(f"{site}/ltr/")
    await page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")

    assert "Content Security Policy" in "".join(complaints)


async def test_the_summary_of_errors_gets_the_focus_and_leads_to_the_field(page: Page, site: str) -> None:
    await page.goto(f"{site}/ltr/forms-failed")

    focused = await page.evaluate("document.activeElement.className")
    await page.click(".errors a[href='#f-title']")

    assert "errors" in focused
    assert await page.evaluate("document.activeElement.id") == "f-title"


async def test_points_are_added_and_removed_without_gaps(page: Page, site: str) -> None:
    await page.goto(f"{site}/ltr/forms")

    for text in ("eins", "zwei", "drei"):
        await page.fill("[data-rows] > :last-child textarea", text)
        await page.click("text=Punkt hinzufügen")
    page.on("dialog", lambda dialog: dialog.accept())
    await page.click("[data-rows] > :nth-child(2) [data-remove]")

    rows = await page.eval_on_selector_all("[data-rows] textarea", "all => all.map(t => [t.name, t.id, t.value])")
    legends = await page.eval_on_selector_all("[data-rows] legend", "all => all.map(l => l.textContent)")
    texts = ["eins", "drei", ""]
    assert rows == [[f"points-{n}-text", f"f-points-{n}-text", text] for n, text in enumerate(texts)]
    assert legends == ["Punkt 1", "Punkt 2", "Punkt 3"]


async def test_without_scripts_the_button_for_one_more_point_sends_the_form(browser: Browser, site: str) -> None:
    context = await browser.new_context(java_script_enabled=False)
    page = await context.new_page()
    await page.goto(f"{site}/ltr/forms")

    async with page.expect_navigation():
        await page.click("text=Punkt hinzufügen")

    assert 'name="_add"\r\n\r\npoints' in Site.posted[-1]["raw"]
    await context.close()


async def test_two_quick_presses_send_one_request(page: Page, site: str, posted: list[dict[str, str]]) -> None:
    await page.goto(f"{site}/ltr/anmelden")
    await page.fill("#f-login", "samira")
    before = len(posted)

    await page.dblclick("text=Anmelden >> nth=-1")
    await page.wait_for_selector("text=Danke")

    assert len(posted) == before + 1
    assert posted[-1]["login"] == "samira"


@pytest.mark.parametrize("typed, asked", [(True, ["beforeunload"]), (False, [])])
async def test_leaving_with_unsaved_text_is_asked_about(page: Page, site: str, typed: bool, asked: list[str]) -> None:
    kinds: list[str] = []

    async def accept(dialog: object) -> None:
        kinds.append(dialog.type)  # type: ignore[attr-defined]
        await dialog.accept()  # type: ignore[attr-defined]

    page.on("dialog", accept)
    await page.goto(f"{site}/ltr/forms")
    if typed:
        await page.type("#f-title", "Neuer Antrag")

    await page.goto(f"{site}/ltr/")

    assert kinds == asked


async def test_the_menu_on_a_phone_opens_without_scripts_and_closes_with_escape(browser: Browser, site: str) -> None:
    for scripts in (False, True):
        context = await browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=scripts)
        page = await context.new_page()
        await page.goto(f"{site}/ltr/")
        await page.click("summary:has-text('Menü')")
        assert await page.is_visible(".menu a:has-text('Empfehlungen')")
        if scripts:
            await page.keyboard.press("Escape")
            assert not await page.is_visible(".menu a:has-text('Empfehlungen')")
        await context.close()


async def test_the_frame_of_a_phone_page_is_at_most_two_lines_high(browser: Browser, site: str) -> None:
    for address in ("/", "/forms"):
        page = await browser.new_page(viewport={"width": 390, "height": 800})
        await page.goto(f"{site}/ltr{address}")
        assert await page.eval_on_selector("header", "h => h.getBoundingClientRect().height") <= 80
        await page.close()


async def test_every_stop_of_the_keyboard_is_seen(page: Page, site: str) -> None:
    await page.emulate_media(reduced_motion="reduce")
    await page.goto(f"{site}/ltr/forms")
    stops, bare = 0, []

    for _ in range(60):
        await page.keyboard.press("Tab")
        stop = await page.evaluate("""() => { const e = document.activeElement, s = getComputedStyle(e);
          const ring = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 1 || s.boxShadow !== 'none';
          const box = e.getBoundingClientRect();
          return [e.tagName + '#' + e.id + '.' + e.className, ring && box.width >= 24 && box.height >= 24] }""")
        if stop[0].startswith("BODY"):
            break
        stops += 1
        bare += [] if stop[1] else [stop[0]]

    assert stops > 25
    assert bare == []
