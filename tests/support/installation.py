"""A whole installation on loopback: server with cache and worker, a mail server, and people with browsers."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import uvicorn
from aiosmtpd.smtp import SMTP, Envelope
from playwright.async_api import Locator, Page

from api.app import create_app
from api.cache import PublicCache
from api.clock import Clock
from api.passwords import Passwords
from beirat.settings import Settings
from tests.given import PASSWORD
from tests.support.pdf import everything
from tests.support.tripwire import watch

PATIENCE = 20.0


@dataclass
class Postbox:
    """A mail server that keeps what it is given."""

    mails: list[EmailMessage] = field(default_factory=list)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        self.mails.append(message_from_bytes(envelope.content or b"", policy=policy.default))  # type: ignore[arg-type]
        return "250 Message accepted"

    async def mail(self, to: str, subject: str) -> EmailMessage:
        """The mail to this address with these words in its subject; waits for it."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for mail in self.mails:
                    if mail["To"] == to and subject in mail["Subject"]:
                        return mail
                await asyncio.sleep(0.1)

    def everything(self) -> str:
        """All that left the house by mail: heads, texts, calendars, and whatever lies in the PDFs."""
        found: list[str] = []
        for mail in self.mails:
            found += [f"{name}: {value}" for name, value in mail.items()]
            for part in mail.walk():
                content = part.get_payload(decode=True) or b""
                assert isinstance(content, bytes)
                is_pdf = part.get_content_type() == "application/pdf"
                found += [part.get_filename() or "", everything(content) if is_pdf else content.decode("utf-8")]
        return "\n".join(found)


@asynccontextmanager
async def mail_server() -> AsyncIterator[tuple[Postbox, int]]:
    """The mail server, and the port on which it listens."""
    postbox = Postbox()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(postbox, hostname="localhost", loop=loop), "127.0.0.1", 0)
    try:
        yield postbox, server.sockets[0].getsockname()[1]
    finally:
        server.close()


class Server(uvicorn.Server):
    """A server beside the tests, which says when it listens; Ctrl-C stays theirs."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listens = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listens.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def serving(settings: Settings, clock: Clock, passwords: Passwords, *, mail_port: int) -> AsyncIterator[str]:
    """The application with its cache and its worker; gives its address."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        here = replace(settings, public_url=address, smtp_host="127.0.0.1", smtp_port=mail_port)
        app = create_app(here, clock=clock, passwords=passwords, works=True)
        server = Server(uvicorn.Config(PublicCache(app), log_config=None, access_log=False, ws="none"))
        running = asyncio.create_task(server.serve(sockets=[listening]))
        async with asyncio.timeout(PATIENCE):
            await server.listens.wait()
        watch(app.state.database.engine)
        try:
            yield address
        finally:
            server.should_exit = True
            await running


@dataclass
class Person:
    """Somebody in front of a browser, who finds things by their words."""

    page: Page
    intern: str
    login: str = ""

    async def signs_in(self) -> None:
        """Signs in with the password of all test accounts, and stands before "Zu tun"."""
        await self.opens("/anmelden")
        await self.fills({"Anmeldename": self.login, "Passwort": PASSWORD})
        await self.presses("Anmelden")

    async def opens(self, path: str) -> int:
        """Opens an address below the internal pages, or a whole one; returns the status."""
        answer = await self.page.goto(path if path.startswith("http") else self.intern + path)
        return answer.status if answer else 0

    async def presses(self, button: str, *, within: Locator | None = None) -> None:
        """Presses a button and waits for the page that follows."""
        named = re.compile(f"^{re.escape(button)}")
        await self._leaves_by((within or self.page.locator("main")).get_by_role("button", name=named))

    async def follows(self, link: str, *, within: Locator | None = None) -> None:
        await self._leaves_by((within or self.page.locator("body")).get_by_role("link", name=link))

    async def _leaves_by(self, thing: Locator) -> None:
        async with self.page.expect_navigation():
            await thing.first.click()

    async def unfolds(self, words: str, *, within: Locator | None = None) -> None:
        """Opens what is folded away behind these words."""
        folded = (within or self.page.locator("main")).locator("details:not([open]) > summary", has_text=words)
        if await folded.count():
            await folded.first.click()

    async def fills(self, fields: dict[str, str], *, within: Locator | None = None) -> None:
        """Writes into fields, found by their labels."""
        for label, typed in fields.items():
            await (within or self.page.locator("main")).get_by_label(label).first.fill(typed)

    async def fills_by_name(self, fields: dict[str, str]) -> None:
        """Writes into fields, or chooses, by the fields' names."""
        for name, typed in fields.items():
            control = self.page.locator(f"main [name='{name}']").first
            chooses = await control.evaluate("element => element.tagName === 'SELECT'")
            await (control.select_option(typed) if chooses else control.fill(typed))

    async def tabs_to(self, name: str) -> None:
        """Goes with the Tab key, from where the keyboard is now, to the field of this name."""
        for _ in range(300):
            await self.page.keyboard.press("Tab")
            if await self.page.evaluate("document.activeElement.getAttribute('name')") == name:
                return
        raise LookupError(f"the keyboard does not reach {name}")

    async def types(self, *texts: str) -> None:
        """Types into this field and those after it, going on with the Tab key."""
        for number, text in enumerate(texts):
            if number:
                await self.page.keyboard.press("Tab")
            await self.page.keyboard.type(text)

    async def presses_enter(self) -> None:
        """Sends the form with the Enter key."""
        async with self.page.expect_navigation():
            await self.page.keyboard.press("Enter")

    async def reads(self) -> str:
        """What stands on the page, without its head."""
        return await self.page.locator("main").inner_text()

    async def reads_until(self, words: str) -> str:
        """What stands on a public page as soon as it says so: readers see changes within a second."""
        async with asyncio.timeout(PATIENCE):
            while words not in (text := await self.reads()):
                await asyncio.sleep(0.3)
                await self.page.reload()
        return text

    async def downloads(self, link: str) -> bytes:
        """The file behind a link."""
        address = await self.page.locator("main").get_by_role("link", name=link).first.get_attribute("href")
        answer = await self.page.request.get(self.intern[: self.intern.index("/", 8)] + (address or ""))
        assert answer.ok, (address, answer.status)
        return await answer.body()
