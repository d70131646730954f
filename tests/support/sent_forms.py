"""Fills in forms as a browser without JavaScript does: with the values that the page gives to every field."""

from __future__ import annotations

from html.parser import HTMLParser


class _Forms(HTMLParser):
    """Collects the forms of a page: their address and their fields."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, list[str]]]] = []
        self._textarea: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((given.get("action", ""), {}))
        name, kind = given.get("name", ""), given.get("type", "text")
        if not self.forms or not name:
            return
        if tag == "input" and (kind not in ("checkbox", "radio") or "checked" in given):
            self._fields.setdefault(name, []).append(given.get("value", ""))
        if tag == "textarea":
            self._fields[name] = [""]
            self._textarea = name

    @property
    def _fields(self) -> dict[str, list[str]]:
        return self.forms[-1][1]

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self._fields[self._textarea][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._textarea:
            self._fields[self._textarea][0] = self._fields[self._textarea][0].removeprefix("\n")
            self._textarea = None


def form_to(page: str, ending: str) -> tuple[str, dict[str, list[str]]]:
    """Address and fields of the form whose address (without what follows ``?``) ends like this."""
    found = [form for form in _Forms(page).forms if form[0].partition("?")[0].endswith(ending)]
    assert found, f"no form to …{ending}"
    return found[0]


def addresses(page: str) -> list[str]:
    """Where the forms of the page lead."""
    return [address for address, _ in _Forms(page).forms]
