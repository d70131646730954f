"""A fictional meeting of the board of Landkreis Musterland, as facts for paper."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from documents import facts
from documents.facts import AgendaItem, Attendee, Ballot, Outcome, Paper, Part, Point, Presence, Resolution

WINTER = timezone(timedelta(hours=1))
COURSE = """Die Geschäftsstelle stellt den Sachstand vor. Im Landkreis stehen derzeit 412 Plätze in Berufssprachkursen \
zur Verfügung; rund 87 vom Hundert davon sind belegt.

Aus der Mitte des Beirats wird auf drei Punkte hingewiesen:
- Alleinerziehende können die Kurse ohne Kinderbetreuung nicht besuchen.
- Die Formulare liegen nur auf Deutsch vor.
- Die Wartezeit auf einen Einstufungstest beträgt sieben Wochen.

Die Verwaltung sagt zu, die Wartezeiten bis zur übernächsten Sitzung schriftlich darzustellen."""
NAMES = [
    ("Dr. Leyla Öztürk-Beispiel", "Vorsitzende"),
    ("Mohammed Musterabd", "stellv. Vorsitzender"),
    ("Nguyễn Thị Hương", "Mitglied"),
    ("Оксана Шевченко-Зразок", "Mitglied"),
    ("Tesfay Gebremuster", "Mitglied"),
    ("José María Álvarez Ejemplo", "Mitglied"),
    ("Agnieszka Dąbrowska-Wzór", "Mitglied"),
    ("Şükrü Yıldırım-Örnek", "Mitglied"),
    ("فاطمة الرحيمي", "Mitglied"),
    ("Ionuț Țăranu", "Mitglied"),
    ("Jelena Đorđević", "Mitglied"),
    ("Amara Okonkwo", "Mitglied"),
    ("Phương Lê Trần", "Mitglied"),
    ("Halina Čepėnaitė", "Mitglied"),
    ("Bärbel Weiß-Größler", "Mitglied"),
]


def at(hour: int, minute: int = 0, day: int = 12) -> datetime:
    """A moment of the example's evening, 12 November 2026 unless another day is named."""
    return datetime(2026, 11, day, hour, minute, tzinfo=WINTER)


def letterhead() -> facts.Letterhead:
    """Who writes."""
    return facts.Letterhead(
        board="Beirat für Migration und Integration",
        of_board="des Beirats für Migration und Integration",
        district="Landkreis Musterland",
        office_lines=("Geschäftsstelle", "Am Kreishaus 1", "12345 Musterstadt"),
        email="beirat@musterland.example",
        phone="03999 555-120",
    )


def attendance() -> tuple[Attendee, ...]:
    """Fifteen members: one comes at 18:25, one leaves at 19:50, two are excused, one stays away."""
    rows = []
    for position, (name, function) in enumerate(NAMES):
        state = Presence.PRESENT if position < 12 else Presence.EXCUSED if position < 14 else Presence.UNEXCUSED
        start = at(18, 25) if position == 4 else at(18)
        end = at(19, 50) if position == 7 else None
        stays = (facts.Interval(start=start, end=end),) if state is Presence.PRESENT else ()
        rows.append(Attendee(name=name, function=function, state=state, intervals=stays))
    rows.append(
        Attendee(
            name="Kofi Mensah-Beispiel",
            function="beratendes Mitglied",
            state=Presence.PRESENT,
            intervals=(facts.Interval(start=at(18)),),
            has_vote=False,
        )
    )
    return tuple(rows)


def ballot(yes: int, no: int, abstained: int = 0, **more: object) -> Ballot:
    """A count whose sum is right and whose outcome follows the simple majority."""
    others = sum(int(str(more.get(name, 0))) for name in ("invalid", "not_voting", "excluded"))
    made = Ballot(yes=yes, no=no, abstained=abstained, entitled_present=yes + no + abstained + others, adopted=yes > no)
    return replace(made, **more)  # type: ignore[arg-type]


def motion_item() -> AgendaItem:
    """A motion with four points: two adopted together, one amended, one voted down."""
    points = (
        Point(
            number=1,
            wording="bis zum 30. Juni 2027 an jedem Kursort eine Kinderbetreuung während der Kurszeiten einzurichten,",
            outcome=Outcome.ADOPTED,
            addressee="Kreisverwaltung",
        ),
        Point(
            number=2,
            wording="die Anmeldeformulare in mindestens sieben Sprachen und in Leichter Sprache anzubieten,",
            outcome=Outcome.ADOPTED,
            addressee="Kreisverwaltung",
        ),
        Point(
            number=3,
            wording="dem Beirat zweimal im Jahr über Wartezeiten und Kursabbrüche zu berichten,",
            outcome=Outcome.ADOPTED_AMENDED,
            addressee="Kreisverwaltung",
        ),
        Point(
            number=4,
            wording="die Fahrtkosten zu allen Kursen ohne Einkommensprüfung zu übernehmen.",
            outcome=Outcome.REJECTED,
            addressee="Kreistag",
        ),
    )
    return AgendaItem(
        number="4",
        heading="Kinderbetreuung während der Berufssprachkurse",
        kind="Antrag",
        course=COURSE,
        papers=(
            Paper(
                reference="A-2026/014",
                title="Kinderbetreuung während der Berufssprachkurse",
                mover="Leyla Öztürk-Beispiel, Tesfay Gebremuster",
            ),
        ),
        conflicts=(facts.Conflict(name="Amara Okonkwo", reason="Vorstand eines Kursträgers"),),
        resolutions=(
            Resolution(
                opening="Der Beirat empfiehlt dem Landkreis,",
                reference="E-2026/009",
                points=points,
                ballots=(
                    ballot(9, 0, 2, points=(1, 2), excluded=1),
                    ballot(8, 2, 1, points=(3,), excluded=1),
                    ballot(4, 7, 0, points=(4,), excluded=1),
                ),
            ),
        ),
    )


def plain_item(heading: str, number: str = "1") -> AgendaItem:
    """An item with a heading and nothing else."""
    return AgendaItem(number=number, heading=heading)


def plain_resolution(wording: str, **more: object) -> Resolution:
    """A resolution of one sentence, adopted by all unless a ballot is given."""
    given = more.get("ballot")
    count = given if isinstance(given, Ballot) else ballot(12, 0)
    outcome = Outcome.ADOPTED if count.adopted else Outcome.REJECTED
    return Resolution(points=(Point(wording=wording, outcome=outcome),), ballots=(count,))


def items() -> tuple[AgendaItem, ...]:
    """An evening's agenda with a public and a non-public part."""
    return (
        AgendaItem(
            number="1",
            heading="Eröffnung, Feststellung der ordnungsgemäßen Ladung und der Beschlussfähigkeit",
            course="Die Vorsitzende eröffnet die Sitzung und begrüßt die Anwesenden.",
        ),
        AgendaItem(
            number="2",
            heading="Genehmigung der Niederschrift der 11. Sitzung",
            resolutions=(
                plain_resolution(
                    "Die Niederschrift der 11. Sitzung vom 17. September 2026 wird genehmigt.", ballot=ballot(10, 0, 1)
                ),
            ),
        ),
        AgendaItem(
            number="3", heading="Bericht der Verwaltung", kind="Bericht", course=COURSE, closing=facts.Closing.NOTED
        ),
        motion_item(),
        AgendaItem(
            number="5",
            heading="Mehrsprachige Erstinformation in den Bürgerservicestellen",
            kind="Antrag",
            course=COURSE,
            papers=(Paper(reference="A-2026/015", title="Erstinformation", mover="Ionuț Țăranu"),),
            resolutions=(
                plain_resolution(
                    "Der Beirat empfiehlt der Kreisverwaltung, in allen Bürgerservicestellen eine mehrsprachige "
                    "Erstinformation vorzuhalten.",
                    ballot=ballot(5, 5, 2),
                ),
            ),
        ),
        AgendaItem(
            number="6",
            heading="Einrichtung einer Arbeitsgruppe „Wohnen“",
            kind="Antrag",
            course="Die Beratung wird nicht abgeschlossen.",
            closing=facts.Closing.ADJOURNED,
            closed_to="die 13. Sitzung",
        ),
        AgendaItem(number="7", heading="Anfragen und Mitteilungen", course=COURSE),
        AgendaItem(
            number="8",
            heading="Vergabe eines Gutachtens",
            part=Part.NON_PUBLIC,
            kind="Vorlage",
            course="Die Angebote werden erläutert.",
            resolutions=(plain_resolution("Das Gutachten wird vergeben.", ballot=ballot(7, 3, 1)),),
        ),
        AgendaItem(number="9", heading="Personalangelegenheit", part=Part.NON_PUBLIC, closing=facts.Closing.NOTED),
    )


def minutes(**changes: object) -> facts.Minutes:
    """The internal minutes of the evening; name only what matters."""
    made = facts.Minutes(
        letterhead=letterhead(),
        edition=facts.Edition.INTERNAL,
        is_draft=False,
        meeting_number=12,
        term_label="Wahlperiode 2024–2029",
        place="Kreishaus Musterstadt, Großer Sitzungssaal, Am Kreishaus 1",
        opened=at(18),
        closed=at(20, 47),
        breaks=(facts.Interval(start=at(19, 20), end=at(19, 30)),),
        chair="Dr. Leyla Öztürk-Beispiel",
        minute_taker="Jens Brückner-Muster",
        statutory_members=15,
        convening=facts.Convening(sent_on=date(2026, 11, 3), notice_days=7, invited=15, received=15, period_kept=True),
        quorum=facts.Quorum(needed=8),
        attendance=attendance(),
        administration=(facts.Guest(name="Sabine Probst-Muster", function="Fachdienst Soziales"),),
        guests=(facts.Guest(name="Олена Приклад", function="Mehrgenerationenhaus Musterstadt"),),
        items=items(),
        signatures=(
            facts.Signature(role="Vorsitz", name="Dr. Leyla Öztürk-Beispiel"),
            facts.Signature(role="Schriftführung", name="Jens Brückner-Muster"),
        ),
        signed_at="Musterstadt",
        signed_on=date(2026, 11, 20),
        objection_days=14,
        file_reference="33.1-MB-012/2026",
        created=at(9, day=21),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def invitation(**changes: object) -> facts.Invitation:
    """The invitation to the evening."""
    public = [item for item in items() if item.part is Part.PUBLIC]
    made = facts.Invitation(
        letterhead=letterhead(),
        meeting_number=12,
        term_label="Wahlperiode 2024–2029",
        starts=at(18),
        place="Kreishaus Musterstadt, Großer Sitzungssaal, Am Kreishaus 1",
        access="stufenlos über den Hof, Aufzug und Hörschleife vorhanden",
        dated=date(2026, 11, 3),
        items=tuple(
            facts.InvitedItem(
                number=item.number,
                heading=item.heading,
                references=tuple(paper.reference for paper in item.papers),
            )
            for item in public
        ),
        hidden=("N 1", "N 2"),
        enclosures=("Niederschrift der 11. Sitzung", "Antrag A-2026/014", "Antrag A-2026/015"),
        chair="Dr. Leyla Öztürk-Beispiel",
        chair_role="Vorsitzende",
        file_reference="33.1-MB-012/2026",
        created=at(9, day=3),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def figures(**changes: object) -> facts.Figures:
    """Figures of a small set of cases."""
    own = facts.FigureSection(
        heading="Zuerst der Beirat selbst",
        figures=(facts.Figure(name="Vom Beschluss bis zur Zuleitung", said="8 von 9", formula="Tage bis dahin."),),
    )
    time = facts.FigureSection(
        heading="Wie lange eine Antwort dauert",
        figures=(
            facts.Figure(name="Beantwortet innerhalb von 30 Tagen", said="3 von 8", formula="So gezählt."),
            facts.Figure(
                name="Beantwortet innerhalb von 90 Tagen", said="62 % (Spanne: 44 bis 77 %)", formula="So gezählt."
            ),
        ),
    )
    given: dict[str, object] = {
        "letterhead": letterhead(),
        "about": "Wahlperiode 2024–2029",
        "total": 9,
        "as_of": date(2026, 11, 25),
        "sections": (own, time),
        "remarks": ("Unter 20 Fällen nennen wir keine Prozente.",),
        "created": at(9, day=25),
    }
    return facts.Figures(**{**given, **changes})  # type: ignore[arg-type]
