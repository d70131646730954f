"""Many accounts from a CSV file: every row is read and checked before anything is made.

Columns: E-Mail, Name, Rolle, and Fachdienst (short name) for accounts of a unit; separated by semicolon, comma or tab.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from api.errors import wrongs
from api.messages import sentence
from api.words.accounts import ROLES
from beirat.database import Session
from beirat.queries import accounts, people
from beirat.rules.accounts import is_address
from beirat.rules.errors import Broken, Problem, RuleBroken, refuse_if
from beirat.rules.permissions import Role, Viewer
from beirat.tables.accounts import AccountInvitation

COLUMNS = {"e-mail": "login", "email": "login", "name": "name", "rolle": "role", "fachdienst": "unit"}
NEEDED = {"login": "E-Mail", "name": "Name", "role": "Rolle"}
LABELS = {"login": "E-Mail", "name": "Name", "role": "Rolle", "unit": "Fachdienst"}
GIVEN = {role: word for role, word in ROLES.items() if role is not Role.SYSTEM}
MOST_ROWS = 1000


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row as it was read: its number in the file, what it says, and what is wrong with it."""

    number: int
    said: dict[str, str]
    invitation: AccountInvitation | None
    problems: tuple[str, ...]

    @property
    def role_word(self) -> str:
        return ROLES[self.invitation.role] if self.invitation else self.said.get("role", "")


def text_of(content: bytes) -> str:
    """The text of an uploaded file. Raises RuleBroken(FILE_UNREADABLE) for anything but plain text."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and not content.startswith((b"PK", b"%PDF", b"\xd0\xcf")):
            return text
    raise RuleBroken(Broken.FILE_UNREADABLE, "file")


async def read_list(db: Session, text: str, viewer: Viewer) -> list[ListRow]:
    """The rows with their problems. Raises RuleBroken where the file as a whole cannot be used."""
    units = {unit.short_name for unit in await people.units(db, viewer)}
    known = await accounts.roles_by_login(db, viewer)
    seen: set[tuple[str, Role, str]] = set()
    rows = []
    for number, said in _said(text):
        row = _row(number, said, units)
        if row.invitation is not None:
            key = (row.invitation.login.lower(), row.invitation.role, row.invitation.unit)
            if key in known or key in seen:
                row = ListRow(number, said, None, (*row.problems, sentence(Problem(Broken.EMAIL_TAKEN))))
            seen.add(key)
        rows.append(row)
    if not rows:
        raise RuleBroken(Broken.REQUIRED, "file")
    return rows


def _said(text: str) -> Sequence[tuple[int, dict[str, str]]]:
    """Number and named cells of every row that is not empty."""
    lines = text.removeprefix("\ufeff").splitlines()
    head = lines[0] if lines else ""
    delimiter = max(";,\t", key=head.count)
    reader = csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter)
    try:
        table = list(reader)
    except csv.Error:
        raise RuleBroken(Broken.FILE_UNREADABLE, "file") from None
    names = [COLUMNS.get(cell.strip().lower(), "") for cell in table[0]] if table else []
    missing = [word for name, word in NEEDED.items() if name not in names]
    if missing:
        raise RuleBroken(Broken.COLUMNS_MISSING, "file", columns=", ".join(missing))
    if len(table) > MOST_ROWS + 1:
        raise RuleBroken(Broken.FILE_TOO_LARGE, "file")
    return [
        (number, {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name})
        for number, cells in enumerate(table[1:], start=2)
        if any(cell.strip() for cell in cells)
    ]


def _row(number: int, said: dict[str, str], units: Collection[str]) -> ListRow:
    """What one row asks for, with everything that is wrong at once."""
    word = said.get("role", "").lower()
    role = next((role for role, name in GIVEN.items() if word in (name.lower(), role.value)), None)
    cells = {name: value for name, value in said.items() if value and (name != "unit" or role is Role.ADMINISTRATION)}
    try:
        invitation = AccountInvitation.model_validate(cells | {"role": role or word})
    except ValidationError as error:
        problems = [f"{LABELS[one.field]}: {one.sentence}" for one in wrongs(error)]
        return ListRow(number, said, None, (*problems, *_unusual(said.get("login", "missing@it.is"))))
    problems = _unusual(invitation.login)
    if role is Role.ADMINISTRATION and invitation.unit not in units:
        code = Broken.UNIT_NOT_IN_ADMINISTRATION if invitation.unit else Broken.UNIT_NEEDED
        problems.append(sentence(Problem(code)))
    return ListRow(number, said, None if problems else invitation, tuple(problems))


def _unusual(login: str) -> list[str]:
    return [] if is_address(login) else [sentence(Problem(Broken.EMAIL_INVALID))]


def invitations(rows: Sequence[ListRow]) -> list[AccountInvitation]:
    """What to make of the rows. Raises RuleBroken naming every row that is wrong: then nothing is made."""
    refuse_if(
        [
            Problem(Broken.ROW_INVALID, "rows", {"row": row.number, "reason": " ".join(row.problems)})
            for row in rows
            if row.problems
        ]
    )
    return [row.invitation for row in rows if row.invitation is not None]
