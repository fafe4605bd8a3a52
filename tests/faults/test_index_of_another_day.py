"""R19: an index made with another schema, tokenizer, dictionary or folding is refused, and the remedy is named."""

from __future__ import annotations

import io
from dataclasses import fields, replace

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError

from archive.search.manifest import Manifest, read_manifest, write_manifest

MADE_WITH = [field.name for field in fields(Manifest) if field.name != "folder"]


@pytest.fixture(params=MADE_WITH)
def made_otherwise(indexed, index_path, request) -> None:
    indexed("昆明")
    manifest = read_manifest(index_path)
    other = "another" if isinstance(getattr(manifest, request.param), str) else 0
    write_manifest(index_path, replace(manifest, **{request.param: other}))


@pytest.mark.usefixtures("made_otherwise")
def test_it_is_refused_at_start_and_by_every_search_until_it_is_rebuilt(client):
    with pytest.raises(SystemCheckError, match="rebuild_index"):
        call_command("check")
    for command in (("find", "昆明"), ("reconcile",), ("index_pending",)):
        with pytest.raises(CommandError):
            call_command(*command, stdout=io.StringIO(), skip_checks=True)
    assert client.get("/search/", {"q": "昆明"}).status_code == 503
    call_command("rebuild_index", stdout=io.StringIO())
    call_command("check", stdout=io.StringIO(), stderr=io.StringIO())
    assert client.get("/search/", {"q": "昆明"}).status_code == 200


def test_a_manifest_of_a_version_with_other_fields_is_refused_too(indexed, index_path):
    indexed("昆明")
    (index_path / "manifest.json").write_text('{"folder": "index-1", "schema": 1}', encoding="utf-8")
    with pytest.raises(SystemCheckError, match="rebuild_index"):
        call_command("check")
