"""What the building blocks of our pages promise, asked of their HTML. How they look is asked in tests/browser."""

import re
from html.parser import HTMLParser

import pytest

from tests.support.component_page import API, CODES, KINDS, SampleForm, environment, failed_form, pages, show

STATIC = API / "static" / "own"


class Outline(HTMLParser):
    """Collects the tags of a page with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def of(self, *names: str) -> list[dict[str, str]]:
        return [attrs for tag, attrs in self.tags if tag in names]

    @property
    def ids(self) -> list[str]:
        return [attrs["id"] for _, attrs in self.tags if "id" in attrs]


def written(source: str, **context: object) -> str:
    head = '{% import "components/forms.html" as forms with context %}{% import "components/parts.html" as parts %}'
    return environment().from_string(head + source).render(**context)


@pytest.fixture(scope="module")
def every_page() -> dict[str, Outline]:
    return {address: Outline(html) for address, html in pages().items()}


def test_no_page_has_anything_inline(every_page: dict[str, Outline]) -> None:
    for address, page in every_page.items():
        assert not page.of("style"), address
        assert all("src" in script for script in page.of("script")), address
        for _, attrs in page.tags:
            assert not [name for name in attrs if name == "style" or name.startswith("on")], (address, attrs)


def test_ids_are_unique_and_every_reference_finds_its_target(every_page: dict[str, Outline]) -> None:
    for address, page in every_page.items():
        assert len(page.ids) == len(set(page.ids)), address
        for _, attrs in page.tags:
            targets = [attrs.get("for", ""), *attrs.get("aria-describedby", "").split()]
            targets += [*attrs.get("aria-labelledby", "").split(), re.sub(r"^[^#].*|^#", "", attrs.get("href", ""))]
            assert set(filter(None, targets)) <= set(page.ids), (address, attrs)


def test_the_summary_names_every_error_and_links_to_its_field() -> None:
    f = failed_form()

    html = show("forms.html", f=f)

    links = re.findall(r'<li><a href="#f-([\w-]+)">([^<]+)</a></li>', html)
    said = [(name, f"{f.labels[name]}: {sentence}" if name in f.labels else sentence) for name, sentence in f.errors]
    assert links == [(name, sentence) for name, sentence in said if name]
    assert ("title", f"{f.labels['title']}: {dict(f.errors)['title']}") in links
    assert "<li>Der Antrag ist nicht vollständig.</li>" in html
    assert {f"f-{name}" for name, _ in links} <= set(Outline(html).ids)


def test_a_form_that_came_back_still_has_what_was_typed() -> None:
    page = Outline(show("forms.html", f=failed_form()))

    inputs = {attrs["name"]: attrs for attrs in page.of("input") if attrs.get("type") != "radio" and "name" in attrs}
    assert inputs["title"]["value"] == 'Dolmetschen <b>"überall"</b>'
    assert inputs["yes"]["value"] == "neun"
    assert inputs["day"]["value"] == "2026-12-03"
    assert "checked" in inputs["remember"]
    chosen = [attrs["value"] for attrs in page.of("option", "input") if "selected" in attrs or "checked" in attrs]
    assert chosen == ["administration", "both", "a", "1"]


def test_a_password_is_never_written_back() -> None:
    html = written('{{ forms.password(f, "password", "Passwort") }}', f=SampleForm({"password": "streng geheim"}))

    assert "streng geheim" not in html


def test_user_text_is_escaped_everywhere() -> None:
    bad = "<script>alert(1)</script>"
    f = SampleForm({"x": bad, "points-0-text": bad}, [("x", bad)], [(bad, bad, bad)])
    source = """{% call forms.form("/", f) %}{{ forms.text(f, "x", bad) }}{{ forms.textarea(f, "x", bad, id="t") }}
      {{ forms.points_editor(f, [(bad, bad)]) }}{% endcall %}{{ parts.quote(bad, bad) }}{{ parts.facts([(bad, bad)]) }}
      {{ parts.diff([("added", bad)]) }}{{ parts.todo(bad, bad, bad, "/", bad) }}{{ parts.verdict(bad) }}"""

    assert "<script" not in written(source, f=f, bad=bad)


def test_every_form_carries_its_hidden_fields_and_turns_the_browser_checks_off() -> None:
    page = Outline(show("forms.html", f=SampleForm()))

    hidden = [attrs["name"] for attrs in page.of("input") if attrs.get("type") == "hidden"]
    form = next(attrs for attrs in page.of("form") if attrs["action"] == "/forms")
    assert "novalidate" in form
    assert form["method"] == "post"
    assert hidden.count("_csrf") == len(page.of("form"))
    assert hidden.count("form_id") == len(page.of("form")) - 1  # signing out needs none
    assert hidden.count("version") == 1


def test_two_buttons_to_one_address_are_two_forms() -> None:
    source = "{% for seat in (1, 2) %}{{ forms.step_button('/x', 'Da', f, fields={'seat': seat}) }}{% endfor %}"

    page = Outline(written(source, f=SampleForm()))

    assert [attrs["value"] for attrs in page.of("input") if attrs["name"] == "form_id"] == ["form-1.1", "form-1.2"]


def test_the_button_for_one_more_point_adds_an_empty_row() -> None:
    source = "{{ forms.points_editor(f, [('board', 'Beirat')]) }}"
    typed = {"points-0-text": "eins", "points-1-text": "zwei", "_add": "points"}

    before = Outline(written(source, f=SampleForm({**typed, "_add": None})))
    after = Outline(written(source, f=SampleForm(typed)))

    names = [attrs["name"] for attrs in after.of("textarea")]
    assert [attrs["name"] for attrs in before.of("textarea")] == ["points-0-text", "points-1-text", "points-__N__-text"]
    assert names == ["points-0-text", "points-1-text", "points-2-text", "points-__N__-text"]
    assert [attrs["name"] for attrs in after.of("textarea") if "autofocus" in attrs] == ["points-2-text"]


def test_enter_in_a_field_saves_and_does_not_add_a_point() -> None:
    page = Outline(written("{{ forms.points_editor(f, []) }}", f=SampleForm()))

    assert "name" not in page.of("button")[0]
    assert page.of("button")[1]["name"] == "_add"


def test_after_a_conflict_both_texts_are_shown_and_both_ways_are_open() -> None:
    html = show("forms.html", f=failed_form())

    assert "Zeile 1 von jemand anderem" in html
    assert "Ihre Fassung" in html
    assert 'href="/forms">Meine Änderung verwerfen' in html


@pytest.mark.parametrize("counted, sentence", [
    ((9, 1, 1), "9 Ja · 1 Nein · 1 Enthaltung</span>"),
    ((0, 0, 2), "0 Ja · 0 Nein · 2 Enthaltungen</span>"),
])  # fmt: skip
def test_the_reckoning_reads_as_a_sentence(counted: tuple[int, int, int], sentence: str) -> None:
    assert sentence in written("{{ parts.tally(*counted, outcome='angenommen') }}", counted=counted)


def test_a_quotation_stays_german_and_left_to_right_on_an_arabic_page() -> None:
    html = pages(lang="ar", dir="rtl")["/"]

    assert '<html lang="ar" dir="rtl">' in html
    assert "vendor/kern.rtl.css" in html
    assert '<blockquote lang="de" dir="ltr">' in html


def test_every_status_has_its_own_drawing_and_none_alarms() -> None:
    drawings = dict(re.findall(r'<symbol id="([\w-]+)"[^>]*>(.*?)</symbol>', (STATIC / "icons.svg").read_text()))
    css = (STATIC / "beirat.css").read_text()

    shapes = [drawings[f"s-{kind}"] for kind in KINDS]
    assert len(set(shapes)) == len(KINDS)
    rules = [line for line in css.splitlines() if ".status" in line]
    assert rules
    assert not [line for line in rules if "danger" in line or "warning" in line]


def test_every_drawing_that_a_template_uses_exists() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text()))
    used = {name for html in pages().values() for name in re.findall(r"icons\.svg#([\w-]+)", html)}

    assert used
    assert used <= drawn


@pytest.mark.parametrize("code", CODES)
def test_every_error_page_says_what_to_do_next(code: int) -> None:
    html = show(f"errors/{code}.html", back_url="/zurueck")

    assert f"Fehler {code}" in html
    assert re.search(r"Gehen Sie|Prüfen Sie|Warten Sie", html)
    assert 'href="/zurueck"' in html


def test_the_text_typed_before_the_login_expired_is_shown_and_sent_again_with_a_fresh_token() -> None:
    page = Outline(pages()["/text"])

    sent = [(attrs["name"], attrs["value"]) for attrs in page.of("input")][1:]  # the first signs out
    expected = [("_csrf", "csrf-token"), ("version", "3"), ("title", "Ein Titel"), ("text", "Zeile 1\nZeile 2")]
    assert sent == expected
    assert "Zeile 1\nZeile 2</dd>" in pages()["/text"]


def test_internal_pages_have_no_public_menu_and_say_what_they_are() -> None:
    html = show("forms.html", f=SampleForm())

    assert "Interner Bereich" in html
    assert "Impressum" not in html
    assert "/musterland/de" not in html


def test_our_styles_use_logical_properties_only() -> None:
    css = (STATIC / "beirat.css").read_text()

    assert not re.findall(
        r"(?:margin|padding|border)-(?:left|right)|text-align: (?:left|right)|[\s;{](?:left|right):", css
    )


def test_our_script_stays_small_and_asks_nobody() -> None:
    script = (STATIC / "beirat.js").read_text()

    assert len(script.encode()) < 5000
    assert not re.findall(r"fetch|eval|http|import |localStorage", script)


def test_the_editors_scripts_stay_small_and_ask_only_our_own_addresses() -> None:
    scripts = [path.read_text() for path in (STATIC / "editor").glob("*.js")]

    assert sum(len(script.encode()) for script in scripts) < 20_000
    assert not re.findall(r"eval|innerHTML|https?:|sessionStorage|indexedDB|cookie", "".join(scripts))
    assert set(re.findall(r'from "([^"]+)"', "".join(scripts))) == {
        f"./{name}.js" for name in ("drafts", "keys", "leaving", "saving")
    }
