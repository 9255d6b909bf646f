"""The page of the goals: who may keep them, what was filled in stays, and nothing disappears."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.web.reading import text_of
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.governance.goal.flow import GoalFlow
from wijkwerk.governance.models import Goal

LIST, ADD = "/normen/doelen/", "/normen/doelen/nieuw/"
NEW = {"title": "Elke wijk is leefbaar", "text": "Ook de uwe", "position": "1", "parent": "", "day": "2026-01-01"}


def added(client: Client, **changes: str) -> Goal:
    response = client.post(ADD, NEW | changes, follow=True)
    assert response.status_code == 200, text_of(response)
    return Goal.objects.get(title=(NEW | changes)["title"])


def address(goal: Goal) -> str:
    return f"/normen/doelen/{goal.code}/"


def change_of(goal: Goal) -> str:
    return f"{address(goal)}wijzigen/"


def end_of(goal: Goal) -> str:
    return f"{address(goal)}beeindigen/"


def read(goal: Goal) -> dict[str, str]:
    """What the form on the page carries of the goal that was read."""
    return {"read": GoalFlow.mark_of(Goal.objects.get(pk=goal.pk))}


def opened(answer: HttpResponse) -> str:
    """The form that was refused: it has a page of its own, or stands open on that of the goal."""
    page = answer.content.decode()
    opened_on_page = re.findall(r"<details open>(.*?)</details>", page, re.DOTALL)
    [form] = opened_on_page or re.findall(r'<form method="post"[^>]*action="/normen/.*?</form>', page, re.DOTALL)
    return str(form)


def carried(answer: HttpResponse) -> dict[str, str]:
    """What the form of the conflict sends along unseen."""
    return dict(re.findall(r'<input type="hidden" name="(?!csrf)([a-z]+)" value="([^"]*)">', opened(answer)))


def test_a_goal_is_added_and_stands_with_its_subdoel_on_both_pages(onderzoeker: Client):
    assert "Er zijn nog geen doelen." in text_of(onderzoeker.get(LIST))
    main = added(onderzoeker)
    added(onderzoeker, title="Mensen voelen zich veilig", parent=main.code)
    text = text_of(onderzoeker.get(LIST))
    assert "Elke wijk is leefbaar Hoofddoel 1 1 januari 2026 geldt" in text
    assert "Mensen voelen zich veilig Subdoel van ‘Elke wijk is leefbaar’" in text
    page = text_of(onderzoeker.get("/normen/"))
    assert "Elke wijk is leefbaar. Ook de uwe" in page
    assert "Mensen voelen zich veilig" in page
    assert 'href="/normen/doelen/"' in onderzoeker.get("/normen/").content.decode()


def test_a_goal_is_said_otherwise_and_the_log_knows_what_it_was(onderzoeker: Client):
    main = added(onderzoeker)
    sent = {"title": "Elke wijk is vitaal", "text": "", "position": "2", "parent": ""}
    assert "is gewijzigd" in text_of(onderzoeker.post(change_of(main), sent | read(main), follow=True))
    main.refresh_from_db()
    assert (main.title, main.position) == ("Elke wijk is vitaal", 2)
    assert "(was Elke wijk is leefbaar)" in AuditEvent.objects.order_by("-id")[0].reason
    assert "veranderde niets" in text_of(onderzoeker.post(change_of(main), sent | read(main), follow=True))


def test_an_ended_goal_stays_in_the_register_and_leaves_the_page_of_norms(onderzoeker: Client):
    main = added(onderzoeker)
    sent = {"day": "2026-02-01", "reason": "samengevoegd"}
    assert "eindigt na 1 februari 2026" in text_of(onderzoeker.post(end_of(main), sent | read(main), follow=True))
    assert "beëindigd op 1 februari 2026" in text_of(onderzoeker.get(LIST))
    record = onderzoeker.get(address(main)).content.decode()
    assert f'action="{end_of(main)}"' not in record, "nothing is left to change"
    assert f'href="{change_of(main)}"' not in record
    assert "Elke wijk is leefbaar" not in text_of(onderzoeker.get("/normen/"))
    assert Goal.objects.count() == 1


def test_what_is_refused_keeps_what_was_filled_in(onderzoeker: Client):
    main = added(onderzoeker)
    again = onderzoeker.post(ADD, NEW | {"text": "een <tweede>"})
    assert again.status_code == 409
    assert "Er is al een doel" in text_of(again)
    assert "een &lt;tweede&gt;</textarea>" in again.content.decode()
    changed = onderzoeker.post(change_of(main), {"title": " ", "text": "nieuw", "position": "1"} | read(main))
    assert changed.status_code == 422
    assert "Titel: dit moet ingevuld zijn" in text_of(changed)
    assert "nieuw</textarea>" in opened(changed)
    assert f'name="read" value="{read(main)["read"]}"' in opened(changed)
    ended = onderzoeker.post(end_of(main), {"day": "2026-02-01", "reason": ""} | read(main))
    assert ended.status_code == 422
    assert "Reden of besluit: dit moet ingevuld zijn" in text_of(ended)
    assert "<summary>Beëindigen" in ended.content.decode()
    assert 'value="2026-02-01"' in opened(ended)
    main.refresh_from_db()
    assert (main.text, main.valid_to) == ("Ook de uwe", None)


def test_what_is_wrong_leads_to_the_field_of_the_form_that_was_sent(onderzoeker: Client):
    main = added(onderzoeker)
    for form, name in ((change_of(main), "title"), (end_of(main), "reason")):
        refused = onderzoeker.post(form, NEW | {name: ""} | read(main))
        [target] = re.findall(r'<a href="#([^"]*)">[^<]*: dit moet ingevuld zijn</a>', refused.content.decode())
        assert re.search(rf'name="{name}"[^>]* id="{target}"', refused.content.decode())


def test_what_was_typed_stays_where_somebody_else_ended_it_in_the_meantime(onderzoeker: Client, collega: Client):
    main = added(onderzoeker)
    seen = read(main)
    collega.post(end_of(main), {"day": "2026-02-01", "reason": "samengevoegd"} | seen)
    late = onderzoeker.post(change_of(main), NEW | seen | {"text": "Een lang stuk"})
    assert late.status_code == 409
    assert "is beëindigd op 1-2-2026 en verandert niet meer" in text_of(late)
    assert "Een lang stuk</textarea>" in opened(late)
    late = onderzoeker.post(end_of(main), {"day": "2026-03-01", "reason": "ook opgegaan"} | seen)
    assert (late.status_code, "is al beëindigd op 1-2-2026" in text_of(late)) == (409, True)
    assert 'value="ook opgegaan"' in opened(late)


def test_what_points_at_a_person_comes_neither_into_a_goal_nor_into_the_log(onderzoeker: Client):
    main = added(onderzoeker)
    before = AuditEvent.objects.count()
    for name in ("title", "text", "reason"):
        sent = NEW | {"title": "Nieuw", name: "Bel 06-12345678"}
        for form, more in ((ADD, {}), (change_of(main), read(main))):
            answer = onderzoeker.post(form, sent | more)
            assert answer.status_code == 422, name
            assert "Er staat een telefoonnummer (06-1•••••••) in. Het logboek vergeet niets" in text_of(answer)
    assert onderzoeker.post(end_of(main), NEW | {"reason": "Bel 06-12345678"} | read(main)).status_code == 422
    assert [goal.title for goal in Goal.objects.all()] == ["Elke wijk is leefbaar"]
    assert AuditEvent.objects.count() == before


def test_a_goal_hangs_below_an_open_hoofddoel_and_never_below_itself(onderzoeker: Client):
    main, other = added(onderzoeker), added(onderzoeker, title="Samen")
    below = added(onderzoeker, title="Veilig", parent=main.code)
    for goal, offered in ((main, [other]), (other, [main]), (below, [main, other])):
        form = onderzoeker.get(change_of(goal)).content.decode()
        assert re.findall(r'<option value="(\w*)"', form) == ["", *(each.code for each in offered)]
    onderzoeker.post(end_of(other), {"day": "2026-02-01", "reason": "x"} | read(other))
    assert f'<option value="{other.code}"' not in onderzoeker.get(ADD).content.decode()


def test_subdoelen_stand_below_their_hoofddoel_whatever_their_own_place(onderzoeker: Client):
    later, first = added(onderzoeker, title="Samen", position="2"), added(onderzoeker, title="Leefbaar", position="1")
    added(onderzoeker, title="Veilig", parent=later.code, position="1")
    added(onderzoeker, title="Groen", parent=first.code, position="9")
    rows = onderzoeker.get(LIST).context["listing"].lines
    assert [row.name.words for row in rows] == ["Leefbaar", "Groen", "Samen", "Veilig"]
    assert "Groen doel, geldt" in text_of(onderzoeker.get(address(first))), "and are named on its page"


def test_a_goal_never_takes_the_address_of_the_form(onderzoeker: Client):
    assert added(onderzoeker, title="Nieuw").code == "nieuw_2"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"day": "ooit"}, "geldige datum"),
        ({"day": "2026-02-31"}, "geldige datum"),
        ({"position": "eerste"}, "een heel getal in van 1 tot en met 999"),
        ({"position": "²"}, "een heel getal in van 1 tot en met 999"),
        ({"position": "0"}, "een heel getal in van 1 tot en met 999"),
        ({"position": "1000"}, "een heel getal in van 1 tot en met 999"),
        ({"parent": "bestaat_niet"}, "Onderdeel van: kies iets uit de lijst"),
    ],
)
def test_a_form_that_cannot_be_right_stores_nothing(onderzoeker: Client, changes: dict[str, str], words: str):
    response = onderzoeker.post(ADD, NEW | changes)
    assert response.status_code == 422
    assert words in text_of(response)
    assert 'value="Elke wijk is leefbaar"' in response.content.decode(), "what was typed stays"
    assert not Goal.objects.exists()
    assert not AuditEvent.objects.filter(kind="goal").exists()


def test_a_goal_that_is_not_there_is_told(onderzoeker: Client):
    assert "Op dit adres staat voor u geen doel." in text_of(onderzoeker.get("/normen/doelen/niets/"))
    for form in ("/normen/doelen/niets/wijzigen/", "/normen/doelen/niets/beeindigen/"):
        response = onderzoeker.post(form)
        assert response.status_code == 404
        assert "Alle doelen" in text_of(response)
        typed = onderzoeker.post(form, NEW | {"reason": "Besluit 12"})
        assert (typed.status_code, "Besluit 12" in text_of(typed)) == (404, True)
    assert not Goal.objects.exists()


def test_the_controller_reads_and_does_not_write(onderzoeker: Client, controller: Client):
    main = added(onderzoeker)
    assert "Elke wijk is leefbaar" in text_of(controller.get(LIST))
    assert f'action="{end_of(main)}' not in controller.get(address(main)).content.decode()
    assert controller.post(ADD, NEW | {"title": "Anders"}).status_code == 403
    assert controller.post(change_of(main), NEW | {"title": "Anders"} | read(main)).status_code == 403
    assert controller.post(end_of(main), {"day": "2026-02-01", "reason": "x"} | read(main)).status_code == 403
    main.refresh_from_db()
    assert (main.title, main.valid_to) == ("Elke wijk is leefbaar", None)


def test_a_visitor_is_asked_to_sign_in(onderzoeker: Client):
    main = added(onderzoeker)
    posts = (Client().post(each, NEW) for each in (ADD, change_of(main), end_of(main)))
    for answer in (Client().get(LIST), *posts):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/aanmelden/")


def test_a_goal_that_another_changed_in_the_meantime_is_shown_beside_what_was_filled_in(
    onderzoeker: Client, collega: Client
):
    main = added(onderzoeker)
    mine = {"title": "Elke wijk is heel", "text": "", "position": "1", "parent": "", "reason": "Z-1"} | read(main)
    collega.post(change_of(main), mine | {"title": "Elke wijk is groen"})
    answer = onderzoeker.post(change_of(main), mine)
    assert answer.status_code == 409
    assert "Dit doel is gewijzigd sinds u het opende" in text_of(answer)
    page = answer.content.decode()
    assert "Iemand was u voor" in text_of(answer)
    assert f"Titel {main.title} Elke wijk is heel Elke wijk is groen" in text_of(answer)
    assert "Toelichting gelijk Plaats in de volgorde gelijk Onderdeel van gelijk" in text_of(answer)
    assert carried(answer) == mine | read(main), "what was filled in stays, and may be kept now that both were seen"
    assert re.findall(r'name="keuze-title" value="(\w+)"\s+checked', page) == ["nu"]
    ended = onderzoeker.post(end_of(main), mine | {"day": "2026-02-01", "reason": "klaar"})
    assert ended.status_code == 409
    assert "Er is niets beëindigd." in text_of(ended)
    assert 'value="klaar"' in opened(ended)
    assert f'name="read" value="{read(main)["read"]}"' in opened(ended), "who saw what it is now may end that"
    main.refresh_from_db()
    assert (main.title, main.valid_to) == ("Elke wijk is groen", None)
    kept = onderzoeker.post(change_of(main), carried(answer) | {"keuze-title": "nu"}, follow=True)
    assert "veranderde niets" in text_of(kept)
    assert onderzoeker.post(change_of(main), carried(answer) | {"keuze-title": "uw"}).status_code == 302
    main.refresh_from_db()
    assert main.title == "Elke wijk is heel"
    assert AuditEvent.objects.order_by("-id")[0].reason.endswith("(was Elke wijk is groen); Z-1")
