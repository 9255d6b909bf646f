import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.template import Context, Template
from django.test import RequestFactory, override_settings
from django.urls import include, path, reverse

from wijkwerk.access.models import AuditEvent, Person
from wijkwerk.access.people.account_actions import add_person, give_role
from wijkwerk.access.people.roles import Role
from wijkwerk.access.signing_in.links import issue_token

pytestmark = pytest.mark.django_db

# The pages of access without the site around them, which is another package's to test.
PLAIN = "<title>{% block title %}{% endblock %}</title><main>{% block main %}{% endblock %}</main>"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                ("django.template.loaders.locmem.Loader", {"plain.html": PLAIN, "404.html": "weg"}),
                "django.template.loaders.app_directories.Loader",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "wijkwerk.access.context.access",
            ],
        },
    }
]
urlpatterns = [path("", include("wijkwerk.access.allauth_urls")), path("", include("wijkwerk.access.urls"))]


@pytest.fixture(autouse=True)
def plain_site():
    cache.clear()
    with override_settings(
        ROOT_URLCONF=__name__, TEMPLATES=TEMPLATES, WIJKWERK_PAGE_TEMPLATE="plain.html", WIJKWERK_DEMO=True
    ):
        yield


@pytest.fixture
def person() -> Person:
    return add_person(by=None, account="onderzoeker-1", name="Onderzoeker 1")


def link(person: Person) -> str:
    return reverse("access:follow_link", args=[issue_token(person)])


def test_following_a_link_signs_in_and_goes_to_the_start(client, person):
    answer = client.get(link(person))
    assert (answer.status_code, answer["Location"]) == (302, "/wacht-op-u/")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert AuditEvent.objects.values_list("verb", "person").last() == ("sign_in", person.pk)


def test_following_a_link_goes_back_to_the_page_that_asked(client, person):
    assert client.get(f"{link(person)}?next=/beheer/leveringen/")["Location"] == "/beheer/leveringen/"


@pytest.mark.parametrize("elsewhere", ["https://elders.example/", "//elders.example/", "javascript:alert(1)"])
def test_following_a_link_never_goes_to_another_site(client, person, elsewhere):
    assert client.get(f"{link(person)}?next={elsewhere}")["Location"] == "/wacht-op-u/"


def test_a_link_that_was_used_is_refused_with_a_page_that_says_so(client, person):
    address = link(person)
    client.get(address)
    client.logout()
    answer = client.get(address)
    assert answer.status_code == 403
    assert 'role="alert"' in answer.text
    assert "is al gebruikt" in answer.text
    assert "_auth_user_id" not in client.session


def test_who_guesses_too_often_must_wait(client):
    answers = [client.get("/aanmelden/geraden/").status_code for _ in range(12)]
    assert answers[0] == 403
    assert answers[-1] == 429


def test_a_link_cannot_be_spent_by_asking_for_its_head(client, person):
    address = link(person)
    assert client.head(address).status_code == 405
    assert client.get(address).status_code == 302


def test_outside_the_demo_there_are_no_links(client, person, settings):
    address = link(person)
    settings.WIJKWERK_DEMO = False
    assert client.get(address).status_code == 404


def test_signing_out_takes_a_post(client, person):
    client.get(link(person))
    assert client.get(reverse("access:sign_out")).status_code == 405
    assert "_auth_user_id" in client.session
    assert client.post(reverse("access:sign_out")).status_code == 302
    assert "_auth_user_id" not in client.session


def test_the_page_says_who_is_signed_in_and_lets_them_out(client, person):
    client.get(link(person))
    page = client.get(reverse("access:sign_in")).text
    assert "aangemeld als Onderzoeker 1" in page
    assert reverse("access:sign_out") in page


@pytest.mark.parametrize(("demo", "text"), [(True, "./wijkwerk demo"), (False, "Vraag de beheerder om een link")])
def test_the_page_says_how_to_sign_in_here(client, settings, demo, text):
    settings.WIJKWERK_DEMO = demo
    assert text in client.get(reverse("access:sign_in")).text


def test_nothing_of_signing_in_is_kept_by_a_cache(client, person):
    for address in (reverse("access:sign_in"), link(person)):
        assert "no-store" in client.get(address)["Cache-Control"]


def test_a_template_asks_the_same_permission_question(person):
    give_role(person, Role.BEHEERDER, by=None)
    template = Template('{% load permissions %}{% may "manage" "person" as can %}{{ can }}')
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    assert template.render(Context({"request": request})) == "False"
    request.user = person
    assert template.render(Context({"request": request})) == "True"
