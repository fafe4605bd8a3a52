"""Who may do what at the desk: exact answers for every register."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse

from archive.desk.accounts import ensure_editor
from archive.desk.roles import EDITORS, grant
from archive.models import Newspaper

# What an editor may do beyond looking: (add, change). Everything else is there to be looked at.
EDITOR_MAY = {
    "article": (False, True),
    "component": (True, True),
    "doubt": (False, True),
    "figure": (True, True),
    "initiative": (True, True),
    "initiativealias": (True, True),
    "mention": (True, True),
    "newspaper": (False, True),
    "organization": (True, True),
    "organizationalias": (True, True),
    "proposedname": (False, True),
    "reprint": (False, True),
}
# What even a superuser only looks at, and what comes with an import alone.
READ_ONLY = {
    "band",
    "correction",
    "filereport",
    "furnitureline",
    "gap",
    "importbatch",
    "imprint",
    "indextask",
    "retiredarticle",
    "sourcefile",
    "stretch",
    "unassignedline",
}
IMPORTED = {"article", "doubt", "page", "proposedname", "reprint"}
MODELS = sorted(model._meta.model_name for model in apps.get_app_config("archive").get_models())


def page_of(model: str, name: str, *args: object) -> str:
    return reverse(f"admin:archive_{model}_{name}", args=args)


def can_save(response) -> bool:
    return b'name="_save"' in response.content


@pytest.fixture
def first(furnish):
    """The first row of any model."""
    furnish(1)
    return lambda model: apps.get_model("archive", model)._default_manager.order_by("pk")[0]


def test_every_model_has_its_register():
    assert {
        model._meta.model_name for model in admin.site._registry if model._meta.app_label == "archive"
    } == set(MODELS)


@pytest.mark.parametrize("model", MODELS)
def test_nobody_gets_in_without_signing_in(client, first, model):
    for address in (page_of(model, "changelist"), page_of(model, "change", first(model).pk)):
        response = client.get(address)
        assert response.status_code == 302
        assert response.url.startswith(reverse("admin:login"))


@pytest.mark.parametrize("model", MODELS)
def test_an_editor_sees_everything_and_changes_what_is_an_editors(client, first, editor, model):
    client.force_login(editor)
    may_add, may_change = EDITOR_MAY.get(model, (False, False))
    assert client.get(page_of(model, "changelist")).status_code == 200
    assert client.get(page_of(model, "add")).status_code == (200 if may_add else 403)
    shown = client.get(page_of(model, "change", first(model).pk))
    assert shown.status_code == 200
    assert can_save(shown) == may_change


@pytest.mark.parametrize("model", MODELS)
def test_not_even_a_superuser_changes_what_was_received_or_recorded(client, first, chief, model):
    client.force_login(chief)
    assert client.get(page_of(model, "changelist")).status_code == 200
    may_add = model not in READ_ONLY | IMPORTED
    assert client.get(page_of(model, "add")).status_code == (200 if may_add else 403)
    shown = client.get(page_of(model, "change", first(model).pk))
    assert shown.status_code == 200
    assert can_save(shown) == (model not in READ_ONLY)


@pytest.mark.parametrize("model", MODELS)
def test_an_editor_deletes_nothing_that_has_an_address(client, first, editor, model):
    client.force_login(editor)
    row = first(model)
    allowed = model in {"component", "figure", "initiativealias", "mention", "organizationalias"}
    assert client.get(page_of(model, "delete", row.pk)).status_code == (200 if allowed else 403)


def test_nobody_deletes_an_article_or_the_record_of_a_correction(client, first, chief):
    client.force_login(chief)
    for model in ("article", "correction", "sourcefile"):
        assert client.get(page_of(model, "delete", first(model).pk)).status_code == 403


@pytest.mark.parametrize("name", ["auth_user", "auth_group"])
def test_accounts_are_not_an_editors(client, editor, name):
    client.force_login(editor)
    assert client.get(reverse(f"admin:{name}_changelist")).status_code == 403


def test_an_editor_names_a_newspaper_and_leaves_its_rights(client, page, editor):
    client.force_login(editor)
    newspaper = page.issue.newspaper
    client.post(
        page_of("newspaper", "change", newspaper.pk),
        {
            "name": "样例晚报",
            "name_en": "Sample Evening",
            "access": "snippet",
            "rights_statement": "改",
            "slug": "x",
        },
    )
    newspaper.refresh_from_db()
    assert (newspaper.name, newspaper.access, newspaper.rights_statement, newspaper.slug) == (
        "样例晚报",
        Newspaper.Access.OPEN,
        "",
        "sample-daily",
    )


def test_the_first_editor_gets_a_password_once(db, client):
    password = ensure_editor("first")
    assert password
    assert client.login(username="first", password=password)
    assert ensure_editor("first") is None
    assert [group.name for group in User.objects.get(username="first").groups.all()] == [EDITORS]


def test_what_a_superuser_granted_stays_when_the_roles_are_granted_again(db):
    group = Group.objects.get(name=EDITORS)
    group.permissions.add(Permission.objects.get(codename="delete_organization"))
    grant(apps.get_app_config("archive"), "default", apps)
    assert group.permissions.filter(codename="delete_organization").exists()
    assert group.permissions.filter(codename="change_article").exists()
    assert not group.permissions.filter(codename="delete_importbatch").exists()
