"""What tests begin with: real rows, made through the same verbs that users use. ``given.account(Role.CHAIR)`` …"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from uuid import UUID

import httpx

from beirat.actions import accounts, people
from beirat.database import Database
from beirat.queries import accounts as account_queries
from beirat.queries import people as people_queries
from beirat.queries.people import BodyView
from beirat.rules.permissions import Role, Viewer, system
from beirat.tables.accounts import AccountInvitation
from beirat.tables.base import new_id
from beirat.tables.people import OfficeKind, OrganizationKind, PersonDraft

NOW = datetime(2026, 12, 3, 17, 0, tzinfo=UTC)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
PASSWORD = "drei Birnen im Regen"
# PASSWORD as each hasher makes it; made once, because hashing is slow on purpose
_hashes: dict[Callable[[str], str], str] = {}


class StoppedClock:
    """A clock that only moves when a test moves it."""

    def __init__(self, now: datetime = NOW) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def move(self, **by: float) -> None:
        self._now += timedelta(**by)


@dataclass(frozen=True)
class District:
    """A district with a board of fifteen seats, a coordinator and two units, as most tests need it."""

    body: BodyView
    board_id: UUID
    term_id: UUID
    coordinator_id: UUID
    unit_ids: dict[str, UUID]

    @property
    def system(self) -> Viewer:
        return system(self.body.id)

    @property
    def intern(self) -> str:
        return f"/{self.body.slug}/intern"

    @property
    def api(self) -> str:
        return f"/api/v1/bodies/{self.body.slug}"


@dataclass
class Given:
    """The builders. One per test; remembers the last district, so that most calls need no argument."""

    database: Database
    clock: StoppedClock
    hash_password: Callable[[str], str]
    _numbers: count[int] = field(default_factory=lambda: count(1))
    _district: District | None = None

    @property
    def now(self) -> datetime:
        return self.clock.now()

    async def body(self, slug: str = "musterland") -> District:
        """A district, set up; the first one is used by the other builders."""
        actor, now = system(new_id()), self.now
        async with self.database.write() as db:
            who = {"actor": actor, "now": now}
            await people.create_body(db, slug=slug, name=f"Landkreis {slug.title()}", land="HE", **who)
            term = await people.create_term(
                db, name="2024–2029", starts_on=date(2024, 6, 1), ends_on=date(2029, 5, 31), **who
            )

            async def make(kind: OrganizationKind, name: str, short: str) -> UUID:
                return await people.create_organization(db, kind=kind, name=name, short_name=short, **who)

            board = await make(OrganizationKind.BOARD, "Migrationsbeirat", "Beirat")
            await people.set_seats(db, board, term, 15, **who)
            coordinator = await make(OrganizationKind.COORDINATOR, "Landratsbüro", "LB")
            units = {
                short: await make(OrganizationKind.UNIT, name, short)
                for short, name in (("FD 50", "Fachdienst Soziales"), ("FD 40", "Fachdienst Schule"))
            }
            body = await people_queries.body_by_id(db, actor.body_id)
        district = District(body, board, term, coordinator, units)
        self._district = self._district or district
        return district

    async def district(self) -> District:
        return self._district or await self.body()

    async def member(self, family_name: str = "", *, email: str = "", in_district: District | None = None) -> UUID:
        """A member of the board, with a vote; returns the person's id."""
        district = in_district or await self.district()
        number = next(self._numbers)
        draft = PersonDraft(
            given_name="Muster",
            family_name=family_name or f"Mitglied{number:03}",
            email=email,
            starts_on=date(2024, 6, 1),
        )
        async with self.database.write() as db:
            return await people.add_member(db, district.board_id, draft, actor=district.system, now=self.now)

    async def account(self, *roles: Role, unit: str = "FD 50", in_district: District | None = None) -> Viewer:
        """An account that can sign in with PASSWORD, as a viewer. A member or chair is also a person of the board."""
        district = in_district or await self.district()
        login = f"konto{next(self._numbers)}@beispiel.example"
        if {Role.MEMBER, Role.CHAIR} & set(roles):
            await self._seated(login, roles, district)
        async with self.database.write() as db:
            for role in roles:
                named = unit if role is Role.ADMINISTRATION else ""
                invitation = AccountInvitation(login=login, name=f"Konto {login[:-17]}", role=role, unit=named)
                account_id = await accounts.invite(db, invitation, actor=district.system, now=self.now)
            viewer = await account_queries.viewer_of(db, account_id, body_id=district.body.id, name=invitation.name)
            assert viewer is not None
            link = f"{next(self._numbers):064}"
            await accounts.issue_link(db, account_id, token_hash=link, actor=district.system, now=self.now)
            if self.hash_password not in _hashes:
                _hashes[self.hash_password] = self.hash_password(PASSWORD)
            password_hash = _hashes[self.hash_password]
            await accounts.set_password(db, token_hash=link, password_hash=password_hash, actor=viewer, now=self.now)
        return viewer

    async def _seated(self, login: str, roles: tuple[Role, ...], district: District) -> None:
        person_id = await self.member(email=login, in_district=district)
        if Role.CHAIR in roles:
            async with self.database.write() as db:
                await people.give_office(
                    db,
                    district.board_id,
                    person_id,
                    OfficeKind.CHAIR,
                    starts_on=date(2024, 6, 1),
                    actor=district.system,
                    now=self.now,
                )

    async def login_of(self, viewer: Viewer) -> str:
        async with self.database.read() as db:
            login, _ = await account_queries.own_account(db, viewer)
        return login

    async def signed_in(
        self, client: httpx.AsyncClient, *roles: Role, viewer: Viewer | None = None, in_district: District | None = None
    ) -> Viewer:
        """Signs the client in through the login page, with an account of these roles or as ``viewer``."""
        district = in_district or await self.district()
        viewer = viewer or await self.account(*roles, in_district=district)
        form = {"login": await self.login_of(viewer), "password": PASSWORD}
        answer = await client.post(f"{district.intern}/anmelden", data=form)
        assert answer.status_code == 303, answer.text
        return viewer

    async def token(self, client: httpx.AsyncClient, *roles: Role, viewer: Viewer | None = None) -> dict[str, str]:
        """The header with which a program is signed in."""
        district = await self.district()
        viewer = viewer or await self.account(*roles)
        form = {"login": await self.login_of(viewer), "password": PASSWORD}
        answer = await client.post(f"{district.api}/login-sessions", json=form)
        assert answer.status_code == 201, answer.text
        return {"Authorization": f"Bearer {answer.json()['token']}"}


def form_to(page: str, action: str) -> dict[str, str]:
    """The hidden fields (``_csrf``, ``form_id``, ``version`` …) of the form whose address ends with ``action``."""
    forms = re.findall(r"<form[^>]*action=\"([^\"]*)\"[^>]*>(.*?)</form>", page, re.DOTALL)
    [inside] = [inside for address, inside in forms if address.endswith(action)][:1] or [""]
    assert inside, f"no form leads to {action}: {[address for address, _ in forms]}"
    return {name: html.unescape(value) for name, value in HIDDEN.findall(inside)}


def hidden_fields(page: str) -> dict[str, str]:
    """The hidden fields of the page's last form with fields (``_csrf``, ``form_id``, ``version``), to send it."""
    form = re.findall(r"<form.*?</form>", page, re.DOTALL)[-1]
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form)
    return dict(pairs)
