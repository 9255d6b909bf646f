"""The technical beheer answers by its own filters and by nothing else: what is not shown cannot be asked after."""

import pytest
from django.test import Client

from tests.web.staff_site import signed_in
from wijkwerk.access.people.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def beheerder() -> Client:
    return signed_in("ben", Role.BEHEERDER)


@pytest.mark.parametrize(
    "question",
    [
        "person/?password__startswith=a",
        "person/?email__contains=@",
        "person/?name__regex=(",
        "job/?params__contains=a",
        "job/?problem__contains=a",
        "auditevent/?id__in=99999999999999999999999",
        "auditevent/?moment__year=99999",
        "roleholding/?person__password__startswith=a",
        "roleholding/?id__range=1",
    ],
)
def test_a_question_about_what_is_not_shown_is_refused(beheerder: Client, question: str):
    assert beheerder.get(f"/beheer/access/{question}").status_code == 400


@pytest.mark.parametrize(
    "question", ["roleholding/?role__exact=beheerder", "auditevent/?verb=give&kind=roleholding", "job/?state__exact=x"]
)
def test_the_filters_of_the_page_work(beheerder: Client, question: str):
    assert beheerder.get(f"/beheer/access/{question}").status_code == 200
