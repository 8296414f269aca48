"""The best items for everybody by other libraries' models: one block of people x k numbers in a file for each job.

A job names one function below and gives its options. Places left over are -1; a job whose library is missing says so.
"""

import warnings

from numpy import arange, argsort, eye, float64, full, inf, int32, isnan, linalg, ones, where
from scipy.sparse import csr_matrix

from _question import Question, answer

question = Question()
offsets, columns = question.arrays["offsets"], question.arrays["columns"]
items, k = question.settings["items"], question.settings["k"]
people = len(offsets) - 1
events = csr_matrix((ones(len(columns), "f4"), columns, offsets), shape=(people, items))


def ranked(scores, person):
    """The k best of a person's scores that are numbers, without what they have; the first index wins among equals."""
    scores = where(isnan(scores), -inf, scores)
    scores[columns[offsets[person] : offsets[person + 1]]] = -inf
    best = argsort(-scores, kind="stable")[:k]
    return where(scores[best] > -inf, best, -1)


def implicit_lists(model):
    model.fit(events, show_progress=False)
    found, _scores = model.recommend(arange(people), events, N=k)
    return found


def implicit_als(seed, **options):
    from implicit.cpu.als import AlternatingLeastSquares
    from threadpoolctl import threadpool_limits

    # Its own advice: one thread for BLAS, the others for the rows.
    with threadpool_limits(limits=1, user_api="blas"):
        return implicit_lists(AlternatingLeastSquares(random_state=seed, num_threads=question.threads, **options))


def implicit_bpr(seed, **options):
    from implicit.cpu.bpr import BayesianPersonalizedRanking

    # On one thread, because with more its numbers are not the same again.
    return implicit_lists(BayesianPersonalizedRanking(random_state=seed, num_threads=1, **options))


def implicit_item_knn(seed, similarity, neighbours, **options):
    from implicit import nearest_neighbours

    # An item is the first of its own neighbours, and counts as one.
    kind = getattr(nearest_neighbours, f"{similarity}Recommender")
    return implicit_lists(kind(K=neighbours + 1, num_threads=question.threads, **options))


def lenskit_lists(scorer, seed):
    import pandas
    from lenskit.data import ItemList, RecQuery, from_interactions_df
    from lenskit.training import TrainingOptions

    rows = events.tocoo()
    data = from_interactions_df(pandas.DataFrame({"user_id": rows.row, "item_id": rows.col}))
    scorer.train(data, TrainingOptions(rng=seed))
    catalogue = ItemList(item_ids=arange(items))
    lists = full((people, k), -1, int32)
    for person in range(people):
        history = ItemList(item_ids=columns[offsets[person] : offsets[person + 1]])
        scored = scorer(RecQuery(user_id=person, history_items=history), items=catalogue)
        lists[person] = ranked(scored.scores().astype(float64), person)
    return lists


def lenskit_item_knn(seed, **options):
    from lenskit.knn import ItemKNNScorer

    return lenskit_lists(ItemKNNScorer(feedback="implicit", **options), seed)


def lenskit_user_knn(seed, **options):
    from lenskit.knn import UserKNNScorer

    return lenskit_lists(UserKNNScorer(feedback="implicit", **options), seed)


def lenskit_implicit_mf(seed, **options):
    from lenskit.als import ImplicitMFScorer

    return lenskit_lists(ImplicitMFScorer(**options), seed)


def lenskit_slim(seed, **options):
    from lenskit.knn import SLIMScorer

    return lenskit_lists(SLIMScorer(**options), seed)


def rectools_pure_svd(seed, **options):
    import pandas
    from rectools import Columns
    from rectools.dataset import Dataset
    from rectools.models import PureSVDModel

    rows = events.tocoo()
    table = pandas.DataFrame({Columns.User: rows.row, Columns.Item: rows.col, Columns.Weight: 1.0, Columns.Datetime: 0})
    data = Dataset.construct(table.astype({Columns.Datetime: "datetime64[ns]"}))
    # Without the seed, which SciPy's newer versions refuse: at full precision it is only where the search starts.
    model = PureSVDModel(**options).fit(data)
    known = table[Columns.User].unique()
    best = model.recommend(known, data, k=k, filter_viewed=True)
    lists = full((people, k), -1, int32)
    lists[best[Columns.User], best[Columns.Rank] - 1] = best[Columns.Item]
    return lists


def numpy_ease(seed, penalty):
    gram = (events.T @ events).toarray().astype(float64)
    inverse = linalg.inv(gram + penalty * eye(items))
    weights = -inverse / inverse.diagonal()
    weights[arange(items), arange(items)] = 0
    scores = events.astype(float64) @ weights
    return [ranked(scores[person], person) for person in range(people)]


warnings.simplefilter("ignore")
missing = {}
with open(question.settings["into"], "wb") as file:
    for job in question.settings["jobs"]:
        lists = full((people, k), -1, int32)
        try:
            lists[:] = globals()[job["model"]](job["seed"], **job["setting"])
        except ImportError as error:
            missing[job["model"]] = str(error)
        file.write(lists.tobytes())
answer(missing=missing)
