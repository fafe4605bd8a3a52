"""What each named piece of evidence weighs, in natural log-odds; fitted on the tuning pages, never on held-out ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Weighing:
    """Weights of the evidence that lines start, that they end, and that they join; what is not named weighs nothing."""

    start: Mapping[str, float]
    end: Mapping[str, float]
    join: Mapping[str, float]


# What words and widths alone say, wherever lines stand in the file: for learning the page's steps. Fitted to the
# likelihood of true joins among near ones.
PLACELESS = Weighing(
    start={
        "fills its column": -0.53,
        "lacks half an em": -0.35,
        "lacks an em": 1.08,
        "set in by two em": 2.71,
        "lacks up to five em": 0.02,
        "much narrower": -0.68,
        "indented in the file": 0.01,
        "opens like a paragraph": 0.41,
        "dateline": 4.02,
        "first part of a word missing": 0.58,
        "begins with a mark that no line begins with": 1.27,
        "starts with a clinging word": -0.01,
        "looks like a heading": 3.51,
    },
    end={
        "ends a sentence, as most lines do": 3.00,
        "ends a sentence, fills its column": -0.56,
        "ends a sentence, lacks half an em": 1.19,
        "ends a sentence, lacks an em": 1.12,
        "ends a sentence, set in by two em": 1.79,
        "ends a sentence, lacks up to five em": 3.36,
        "ends a sentence, much narrower": 4.97,
        "open, fills its column": -1.64,
        "open, lacks half an em": -1.66,
        "open, lacks an em": -1.69,
        "open, set in by two em": -1.69,
        "open, lacks up to five em": -1.34,
        "open, much narrower": -1.31,
        "ends inside a sentence": -0.01,
        "last part of a word missing": 0.50,
        "quotation left open": 0.54,
        "ends with a linking word": -0.07,
        "looks like a heading": 3.20,
    },
    join={
        "bias": -2.71,
        "a word spans it": 0.79,
        "weight of the word": 2.26,
        "length of an echo": 1.39,
        "times echoed": 0.38,
        "columns differ in width": -1.14,
        "quotations fit": 2.32,
        "number goes on": 1.96,
        "number breaks off": -1.06,
        "half a word before, nothing spans": -1.23,
        "half a word after, nothing spans": -0.93,
        "words in common": 0.27,
        "same column offset, next row": 3.52,
        "line before ends with a linking word": 0.07,
        "line after starts with a clinging word": 0.01,
    },
)

# Everything together: for choosing the joins. Fitted so that the true assignment of a page beats every other.
ALL = Weighing(
    start={
        "fills its column": -2.05,
        "lacks half an em": -1.31,
        "lacks an em": 0.83,
        "set in by two em": 1.73,
        "lacks up to five em": -0.56,
        "much narrower": -1.74,
        "indented in the file": 1.97,
        "opens like a paragraph": 0.96,
        "dateline": 3.66,
        "first part of a word missing": 0.58,
        "glued to the line before": -0.81,
        "line before ends a sentence": -0.05,
        "line before is open": -0.27,
        "first of its block": 0.53,
        "begins with a mark that no line begins with": 0.31,
        "starts with a clinging word": -0.35,
        "looks like a heading": 2.71,
    },
    end={
        "ends a sentence, as most lines do": 3.00,
        "ends a sentence, fills its column": -0.51,
        "ends a sentence, lacks half an em": 0.66,
        "ends a sentence, lacks an em": 0.24,
        "ends a sentence, set in by two em": -0.37,
        "ends a sentence, lacks up to five em": 1.68,
        "ends a sentence, much narrower": 3.20,
        "open, fills its column": -1.45,
        "open, lacks half an em": -1.35,
        "open, lacks an em": -1.77,
        "open, set in by two em": -2.45,
        "open, lacks up to five em": -0.78,
        "open, much narrower": -0.19,
        "ends inside a sentence": -0.28,
        "last part of a word missing": 0.13,
        "glued to the line after": -1.56,
        "last of its block": 0.72,
        "ends with an opening mark": 0.00,
        "quotation left open": 0.28,
        "ends with a linking word": -0.36,
        "line after is set in by two em": 0.40,
        "looks like a heading": 1.44,
    },
    join={
        "bias": 3.09,
        "next, glued": 0.51,
        "next, new file line": -0.58,
        "next, new block": -0.82,
        "next, beside": 0.61,
        "a few lines on": -0.03,
        "further on": -1.96,
        "a few lines back": -3.71,
        "further back": -2.40,
        "distance": -0.81,
        "a word spans it": 1.40,
        "weight of the word": 2.09,
        "length of an echo": 1.26,
        "times echoed": 0.34,
        "columns differ in width": -0.87,
        "line before is not full": -0.85,
        "quotations fit": 1.80,
        "number goes on": 2.24,
        "number breaks off": -0.84,
        "Latin word goes on": 0.00,
        "half a word before, nothing spans": -1.27,
        "half a word after, nothing spans": -0.28,
        "words in common": 0.20,
        "same column offset, next row": 0.52,
        "line before ends with a linking word": 0.36,
        "line after starts with a clinging word": 0.35,
        "step of its neighbours": 0.72,
        "no step to learn": -2.73,
        "further back, page of rows": 0.29,
        "further on, page of rows": -2.44,
        "leaves its file line early, for a near one": -2.00,
        "a heading and a line of body": -3.47,
        "two lines of a heading": -0.20,
        "glued, after a dateline inside the file line": -1.94,
        "two on, round a dateline inside the file line": 1.59,
    },
)
