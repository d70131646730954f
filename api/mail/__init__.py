"""Mail: what a message is, how it gets into the outbox (``post``) and out of it (``deliver``).

What is written to whom when something happened is in ``api/notices``. Never anything non-public in a mail.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import aiosmtplib

from beirat.actions import jobs
from beirat.database import Session
from beirat.settings import Settings
from beirat.tables.jobs import JobKind


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along: ``media_type`` as application/pdf or text/calendar."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """A mail before it is sent: plain text, and files. ``key`` tells it from another one to the same address."""

    to: str
    subject: str
    text: str
    attachments: tuple[Attachment, ...] = field(default=())
    key: str = ""


async def post(db: Session, message: Message, *, key: str, now: datetime, body_id: UUID) -> None:
    """Puts the mail into the outbox, in the transaction of the act. The same key is sent once."""
    await jobs.enqueue(db, JobKind.MAIL, packed(message), unique_key=f"mail:{key}", now=now, body_id=body_id)


def packed(message: Message) -> dict[str, Any]:
    """The mail as the outbox keeps it."""
    return {
        "to": message.to,
        "subject": message.subject,
        "text": message.text,
        "attachments": [
            {"name": one.name, "media_type": one.media_type, "content": base64.b64encode(one.content).decode()}
            for one in message.attachments
        ],
    }


def unpacked(payload: Mapping[str, Any]) -> Message:
    return Message(
        to=payload["to"],
        subject=payload["subject"],
        text=payload["text"],
        attachments=tuple(
            Attachment(one["name"], one["media_type"], base64.b64decode(one["content"]))
            for one in payload["attachments"]
        ),
    )


async def deliver(message: Message, *, key: str, settings: Settings, now: datetime) -> None:
    """Sends the mail; without a mail server it is kept as .eml in the data folder."""
    mail = written(message, key=key, sender=settings.mail_from, now=now)
    if not settings.smtp_host:
        _keep(mail, folder=settings.data / "mail", key=key, now=now)
        return
    await aiosmtplib.send(
        mail,
        hostname=settings.smtp_host,
        port=settings.smtp_port,
        username=settings.smtp_user or None,
        password=settings.smtp_password or None,
        start_tls=settings.smtp_starttls,
        timeout=30,
    )


def written(message: Message, *, key: str, sender: str, now: datetime) -> EmailMessage:
    """The mail with its headers. The Message-ID follows from the key: sent twice, it is still one mail."""
    mail = EmailMessage()
    domain = re.sub(r"[^A-Za-z0-9.-]", "", sender.rpartition("@")[2]) or "localhost"
    mail["From"], mail["To"], mail["Subject"] = sender, message.to, message.subject
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text)
    for one in message.attachments:
        main, _, sub = one.media_type.partition("/")
        mail.add_attachment(one.content, maintype=main, subtype=sub, filename=one.name)
    mail["Content-Language"] = "de"  # last, because content replaces every header of this kind
    return mail


def _keep(mail: EmailMessage, *, folder: Path, key: str, now: datetime) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{now:%Y%m%d-%H%M%S}-{hashlib.sha256(key.encode()).hexdigest()[:12]}.eml"
    (folder / name).write_bytes(bytes(mail))
