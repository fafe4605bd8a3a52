"""Trees asked in either way vote alike."""

import numpy as np
import pytest

from archive.importing.reconstruct.learnt.trees import MANY_ROWS, forest, forest_of

# Two trees of one class: the first asks twice, the second once.
SMALL = {
    "features": ["width", "marks"],
    "classes": ["head"],
    "depth": 2,
    "feature": [0, 0, 1, 0, 0, 1, 0, 0],
    "threshold": [5.0, 0, 1.0, 0, 0, 0.0, 0, 0],
    "below": [1, 1, 3, 3, 4, 6, 6, 7],
    "above": [2, 1, 4, 3, 4, 7, 6, 7],
    "value": [0, 1.0, 0, -1.0, 2.0, 0, 0.25, -0.25],
    "roots": [[0, 5]],
}


def test_a_row_goes_below_where_its_trait_is_at_most_the_bound():
    rows = np.array([[5.0, 0.0], [5.1, 1.0], [9.0, 2.0]])
    assert forest_of(SMALL).odds(rows)[:, 0].tolist() == [1.25, -1.25, 1.75]


def test_many_rows_get_what_each_gets_alone():
    trees = forest("lines")
    rows = np.random.default_rng(1).normal(2, 5, (3 * MANY_ROWS, len(trees.traits))).round()
    alone = np.vstack([trees.odds(row[None, :]) for row in rows])
    np.testing.assert_allclose(trees.odds(rows), alone, atol=1e-9)


def test_chances_of_several_classes_sum_to_one():
    trees = forest("lines")
    chances = trees.chances(np.zeros((4, len(trees.traits))))
    np.testing.assert_allclose(chances.sum(axis=1), 1.0)


def test_a_missing_trait_is_named():
    with pytest.raises(KeyError, match="marks"):
        forest_of(SMALL).columns_of(["width"])
