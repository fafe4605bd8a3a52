"""The syntax of other search engines, recognized so that a reader is told that it means nothing here."""

from __future__ import annotations

import re

# What other search engines understand and this one does not, at the end of a word or instead of one.
FOREIGN = re.compile(
    r"(?<=\w)~\d*$|^~\d+$|(?<=\w)\^[\d.]+$|^\^\d[\d.]*$"  # fuzziness, nearness and weights, behind a word or a phrase
    r"|^(?:&&|\|\||and|or|not|NEAR|ADJ)(?:/?\d+)?$|(?<=\w)\|(?=\w)"  # operators of others, or not in capitals
    r"|^\+(?=\w)|^!(?=\w)|^\[.*|^\{.*|^/.+/$|(?<=\w)[?*](?=\w)|^[?*](?=\w)"
    r"|^[^\W\d_]+[<>]=?(?=\w)"  # a comparison
)
# A word with a colon, as other engines write a field; not a clock time or a web address.
UNKNOWN_FIELD = re.compile(r"([^\W\d_]+)[:：](?!//)\S")


def looks_foreign(run: str) -> bool:
    """May the reader have meant more by this run than its characters?"""
    return bool(FOREIGN.search(run) or UNKNOWN_FIELD.match(run))
