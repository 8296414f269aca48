"""Seconds that implicit and LensKit take to fit item neighbours by cosine and to make lists for everybody."""

from time import perf_counter
from warnings import simplefilter

from numpy import arange, ones
from scipy.sparse import csr_matrix

from _question import Question, answer

question = Question()
offsets, columns = question.arrays["offsets"], question.arrays["columns"]
settings = question.settings
people, neighbours, k = len(offsets) - 1, settings["neighbours"], settings["k"]


def implicit_run():
    from implicit.nearest_neighbours import CosineRecommender

    # It warns of a matrix that it made itself.
    simplefilter("ignore")
    events = csr_matrix((ones(len(columns)), columns, offsets), shape=(people, settings["items"]))
    started = perf_counter()
    model = CosineRecommender(K=neighbours, num_threads=question.threads)
    model.fit(events, show_progress=False)
    fitted = perf_counter()
    items, _scores = model.recommend(arange(people), events, N=k)
    return fitted - started, perf_counter() - fitted


def lenskit_run():
    from lenskit.batch import recommend
    from lenskit.data import from_interactions_df
    from lenskit.knn import ItemKNNScorer
    from lenskit.pipeline import topn_pipeline
    from numpy import diff, repeat
    from pandas import DataFrame

    users = repeat(arange(people), diff(offsets))
    data = from_interactions_df(DataFrame({"user_id": users, "item_id": columns}))
    started = perf_counter()
    scorer = ItemKNNScorer(save_nbrs=neighbours, max_nbrs=neighbours, feedback="implicit")
    pipeline = topn_pipeline(scorer, n=k)
    pipeline.train(data)
    fitted = perf_counter()
    recommend(pipeline, arange(people), n=k, n_jobs=1)
    return fitted - started, perf_counter() - fitted


def timed(run, runs):
    try:
        times = [run() for _ in range(runs + 1)][1:]
    except ImportError as missing:
        return {"missing": str(missing)}
    return {"fit": sorted(fit for fit, _ in times), "lists": sorted(lists for _, lists in times)}


answer(implicit=timed(implicit_run, settings["runs"]), lenskit=timed(lenskit_run, 1))
