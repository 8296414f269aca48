/** An answer of a server that is an error, as the HTTP status says. */
export class HttpRefusal extends Error {
  readonly statusCode: number
  readonly responseHeaders: Readonly<Record<string, string>>
  readonly responseBody: string

  /** Its message is the server's own sentence where it gives one. */
  constructor(status: number, headers: Readonly<Record<string, string>>, body: string) {
    const elsewhere = headers['location'] === undefined ? 'no reason was given' : `go to ${headers['location']}`
    super(sentenceIn(body) ?? elsewhere)
    this.name = 'HttpRefusal'
    this.statusCode = status
    this.responseHeaders = headers
    this.responseBody = body
  }
}

/** A body that is not what was promised. */
export class BadBody extends Error {
  /** The words that came before it broke off; they were paid for. */
  readonly soFar: string

  constructor(message: string, more: ErrorOptions & { readonly soFar?: string } = {}) {
    super(message, more)
    this.name = 'BadBody'
    this.soFar = more.soFar ?? ''
  }
}

/** What a body says about an error: `error.message`, `error`, `message` or `detail` of a JSON object, or its first words. */
export function sentenceIn(body: string): string | null {
  const value = parsed(body)
  if (typeof value !== 'object' || value === null) return body.trim().slice(0, 300) || null
  const { error, message, detail } = value as Record<string, unknown>
  const inner = typeof error === 'object' && error !== null ? (error as Record<string, unknown>)['message'] : error
  return [inner, message, detail].find((words) => typeof words === 'string') ?? null
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
