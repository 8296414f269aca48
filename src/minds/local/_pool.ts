/** Something of which several stand ready, each best used again for what it holds. */
export interface Holder {
  readonly held: string | null
}

interface Waiting<Member> {
  readonly take: (member: Member) => void
  readonly refuse: (reason: unknown) => void
}

/**
 * Gives work to whoever is free: to one that holds what is needed, else to the least recently used. The rest waits in
 * order, whatever it needs, so that no work is passed over.
 */
export class Pool<Member extends Holder> {
  /** Least recently used first. */
  readonly #free: Member[]
  readonly #waiting: Waiting<Member>[] = []
  readonly #size: number

  constructor(members: readonly Member[]) {
    this.#free = [...members]
    this.#size = members.length
  }

  /** @throws the signal's reason when it is aborted before anyone is free, and whatever the work throws */
  async use<Result>(need: string, signal: AbortSignal, work: (member: Member) => Promise<Result>): Promise<Result> {
    signal.throwIfAborted()
    const member = this.#takeFree(need) ?? (await this.#wait(signal))
    try {
      return await work(member)
    } finally {
      const first = this.#waiting.shift()
      if (first) first.take(member)
      else this.#free.push(member)
    }
  }

  /** Ends when all work has: nobody is free afterwards. */
  async drain(): Promise<void> {
    const never = new AbortController().signal
    for (let taken = 0; taken < this.#size; taken++) {
      if (this.#free.pop() === undefined) await this.#wait(never)
    }
  }

  #takeFree(need: string): Member | null {
    const same = this.#free.findIndex(({ held }) => held === need)
    return this.#free.splice(Math.max(0, same), 1)[0] ?? null
  }

  #wait(signal: AbortSignal): Promise<Member> {
    const { promise, resolve, reject } = Promise.withResolvers<Member>()
    const stop = () => {
      this.#waiting.splice(this.#waiting.indexOf(waiting), 1)
      waiting.refuse(signal.reason)
    }
    const waiting: Waiting<Member> = {
      take: (member) => {
        signal.removeEventListener('abort', stop)
        resolve(member)
      },
      refuse: reject,
    }
    this.#waiting.push(waiting)
    signal.addEventListener('abort', stop, { once: true })
    return promise
  }
}
