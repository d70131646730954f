"""Beirat: motions, meetings, recommendations and their answers, for a district's migration advisory board.

Glossary (German = code = OParl):

    Landkreis              Body                    Body
    Beirat, Gremium        Organization            Organization
    Wahlperiode            LegislativeTerm         LegislativeTerm
    Mitglied               Person, Membership      Person, Membership
    Sitzung                Meeting                 Meeting
    Einladung / Ladung     Invitation              File (Meeting.invitation)
    TOP                    AgendaItem              AgendaItem
    Anwesenheit            Attendance              –
    Antrag                 Motion                  Paper
    Abstimmung             Ballot                  –
    Auszählung             Tally                   –
    Beschluss              Resolution              AgendaItem.resolutionText
    Niederschrift          Minutes                 File (Meeting.resultsProtocol)
    Empfehlung             Recommendation          Paper
    Beschlusspunkt         RecommendationPoint     –
    Zuleitung              Transmission            Consultation
    Stellungnahme          Answer                  Paper
    Votum                  Position                –
    Fachdienst             unit (Organization)     Organization
    Verteilstelle          coordinator             –
    Geschäftsstelle        office                  –

The floors, each importing only those below it: ``actions`` (what may be done) → ``queries`` (what may be seen) →
``tables`` (what is kept) → ``rules`` (what is true). Web, mail and paper live outside, in ``api`` and ``documents``.
"""
