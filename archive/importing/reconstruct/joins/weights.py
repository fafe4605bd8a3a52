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
        "fills its column": -0.35,
        "lacks half an em": 1.08,
        "lacks an em": 2.71,
        "set in by two em": 0.02,
        "lacks up to five em": -0.68,
        "much narrower": 0.01,
        "indented in the file": 0.41,
        "opens like a paragraph": 4.02,
        "dateline": 0.58,
        "first of its block": 1.27,
        "begins with a mark that no line begins with": -0.01,
        "starts with a clinging word": 3.51,
        "looks like a heading": -0.56,
    },
    end={
        "ends a sentence, fills its column": 1.19,
        "ends a sentence, lacks half an em": 1.12,
        "ends a sentence, lacks an em": 1.79,
        "ends a sentence, set in by two em": 3.36,
        "ends a sentence, lacks up to five em": 4.97,
        "ends a sentence, much narrower": -1.64,
        "open, fills its column": -1.66,
        "open, lacks half an em": -1.69,
        "open, lacks an em": -1.69,
        "open, set in by two em": -1.34,
        "open, lacks up to five em": -1.31,
        "open, much narrower": -0.01,
        "ends inside a sentence": 0.50,
        "ends with an opening mark": 0.54,
        "quotation left open": -0.07,
        "line after is set in by two em": 3.20,
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
        "two on, round a dateline inside the file line": -0.53,
    },
)

# Everything together: for choosing the joins. Fitted so that the true assignment of a page beats every other.
ALL = Weighing(
    start={
        "fills its column": -1.80,
        "lacks half an em": -1.21,
        "lacks an em": 0.89,
        "set in by two em": 1.76,
        "lacks up to five em": -0.84,
        "much narrower": -1.59,
        "indented in the file": 2.22,
        "opens like a paragraph": 0.87,
        "dateline": 3.05,
        "first part of a word missing": 0.17,
        "glued to the line before": -0.58,
        "line before ends a sentence": -0.28,
        "line before is open": -0.30,
        "first of its block": 0.29,
        "begins with a mark that no line begins with": 0.33,
        "starts with a clinging word": -0.19,
        "looks like a heading": 2.61,
    },
    end={
        "ends a sentence, fills its column": -0.64,
        "ends a sentence, lacks half an em": 0.29,
        "ends a sentence, lacks an em": 0.41,
        "ends a sentence, set in by two em": -0.29,
        "ends a sentence, lacks up to five em": 1.89,
        "ends a sentence, much narrower": 2.97,
        "open, fills its column": -1.18,
        "open, lacks half an em": -1.23,
        "open, lacks an em": -1.56,
        "open, set in by two em": -2.22,
        "open, lacks up to five em": -0.84,
        "open, much narrower": -0.36,
        "ends inside a sentence": -0.18,
        "last part of a word missing": 0.40,
        "glued to the line after": -2.02,
        "last of its block": 0.27,
        "ends with an opening mark": 0.00,
        "quotation left open": 0.41,
        "ends with a linking word": -0.16,
        "line after is set in by two em": 0.51,
        "ends a sentence, as most lines do": 3.57,
        "looks like a heading": 1.29,
    },
    join={
        "bias": 2.78,
        "next, glued": -0.27,
        "next, new file line": -0.81,
        "next, new block": -1.03,
        "next, beside": 1.57,
        "a few lines on": 0.38,
        "further on": -1.63,
        "a few lines back": -3.62,
        "further back": -1.97,
        "distance": -1.01,
        "a word spans it": 1.72,
        "weight of the word": 1.90,
        "length of an echo": 1.27,
        "times echoed": 0.37,
        "columns differ in width": -0.73,
        "line before is not full": -0.94,
        "quotations fit": 2.20,
        "number goes on": 2.40,
        "number breaks off": -0.82,
        "Latin word goes on": 0.00,
        "half a word before, nothing spans": -0.77,
        "half a word after, nothing spans": -0.72,
        "words in common": 0.25,
        "same column offset, next row": 0.70,
        "line before ends with a linking word": 0.16,
        "line after starts with a clinging word": 0.19,
        "step of its neighbours": 0.74,
        "no step to learn": -2.66,
        "further back, page of rows": 0.44,
        "further on, page of rows": -1.97,
        "leaves its file line early, for a near one": -2.12,
        "a heading and a line of body": -3.30,
        "two lines of a heading": -0.19,
        "glued, after a dateline inside the file line": -2.56,
        "two on, round a dateline inside the file line": 1.90,
    },
)
