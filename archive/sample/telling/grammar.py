"""Sentences out of templates: ``[a|b]`` is a choice, and may stand in another; ``{name}`` is a fact."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_FACT = re.compile(r"\{(\w+)\}")


def choose(template: str, rng: random.Random) -> str:
    """The template with every choice made; facts are still open."""
    while choice := _CHOICE.search(template):
        chosen = rng.choice(choice.group(1).split("|"))
        template = template[: choice.start()] + chosen + template[choice.end() :]
    return template


def fill(template: str, facts: Mapping[str, str]) -> str:
    """The template with its facts; KeyError for one that is not given."""
    return _FACT.sub(lambda found: facts[found.group(1)], template)


def facts_of(template: str) -> list[str]:
    """The names of the facts that the template asks for, in order."""
    return _FACT.findall(template)


class Pile:
    """Templates that are drawn without repeating until all have been used."""

    def __init__(self, templates: Sequence[str], rng: random.Random) -> None:
        self._templates = templates
        self._rng = rng
        self._left: list[str] = []

    def draw(self) -> str:
        """The next template."""
        if not self._left:
            self._left = self._rng.sample(self._templates, len(self._templates))
        return self._left.pop()
