"""Seconds of the inverse of a positive definite matrix: by Cholesky in LAPACK, and by numpy."""

from time import perf_counter

from numpy import linalg
from scipy.linalg.lapack import spotrf, spotri

from _question import Question, answer

question = Question()
n = question.settings["n"]
matrix = question.arrays["matrix"].reshape(n, n)


def cholesky():
    factor, info = spotrf(matrix, lower=1)
    assert info == 0
    spotri(factor, lower=1, overwrite_c=1)


def seconds(work):
    times = []
    for _ in range(question.settings["runs"] + 1):
        started = perf_counter()
        work()
        times.append(perf_counter() - started)
    return sorted(times[1:])


answer(cholesky=seconds(cholesky), numpy=seconds(lambda: linalg.inv(matrix)))
