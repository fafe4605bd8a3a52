"""The documentation names what there is, and nothing that there is not."""

import re

from django.core.management import get_commands, load_command_class


def names_in(text: str) -> set[str]:
    """What stands in the first column of a table, as code."""
    return set(re.findall(r"^\| `(\w+)`", text, flags=re.MULTILINE))


def test_every_setting_is_documented_and_every_documented_setting_exists(root):
    read = set(re.findall(r'env(?:\.\w+)?\(\s*"(\w+)"', (root / "archive/settings.py").read_text()))
    read |= {"DATABASE_URL"}
    assert names_in((root / "docs/settings.md").read_text()) == read


def test_every_command_is_documented_and_every_documented_command_exists(root):
    commands = {path.stem for path in (root / "archive/management/commands").glob("[a-z]*.py")}
    assert names_in((root / "docs/commands.md").read_text()) == commands


def test_every_command_has_help_in_both_languages():
    ours = [name for name, app in get_commands().items() if app == "archive"]
    for name in ours:
        text = load_command_class("archive", name).help
        assert re.search(r"[\u4e00-\u9fff]", text), name
        assert re.search(r"[A-Za-z]{3}", text), name


def test_every_make_target_of_the_readme_exists(root):
    targets = set(re.findall(r"^([a-z-]+):", (root / "Makefile").read_text(), flags=re.MULTILINE))
    named = set(re.findall(r"`make ([a-z-]+)", (root / "README.md").read_text()))
    assert named
    assert named <= targets
