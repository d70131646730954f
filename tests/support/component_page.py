"""Shows every building block of our pages without the app: one page of pieces, one of fields, and the account pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

API = Path(__file__).parents[2] / "api"
SHOWN = Path(__file__).parent / "pages"
KINDS = "done agreed partly running waiting asked later elsewhere no stopped draft".split()
CODES = (400, 403, 404, 405, 409, 413, 422, 429, 500)
BOARD = {"name": "Migrationsbeirat", "place": "Landkreis Musterland"}
LANGUAGES = [("/", "de", "Deutsch", True), ("/?ar", "ar", "العربية", False), ("/?tr", "tr", "Türkçe", False)]
NAV = [
    ("/", "Zu tun", True),
    ("/a", "Anträge", False),
    ("/s", "Sitzungen", False),
    ("/e", "Empfehlungen", False),
    ("/p", "Personen und Konten", False),
]


@dataclass
class SampleForm:
    """A form as the macros want it: what was typed, what is wrong with it, and the hidden fields."""

    values: Mapping[str, object] = field(default_factory=dict)
    errors: list[tuple[str, str]] = field(default_factory=list)
    conflict: list[tuple[str, str, str]] | None = None
    csrf: str = "csrf-token"
    form_id: str = "form-1"
    version: int | None = 3
    labels: dict[str, str] = field(default_factory=dict)
    choices: dict[str, dict[str, str]] = field(default_factory=dict)

    def offered(self, name: str, options: list[tuple[str, ...]]) -> str:
        self.choices[name] = {option[0]: option[1] for option in options}
        return ""

    def named(self, name: str, label: str) -> str:
        self.labels[name] = label
        return label

    def value(self, name: str) -> object:
        return self.values.get(name)

    def error(self, name: str) -> str | None:
        return dict(self.errors).get(name)


def failed_form() -> SampleForm:
    """A form that came back: every kind of field has a value, most have an error, and somebody else saved meanwhile."""
    typed = {
        "title": 'Dolmetschen <b>"überall"</b>',
        "reasons": "Zeile 1\nZeile 2",
        "points-0-text": "Telefon",
        "points-0-audience": "administration",
        "points-1-text": "Video",
        "units": ["a"],
        "mode": "both",
        "yes": "neun",
        "day": "2026-12-03",
        "remember": "1",
    }
    wrong = "title reasons points points-1-audience mail field mode units day start yes scan remember".split()
    errors = [(name, f"Bitte ergänzen Sie: {name}.") for name in wrong]
    conflict = [("Begründung", "Zeile 1\nZeile 2", "Zeile 1 von jemand anderem")]
    return SampleForm(typed, [*errors, ("", "Der Antrag ist nicht vollständig.")], conflict)


@cache
def environment() -> Environment:
    """The same templates as in the app; a name that is not given is an error here."""
    loader = ChoiceLoader([FileSystemLoader(API / "templates"), FileSystemLoader(SHOWN)])
    env = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    env.globals["static"] = lambda name: f"/static/{name}"
    return env


def show(template: str, **more: object) -> str:
    """One template with the surroundings that the app gives to every page."""
    around: dict[str, object] = {
        "board": BOARD,
        "base": "/musterland/de",
        "section": "empfehlungen",
        "languages": LANGUAGES,
        "login_url": "/anmelden",
        "intern": "/musterland/intern",
        "nav": NAV,
        "me": {"name": "Samira Beispiel", "roles": ["Geschäftsstelle", "Schriftführung"]},
        "csrf": "csrf-token",
        "demo": "23. November 2026",
        "blank": SampleForm(version=None),
    }
    return environment().get_template(template).render(**{**around, **more})


def sessions() -> list[dict[str, object]]:
    own = {
        "id": 1,
        "device": "Firefox auf Linux",
        "since": "1. November 2026",
        "until": "1. Dezember 2026",
        "current": True,
    }
    return [own, {**own, "id": 2, "device": "Safari auf iPhone", "current": False}]


def pages(**look: object) -> dict[str, str]:
    """Every page by the address under which the browser test serves it."""
    kept = [("_csrf", "old"), ("version", "3"), ("title", "Ein Titel", "Titel"), ("text", "Zeile 1\nZeile 2")]
    wrong = SampleForm(errors=[("login", "Name oder Passwort stimmt nicht.")])
    return {
        "/": show("shown.html", statuses=[(kind, f"Wort für {kind}") for kind in KINDS], **look),
        "/forms": show("forms.html", f=SampleForm(), notice=("success", "Der Entwurf ist gespeichert."), **look),
        "/forms-failed": show("forms.html", f=failed_form(), **look),
        "/anmelden": show("accounts/login.html", f=wrong, me=None, nav=[], expired=True, **look),
        "/passwort": show(
            "accounts/set_password.html", f=SampleForm(), me=None, nav=[], action="/x", login="s", **look
        ),
        "/konto": show("accounts/account.html", f=SampleForm(), facts=[("Name", "S. B.")], sessions=sessions(), **look),
        "/text": show("accounts/kept.html", kept=kept, action="/x", back_url="/", **look),
        "/fehler": show("errors/404.html", **look),
    }
