"""Seconds of each iteration, by the clock and of processor, of implicit's alternating least squares."""

from time import process_time

import threadpoolctl
from implicit.cpu.als import AlternatingLeastSquares
from numpy import float32, ones
from scipy.sparse import csr_matrix

from _question import Question, answer

question = Question()
offsets, columns = question.arrays["offsets"], question.arrays["columns"]
shape = (len(offsets) - 1, question.settings["items"])
events = csr_matrix((ones(len(columns), float32), columns, offsets), shape=shape)
seconds, processor = [], []


def note(_iteration, time, _loss):
    seconds.append(time)
    processor.append(process_time() - sum(processor) - before)


# Its own advice: one thread for BLAS, the others for the rows.
with threadpoolctl.threadpool_limits(limits=1, user_api="blas"):
    model = AlternatingLeastSquares(
        factors=question.settings["factors"],
        iterations=question.settings["epochs"],
        num_threads=question.threads,
        random_state=1,
    )
    before = process_time()
    model.fit(events, show_progress=False, callback=note)
answer(seconds=seconds, processor=processor)
