"""The ratings that LensKit's BiasedMF expects, for each job: its part of the data and its options."""

import warnings

from numpy import isnan, unique, where

from _question import Question, answer

question = Question()
arrays = question.arrays


def expected(part, seed, **options):
    """For the pairs asked for, which are grouped by person; its own biases where it does not know an item."""
    import pandas
    from lenskit.als import BiasedMFScorer
    from lenskit.data import ItemList, RecQuery, from_interactions_df
    from lenskit.training import TrainingOptions

    people, items, values = (arrays[f"{name}{part}"] for name in ("people", "items", "values"))
    data = from_interactions_df(pandas.DataFrame({"user_id": people, "item_id": items, "rating": values}))
    scorer = BiasedMFScorer(**options)
    scorer.train(data, TrainingOptions(rng=seed))
    asked_people, asked_items = arrays[f"askedPeople{part}"], arrays[f"askedItems{part}"]
    ratings = asked_items.astype("f4")
    for person in unique(asked_people):
        own, asked = people == person, asked_people == person
        wanted = ItemList(item_ids=asked_items[asked])
        history = ItemList(item_ids=items[own], rating=values[own])
        scores = scorer(RecQuery(user_id=person, history_items=history), items=wanted).scores()
        biases, _ = scorer.bias.compute_for_items(wanted, None, history)
        ratings[asked] = where(isnan(scores), biases, scores)
    return ratings


warnings.simplefilter("ignore")
try:
    with open(question.settings["into"], "wb") as file:
        for job in question.settings["jobs"]:
            file.write(expected(job["part"], 1, **job["setting"]).tobytes())
    answer()
except ImportError as error:
    answer(missing=str(error))
