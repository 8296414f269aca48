/**
 * Does one thing after the other, in the order in which they were asked for; a failure does not stop the next.
 *
 * @example const inTurn = oneAtATime(); await Promise.all([inTurn(first), inTurn(second)])
 */
export function oneAtATime(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const result = last.then(work)
    last = result.catch(() => undefined)
    return result
  }
}
