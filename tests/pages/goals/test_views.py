"""The page of the goals: who may keep them, what was filled in stays, and nothing disappears."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.web.reading import text_of
from wijkwerk.access.audit import AuditEvent
from wijkwerk.governance.goal_flow import GoalFlow
from wijkwerk.governance.models import Goal

LIST, ADD = "/normen/doelen/", "/normen/doelen/nieuw/"
NEW = {"title": "Elke wijk is leefbaar", "text": "Ook de uwe", "position": "1", "parent": "", "day": "2026-01-01"}


def added(client: Client, **changes: str) -> Goal:
    response = client.post(ADD, NEW | changes, follow=True)
    assert response.status_code == 200, text_of(response)
    return Goal.objects.get(title=(NEW | changes)["title"])


def address(goal: Goal) -> str:
    return f"/normen/doelen/{goal.code}/"


def end_of(goal: Goal) -> str:
    return f"{address(goal)}beeindigen/"


def read(goal: Goal) -> dict[str, str]:
    """What the form on the page carries of the goal that was read."""
    return {"read": GoalFlow.mark_of(Goal.objects.get(pk=goal.pk))}


def opened(answer: HttpResponse) -> str:
    """The form that stands open on the page: the one that was refused."""
    [found] = re.findall(r'<details class="not-print" open>(.*?)</details>', answer.content.decode(), re.DOTALL)
    return str(found)


def carried(answer: HttpResponse) -> dict[str, str]:
    """What the form of the conflict sends along unseen."""
    return dict(re.findall(r'<input type="hidden" name="(?!csrf)([a-z]+)" value="([^"]*)">', opened(answer)))


def test_a_goal_is_added_and_stands_with_its_subdoel_on_both_pages(onderzoeker: Client):
    assert "Er zijn nog geen doelen." in text_of(onderzoeker.get(LIST))
    main = added(onderzoeker)
    added(onderzoeker, title="Mensen voelen zich veilig", parent=main.code)
    text = text_of(onderzoeker.get(LIST))
    assert "Hoofddoel · plaats 1 · vanaf 1 januari 2026" in text
    assert "Subdoel van ‘Elke wijk is leefbaar’" in text
    page = text_of(onderzoeker.get("/normen/"))
    assert "Elke wijk is leefbaar. Ook de uwe" in page
    assert "Mensen voelen zich veilig" in page
    assert 'href="/normen/doelen/"' in onderzoeker.get("/normen/").content.decode()


def test_a_goal_is_said_otherwise_and_the_log_knows_what_it_was(onderzoeker: Client):
    main = added(onderzoeker)
    sent = {"title": "Elke wijk is vitaal", "text": "", "position": "2", "parent": ""}
    assert "is gewijzigd" in text_of(onderzoeker.post(address(main), sent | read(main), follow=True))
    main.refresh_from_db()
    assert (main.title, main.position) == ("Elke wijk is vitaal", 2)
    assert "(was Elke wijk is leefbaar)" in AuditEvent.objects.order_by("-id")[0].reason
    assert "veranderde niets" in text_of(onderzoeker.post(address(main), sent | read(main), follow=True))


def test_an_ended_goal_stays_in_the_register_and_leaves_the_page_of_norms(onderzoeker: Client):
    main = added(onderzoeker)
    sent = {"day": "2026-02-01", "reason": "samengevoegd"}
    assert "eindigt na 1 februari 2026" in text_of(onderzoeker.post(end_of(main), sent | read(main), follow=True))
    page = onderzoeker.get(LIST)
    assert "beëindigd op 1 februari 2026" in text_of(page)
    assert f'action="{address(main)}' not in page.content.decode(), "nothing is left to change"
    assert "Elke wijk is leefbaar" not in text_of(onderzoeker.get("/normen/"))
    assert Goal.objects.count() == 1


def test_what_is_refused_keeps_what_was_filled_in(onderzoeker: Client):
    main = added(onderzoeker)
    again = onderzoeker.post(ADD, NEW | {"text": "een <tweede>"})
    assert again.status_code == 409
    assert "Er is al een doel" in text_of(again)
    assert "een &lt;tweede&gt;</textarea>" in again.content.decode()
    changed = onderzoeker.post(address(main), {"title": " ", "text": "nieuw", "position": "1"} | read(main))
    assert changed.status_code == 422
    assert "Titel: dit moet ingevuld zijn" in text_of(changed)
    assert "<summary>Wijzigen" in opened(changed)
    assert "nieuw</textarea>" in opened(changed)
    assert f'name="read" value="{read(main)["read"]}"' in opened(changed)
    ended = onderzoeker.post(end_of(main), {"day": "2026-02-01", "reason": ""} | read(main))
    assert ended.status_code == 422
    assert "Reden of besluit: dit moet ingevuld zijn" in text_of(ended)
    assert "<summary>Beëindigen" in opened(ended)
    assert 'value="2026-02-01"' in opened(ended)
    main.refresh_from_db()
    assert (main.text, main.valid_to) == ("Ook de uwe", None)


def test_what_is_wrong_leads_to_the_field_of_the_form_that_was_sent(onderzoeker: Client):
    main = added(onderzoeker)
    added(onderzoeker, title="Samen")
    page = onderzoeker.get(LIST).content.decode()
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(ids) == len(set(ids)), "many forms on one page, and each field is one"
    assert set(re.findall(r'<label for="([^"]*)"', page)) <= set(ids)
    for form, name in ((address(main), "title"), (end_of(main), "reason")):
        refused = onderzoeker.post(form, NEW | {name: ""} | read(main))
        [target] = re.findall(r'<a href="#([^"]*)">[^<]*: dit moet ingevuld zijn</a>', refused.content.decode())
        assert re.search(rf'name="{name}"[^>]* id="{target}"', opened(refused))


def test_what_was_typed_stays_where_somebody_else_ended_it_in_the_meantime(onderzoeker: Client, collega: Client):
    main = added(onderzoeker)
    seen = read(main)
    collega.post(end_of(main), {"day": "2026-02-01", "reason": "samengevoegd"} | seen)
    late = onderzoeker.post(address(main), NEW | seen | {"text": "Een lang stuk"})
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
        for form, more in ((ADD, {}), (address(main), read(main))):
            answer = onderzoeker.post(form, sent | more)
            assert answer.status_code == 422, name
            assert "Er staat een telefoonnummer (06-1•••••••) in. Het logboek vergeet niets" in text_of(answer)
    assert onderzoeker.post(end_of(main), NEW | {"reason": "Bel 06-12345678"} | read(main)).status_code == 422
    assert [goal.title for goal in Goal.objects.all()] == ["Elke wijk is leefbaar"]
    assert AuditEvent.objects.count() == before


def test_a_goal_hangs_below_an_open_hoofddoel_and_never_below_itself(onderzoeker: Client):
    main, other = added(onderzoeker), added(onderzoeker, title="Samen")
    below = added(onderzoeker, title="Veilig", parent=main.code)
    page = onderzoeker.get(LIST).content.decode()
    for goal, offered in ((main, [other]), (other, [main]), (below, [main, other])):
        form = page.partition(f'action="{address(goal)}"')[2].partition("</form>")[0]
        assert re.findall(r'<option value="(\w*)"', form) == ["", *(each.code for each in offered)]
    onderzoeker.post(end_of(other), {"day": "2026-02-01", "reason": "x"} | read(other))
    assert f'<option value="{other.code}"' not in onderzoeker.get(LIST).content.decode()


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
    for form in ("/normen/doelen/niets/", "/normen/doelen/niets/beeindigen/"):
        response = onderzoeker.post(form)
        assert response.status_code == 404
        assert "Alle doelen" in text_of(response)
        typed = onderzoeker.post(form, NEW | {"reason": "Besluit 12"})
        assert (typed.status_code, "Besluit 12" in text_of(typed)) == (404, True)
    assert not Goal.objects.exists()


def test_the_controller_reads_and_does_not_write(onderzoeker: Client, controller: Client):
    main = added(onderzoeker)
    page = controller.get(LIST)
    assert "Elke wijk is leefbaar" in text_of(page)
    assert 'action="/normen/doelen/' not in page.content.decode()
    assert controller.post(ADD, NEW | {"title": "Anders"}).status_code == 403
    assert controller.post(address(main), NEW | {"title": "Anders"} | read(main)).status_code == 403
    assert controller.post(end_of(main), {"day": "2026-02-01", "reason": "x"} | read(main)).status_code == 403
    main.refresh_from_db()
    assert (main.title, main.valid_to) == ("Elke wijk is leefbaar", None)


def test_a_visitor_is_asked_to_sign_in(onderzoeker: Client):
    main = added(onderzoeker)
    posts = (Client().post(each, NEW) for each in (ADD, address(main), end_of(main)))
    for answer in (Client().get(LIST), *posts):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/aanmelden/")


def test_a_goal_that_another_changed_in_the_meantime_is_shown_beside_what_was_filled_in(
    onderzoeker: Client, collega: Client
):
    main = added(onderzoeker)
    mine = {"title": "Elke wijk is heel", "text": "", "position": "1", "parent": "", "reason": "Z-1"} | read(main)
    collega.post(address(main), mine | {"title": "Elke wijk is groen"})
    answer = onderzoeker.post(address(main), mine)
    assert answer.status_code == 409
    assert "‘Elke wijk is groen’ is gewijzigd sinds u deze pagina opende" in text_of(answer)
    page = answer.content.decode()
    assert "<h2>Elke wijk is groen</h2>" in page
    assert "Iemand was u voor" in text_of(answer)
    assert f"Titel {main.title} Elke wijk is heel Elke wijk is groen" in text_of(answer)
    assert "Toelichting gelijk Plaats in de volgorde gelijk Onderdeel van gelijk" in text_of(answer)
    assert carried(answer) == mine | read(main), "what was filled in stays, and may be kept now that both were seen"
    assert re.findall(r'name="keuze-title" value="(\w+)"\s+checked', page) == ["nu"]
    ended = onderzoeker.post(end_of(main), mine | {"day": "2026-02-01", "reason": "klaar"})
    assert ended.status_code == 409
    assert "Er is niets bewaard." in text_of(ended)
    assert 'value="klaar"' in opened(ended)
    assert f'name="read" value="{read(main)["read"]}"' in opened(ended), "who saw what it is now may end that"
    main.refresh_from_db()
    assert (main.title, main.valid_to) == ("Elke wijk is groen", None)
    kept = onderzoeker.post(address(main), carried(answer) | {"keuze-title": "nu"}, follow=True)
    assert "veranderde niets" in text_of(kept)
    assert onderzoeker.post(address(main), carried(answer) | {"keuze-title": "uw"}).status_code == 302
    main.refresh_from_db()
    assert main.title == "Elke wijk is heel"
    assert AuditEvent.objects.order_by("-id")[0].reason.endswith("(was Elke wijk is groen); Z-1")
