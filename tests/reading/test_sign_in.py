"""Readers sign in on a page of their own, and come back to what they wanted to read."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from archive.models import Newspaper

pytestmark = pytest.mark.django_db

PASSWORD = "correct-horse"


@pytest.fixture
def reader() -> User:
    return User.objects.create_user("reader", password=PASSWORD)


def sign_in(client, **form):
    return client.post("/en/accounts/login/", {"username": "reader", "password": PASSWORD, **form})


def test_a_reader_without_rights_at_the_desk_signs_in_and_reads(new_article, client, reader):
    wanted = new_article(headline="样例标题").get_absolute_url()
    Newspaper.objects.update(access="signed-in")
    answer = sign_in(client, next=wanted)
    assert answer.status_code == 302
    assert answer.url == wanted
    assert "样例标题" in client.get(answer.url).content.decode()


def test_a_wrong_password_is_said_and_nobody_is_let_in(client, reader):
    answer = sign_in(client, password="wrong")
    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_the_way_back_leads_to_no_other_site(client, reader):
    assert sign_in(client, next="https://elsewhere.example/").url == "/en/"


def test_a_reader_signs_out_with_one_button(client, reader):
    client.force_login(reader)
    assert "/en/accounts/logout/" in client.get("/en/").content.decode()
    assert client.post("/en/accounts/logout/").url == "/en/"
    assert "_auth_user_id" not in client.session
