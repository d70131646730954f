"""The command line: ``beirat NAME …``. What each command does is in a module of this package."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias

from api.cli import accounts, doctor, server, setup
from api.cli.words import Refusal, say_refusal
from beirat.rules.permissions import NO_ACCOUNT, Role

Command = Callable[[argparse.Namespace], int]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

FOR_US_ALONE = 0o077
"""What is kept (database, files, mail) is readable for nobody else on the machine."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; what cannot be done is said in one line on stderr."""
    given = parser().parse_args(arguments)
    os.umask(FOR_US_ALONE)
    command: Command = given.command
    try:
        return command(given)
    except Refusal as refusal:
        say_refusal(str(refusal))
        return 1
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="beirat", description="Werkzeug für den Beirat eines Landkreises.")
    commands = made.add_subparsers(title="Befehle", metavar="BEFEHL", required=True)
    _server(commands)
    _accounts(commands)
    _setup(commands)
    check = _command(commands, "doctor", doctor.doctor, "prüft Datenbank, Journal und Ausgang")
    check.add_argument("--worker", action="store_true", help="nur: kommt der Ausgang voran?")
    check.add_argument("--mend", action="store_true", help="rechnet zuerst neu, was von den Ereignissen abweicht")
    _command(commands, "openapi", doctor.print_openapi, "gibt die Beschreibung der Schnittstelle aus (JSON)")
    return made


def _command(commands: Commands, name: str, run: Command, words: str) -> argparse.ArgumentParser:
    made = commands.add_parser(name, help=words, description=words)
    made.set_defaults(command=run, today=None, port=None, host=None)
    made.add_argument("--data", type=Path, help="Ordner für Datenbank, Dateien und Post (sonst: data)")
    return made


def _server(commands: Commands) -> None:
    for name, run, words in (
        ("serve", server.serve, "startet die Anwendung"),
        ("demo", server.demo, "startet die Anwendung mit Beispieldaten"),
    ):
        command = _command(commands, name, run, words)
        command.add_argument("--port", type=int, help="sonst 8000")
        command.add_argument("--host", help="sonst 127.0.0.1")
        command.add_argument("--today", type=date.fromisoformat, metavar="TAG", help="nur Beispieldaten: 2026-12-03")
    worker = _command(commands, "worker", server.work, "verschickt, was im Ausgang liegt (bei PostgreSQL)")
    worker.add_argument("--today", type=date.fromisoformat, help=argparse.SUPPRESS)


def _accounts(commands: Commands) -> None:
    group = commands.add_parser("account", help="Konten", description="Konten").add_subparsers(required=True)
    add = _command(group, "add", accounts.add, "legt ein Konto an und verschickt die Einladung")
    add.add_argument("login", help="E-Mail-Adresse")
    add.add_argument("--name", required=True)
    add.add_argument("--role", required=True, choices=[role.value for role in Role if role not in NO_ACCOUNT])
    add.add_argument("--body", help="Kurzname des Landkreises; nötig, wenn es mehrere gibt")
    add.add_argument("--unit", default="", help="Kurzbezeichnung des Fachdienstes")
    add.add_argument("--password-stdin", action="store_true", help="liest das Passwort von der Standardeingabe")
    many = _command(group, "import", accounts.add_many, "legt viele Konten aus einer CSV-Datei an: alle oder keines")
    many.add_argument("file", type=Path)
    many.add_argument("--body", help="Kurzname des Landkreises; nötig, wenn es mehrere gibt")


def _setup(commands: Commands) -> None:
    command = _command(commands, "init", setup.init, "richtet einen Landkreis ein; fragt, was fehlt")
    for name, words in setup.QUESTIONS.items():
        command.add_argument(f"--{name}", help=words)
