"""Seconds of implicit's recommend for a batch of users, on factors of ours, and the items it finds."""

from time import perf_counter

import threadpoolctl
from implicit.cpu.als import AlternatingLeastSquares
from numpy import arange, float32, ones
from scipy.sparse import csr_matrix

from _question import Question, answer

question = Question()
factors, k = question.settings["factors"], question.settings["k"]
# It warns of BLAS threads when it is made, though a batch of products is the work that they are good for.
with threadpoolctl.threadpool_limits(limits=1, user_api="blas"):
    model = AlternatingLeastSquares(factors=factors, num_threads=question.threads)
model.user_factors = question.arrays["users"].reshape(-1, factors)
model.item_factors = question.arrays["items"].reshape(-1, factors)
offsets, columns = question.arrays["offsets"], question.arrays["columns"]
shape = (len(offsets) - 1, len(model.item_factors))
seen = csr_matrix((ones(len(columns), float32), columns, offsets), shape=shape)
people = arange(len(model.user_factors))
seconds = []
for _ in range(question.settings["runs"] + 1):
    started = perf_counter()
    items, _scores = model.recommend(people, seen, N=k)
    seconds.append(perf_counter() - started)
answer(seconds=sorted(seconds[1:]), first=items[0].tolist())
