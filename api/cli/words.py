"""How the command line speaks: short German lines, and one line for what cannot be done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)
WORTH_A_BAR = 1000


@contextmanager
def progress(about: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar for long work on a terminal; nothing for little or in a file. Gives a function that takes how far it is."""
    if total < WORTH_A_BAR or not out.is_terminal:
        yield lambda done: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=out, transient=True) as bar:
        task = bar.add_task(about, total=total)
        yield lambda done: bar.update(task, completed=done)


class Refusal(Exception):
    """What cannot be done, in one German sentence."""


def say(text: str) -> None:
    out.print(text, markup=False)


def say_refusal(text: str) -> None:
    err.print(f"[red]beirat:[/red] {escape(text)}")
