"""Conditions in any company find what sets of articles say they must: nothing more, nothing less, in every segment."""

from __future__ import annotations

from haystack import connections
from haystack.query import SearchQuerySet
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from archive.models import Article
from archive.search.find import find
from archive.search.query.tree import And, Everything, Node, Not, Or, Phrase, Run, Value
from archive.text.folding import fold
from tests.search.test_exactness import document

TEXTS = ["昆明", "产改", "呈贡", "昆明产改", "产改，呈贡", "花卉"]
KINDS = ["news", "brief"]

LEAVES = st.sampled_from([*map(Run, ("昆明", "产改", "呈贡")), Phrase("昆明产改"), Everything()]) | st.builds(
    lambda values: Value("kind", tuple(values)),
    st.lists(st.sampled_from([*KINDS, "none"]), min_size=1, max_size=2),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: (
        st.builds(Not, inner)
        | st.builds(lambda some: And(tuple(some)), st.lists(inner, min_size=1, max_size=3))
        | st.builds(lambda some: Or(tuple(some)), st.lists(inner, min_size=1, max_size=3))
    ),
    max_leaves=6,
)
# What each segment of the index holds: texts and kinds of its articles.
SEGMENTS = st.lists(
    st.lists(st.tuples(st.sampled_from(TEXTS), st.sampled_from(KINDS)), min_size=1, max_size=4),
    min_size=1,
    max_size=3,
)


def answers(tree: Node, text: str, kind: str) -> bool:
    """Does an article of this text and kind meet the conditions?"""
    match tree:
        case Run(needle) | Phrase(needle):
            return fold(needle) in fold(text)
        case Value(_field, values):
            return kind in values
        case And(children):
            return all(answers(child, text, kind) for child in children)
        case Or(children):
            return any(answers(child, text, kind) for child in children)
        case Not(child):
            return not answers(child, text, kind)
    return True


def as_document(number: int, text: str, kind: str) -> dict[str, str]:
    return {**document(Article(pk=number, body=text)), "kind": kind}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(segments=SEGMENTS, trees=st.lists(TREES, min_size=1, max_size=6))
@example(
    segments=[[("产改", "news"), ("昆明产改", "news")]], trees=[And((Run("昆明"), Not(Run("产改"))))]
).via("Whoosh's AndNot let the first document through")
def test_any_tree_of_conditions_finds_what_sets_say(index_path, segments, trees):
    backend = connections["default"].get_backend()
    backend.replace(())
    kept: dict[int, tuple[str, str]] = {}
    for segment in segments:
        new = {len(kept) + number: row for number, row in enumerate(segment, 1)}
        backend.change([as_document(pk, *row) for pk, row in new.items()], ())
        kept |= new
    for tree in trees:
        hits = SearchQuerySet().filter(content=tree)
        found = {int(hit.pk) for hit in hits[: len(hits)]}
        assert found == {pk for pk, row in kept.items() if answers(tree, *row)}, tree


def test_the_first_article_is_excluded_like_any_other(indexed, new_newspaper):
    indexed("产改", "昆明产改")
    assert find("昆明 -产改").count == 0
    assert find("昆明 NOT 产改").count == 0


def test_the_first_article_of_a_closed_newspaper_is_not_counted_either(indexed, new_newspaper):
    closed = new_newspaper("closed-daily", access="signed-in")
    indexed("花卉", newspaper=closed)
    indexed("昆明", newspaper=closed)
    assert find("昆明").count == 0
