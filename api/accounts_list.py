"""Many accounts from a CSV file: every row is read and checked before anything is made.

Columns: E-Mail, Name, Rolle, and Fachdienst (short name) for accounts of a unit.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from api.errors import wrongs
from api.messages import sentence
from api.spreadsheets import TableRow, read_table
from api.words.accounts import ROLES
from beirat.database import Session
from beirat.queries import accounts, people
from beirat.rules.accounts import is_address
from beirat.rules.errors import Broken, Problem, RuleBroken, refuse_if
from beirat.rules.permissions import NO_ACCOUNT, Role, Viewer
from beirat.tables.accounts import AccountInvitation

COLUMNS = {"e-mail": "login", "email": "login", "name": "name", "rolle": "role", "fachdienst": "unit"}
NEEDED = {"login": "E-Mail", "name": "Name", "role": "Rolle"}
LABELS = {"login": "E-Mail", "name": "Name", "role": "Rolle", "unit": "Fachdienst"}
GIVEN = {role: word for role, word in ROLES.items() if role not in NO_ACCOUNT}


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


async def read_list(db: Session, text: str, viewer: Viewer) -> list[ListRow]:
    """The rows with their problems. Raises RuleBroken where the file as a whole cannot be used."""
    units = {unit.short_name for unit in await people.units(db, viewer)}
    known = await accounts.roles_by_login(db, viewer)
    seen: set[tuple[str, Role, str]] = set()
    rows = []
    for read in read_table(text, COLUMNS, NEEDED):
        number, said = read.number, dict(read.cells)
        row = _row(number, said, units) if not read.formulas else _formula(read)
        if row.invitation is not None:
            key = (row.invitation.login.lower(), row.invitation.role, row.invitation.unit)
            if key in known or key in seen:
                row = ListRow(number, said, None, (*row.problems, sentence(Problem(Broken.EMAIL_TAKEN))))
            seen.add(key)
        rows.append(row)
    if not rows:
        raise RuleBroken(Broken.REQUIRED, "file")
    return rows


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


def _formula(read: TableRow) -> ListRow:
    said = {name: "" if name in read.formulas else cell for name, cell in read.cells.items()}
    problems = [f"{LABELS[name]}: {sentence(Problem(Broken.CELL_IS_FORMULA))}" for name in read.formulas]
    return ListRow(read.number, said, None, tuple(problems))


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
