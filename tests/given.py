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

from api.auth import COOKIE, hash_of
from beirat.actions import accounts, people
from beirat.actions.attempts import Attempt
from beirat.database import Database, Session
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

    def show(self, moment: datetime) -> None:
        self._now = moment


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
    there: District | None = None
    _numbers: count[int] = field(default_factory=lambda: count(1))
    _have_password: set[str] = field(default_factory=set)
    _district: District | None = None

    @property
    def now(self) -> datetime:
        return self.clock.now()

    async def body(self, slug: str = "musterland") -> District:
        """A district, set up; the first one is used by the other builders. The usual one is there from the start."""
        district = self.there if self.there and self.there.body.slug == slug else await self._set_up(slug)
        self._district = self._district or district
        return district

    async def _set_up(self, slug: str) -> District:
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
        return District(body, board, term, coordinator, units)

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
        """An account with these roles, as a viewer. A member or chair is also a person of the board."""
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
        """What the account types at the login page, together with PASSWORD."""
        async with self.database.write() as db:
            login, _ = await account_queries.own_account(db, viewer)
            if login not in self._have_password:
                await self._set_password(db, viewer)
                self._have_password.add(login)
        return login

    async def _set_password(self, db: Session, viewer: Viewer) -> None:
        """As people do: by a link. Hashing is slow on purpose, so it is done once."""
        assert viewer.account_id is not None
        if self.hash_password not in _hashes:
            _hashes[self.hash_password] = self.hash_password(PASSWORD)
        link, kept = f"{next(self._numbers):064}", _hashes[self.hash_password]
        support = system(viewer.body_id)
        await accounts.issue_link(db, viewer.account_id, token_hash=link, actor=support, now=self.now)
        await accounts.set_password(db, token_hash=link, password_hash=kept, actor=viewer, now=self.now)

    async def signed_in(
        self, client: httpx.AsyncClient, *roles: Role, viewer: Viewer | None = None, in_district: District | None = None
    ) -> Viewer:
        """Signs the client in with an account of these roles, or as ``viewer``; the login page has tests of its own."""
        district = in_district or await self.district()
        viewer = viewer or await self.account(*roles, in_district=district)
        client.cookies.clear()
        client.cookies.set(COOKIE, await self._login(viewer), domain="beirat.test", path=district.intern)
        return viewer

    async def _login(self, viewer: Viewer) -> str:
        token = f"token {new_id()}"
        nobody = Attempt("nobody", "nowhere")
        async with self.database.write() as db:
            await accounts.sign_in(
                db, nobody, token_hash=hash_of(token), device="Test", stays=False, actor=viewer, now=self.now
            )
        return token

    async def token(self, client: httpx.AsyncClient, *roles: Role, viewer: Viewer | None = None) -> dict[str, str]:
        """The header with which a program is signed in."""
        return {"Authorization": f"Bearer {await self._login(viewer or await self.account(*roles))}"}


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
