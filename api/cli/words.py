"""How the command line speaks: short German lines, and one line for what cannot be done."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


class Refusal(Exception):
    """What cannot be done, in one German sentence."""


def say(text: str) -> None:
    out.print(text, markup=False)


def say_refusal(text: str) -> None:
    err.print(f"[red]beirat:[/red] {escape(text)}")
