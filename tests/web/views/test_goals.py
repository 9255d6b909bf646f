"""The page of the goals: who may keep them, what was filled in stays, and nothing disappears."""

import pytest
from django.test import Client

from tests.web.reading import text_of
from wijkwerk.access.audit import AuditEvent
from wijkwerk.governance.models import Goal
from wijkwerk.governance.versions import version_of

LIST, ADD = "/normen/doelen/", "/normen/doelen/nieuw/"
NEW = {"title": "Elke wijk is leefbaar", "text": "Ook de uwe", "position": "1", "parent": "", "day": "2026-01-01"}


def added(client: Client, **changes: str) -> Goal:
    response = client.post(ADD, NEW | changes, follow=True)
    assert response.status_code == 200, text_of(response)
    return Goal.objects.get(title=(NEW | changes)["title"])


def address(goal: Goal) -> str:
    return f"/normen/doelen/{goal.code}/"


def read(goal: Goal) -> dict[str, str]:
    """What the form on the page carries of the goal that was read."""
    return {"read": version_of(Goal.objects.get(pk=goal.pk))}


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
    sent = {"do": "change", "title": "Elke wijk is vitaal", "text": "", "position": "2", "parent": ""}
    assert "is gewijzigd" in text_of(onderzoeker.post(address(main), sent | read(main), follow=True))
    main.refresh_from_db()
    assert (main.title, main.position) == ("Elke wijk is vitaal", 2)
    assert "(was Elke wijk is leefbaar)" in AuditEvent.objects.order_by("-id")[0].reason
    assert "veranderde niets" in text_of(onderzoeker.post(address(main), sent | read(main), follow=True))


def test_an_ended_goal_stays_in_the_register_and_leaves_the_page_of_norms(onderzoeker: Client):
    main = added(onderzoeker)
    sent = {"do": "end", "day": "2026-02-01", "reason": "samengevoegd"}
    assert "eindigt na 1 februari 2026" in text_of(onderzoeker.post(address(main), sent | read(main), follow=True))
    page = onderzoeker.get(LIST).content.decode()
    assert "beëindigd, gold tot en met 1 februari 2026" in page
    assert f'action="{address(main)}"' not in page, "nothing is left to change"
    assert "Elke wijk is leefbaar" not in text_of(onderzoeker.get("/normen/"))
    assert Goal.objects.count() == 1


def test_what_is_refused_keeps_what_was_filled_in(onderzoeker: Client):
    main = added(onderzoeker)
    again = onderzoeker.post(ADD, NEW | {"text": "een <tweede>"})
    assert again.status_code == 409
    assert "Er is al een doel" in text_of(again)
    assert "een &lt;tweede&gt;</textarea>" in again.content.decode()
    changed = onderzoeker.post(
        address(main), {"do": "change", "title": " ", "text": "nieuw", "position": "1"} | read(main)
    )
    assert "Een doel heeft een titel nodig." in text_of(changed)
    assert '<details class="not-print" open><summary>Wijzigen' in changed.content.decode()
    assert ">nieuw</textarea>" in changed.content.decode()
    ended = onderzoeker.post(address(main), {"do": "end", "day": "2026-02-01", "reason": ""} | read(main))
    assert "Zeg waarom het doel eindigt." in text_of(ended)
    assert '<details class="not-print" open><summary>Beëindigen' in ended.content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"day": "ooit"}, "geldige datum"),
        ({"day": "2026-02-31"}, "geldige datum"),
        ({"position": "eerste"}, "een getal van 1"),
        ({"position": "²"}, "een getal van 1"),
        ({"parent": "bestaat_niet"}, "Kies een hoofddoel uit de lijst"),
    ],
)
def test_a_form_that_cannot_be_right_stores_nothing(onderzoeker: Client, changes: dict[str, str], words: str):
    response = onderzoeker.post(ADD, NEW | changes)
    assert response.status_code == 409
    assert words in text_of(response)
    assert not Goal.objects.exists()
    assert not AuditEvent.objects.filter(kind="goal").exists()


def test_a_goal_that_is_not_there_and_a_deed_that_is_none_are_told(onderzoeker: Client):
    response = onderzoeker.post("/normen/doelen/niets/", {"do": "end"})
    assert response.status_code == 404
    assert "Alle doelen" in text_of(response)
    assert "Kies wat u met het doel wilt doen." in text_of(onderzoeker.post(address(added(onderzoeker)), {"do": "weg"}))


def test_the_controller_reads_and_does_not_write(onderzoeker: Client, controller: Client):
    main = added(onderzoeker)
    page = controller.get(LIST)
    assert "Elke wijk is leefbaar" in text_of(page)
    assert 'action="/normen/doelen/' not in page.content.decode()
    assert controller.post(ADD, NEW | {"title": "Anders"}).status_code == 403
    assert controller.post(address(main), {"do": "end", "day": "2026-02-01", "reason": "x"}).status_code == 403
    main.refresh_from_db()
    assert main.valid_to is None


def test_a_visitor_is_asked_to_sign_in(onderzoeker: Client):
    main = added(onderzoeker)
    for answer in (Client().get(LIST), Client().post(ADD, NEW), Client().post(address(main), {"do": "end"})):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/aanmelden/")


def test_a_goal_that_another_changed_in_the_meantime_is_shown_beside_what_was_filled_in(
    onderzoeker: Client, collega: Client
):
    main = added(onderzoeker)
    mine = {"do": "change", "title": "Elke wijk is heel", "text": "", "position": "1", "parent": ""} | read(main)
    collega.post(address(main), mine | {"title": "Elke wijk is groen"})
    answer = onderzoeker.post(address(main), mine)
    assert answer.status_code == 409
    assert "‘Elke wijk is groen’ is gewijzigd sinds u deze pagina opende" in text_of(answer)
    page = answer.content.decode()
    assert "<h2>Elke wijk is groen</h2>" in page
    assert 'value="Elke wijk is heel"' in page, "what was filled in stays"
    assert f'name="read" value="{read(main)["read"]}"' in page, "and may be kept now that the other was seen"
    assert onderzoeker.post(address(main), mine | {"do": "end", "day": "2026-02-01", "reason": "x"}).status_code == 409
    main.refresh_from_db()
    assert (main.title, main.valid_to) == ("Elke wijk is groen", None)
    assert onderzoeker.post(address(main), mine | read(main)).status_code == 302
