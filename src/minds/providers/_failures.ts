import { ModelFailure, TastemakerError } from '../../domain/index.ts'
import { BadBody, HttpRefusal } from './_http-refusal.ts'

/*
 * What went wrong between here and a server, in the words of this library. What every call would meet (a refused key,
 * an unknown model, a name that leads nowhere) ends the run; what this call met is counted. A server's own words are
 * kept, short and without secrets: some repeat the key they refuse.
 */

/** Who failed, and what must not be repeated. */
export interface Failing {
  /** As the user typed it. */
  readonly name: string
  /** The base URL, or the provider's name. */
  readonly server: string
  readonly key: string | undefined
  /** Whether it has answered before, so that its address is right. */
  readonly answered: boolean
}

/** What is read of an error: ours, or the AI SDK's, which are told by name, since each provider carries its own copy. */
interface SdkError extends Error {
  readonly statusCode?: number
  readonly responseHeaders?: Readonly<Record<string, string>>
  readonly responseBody?: string
}

/**
 * Names a failed request.
 *
 * @param error whatever a road to a server rejected with
 * @returns what to throw: a TastemakerError where every call would fail, a ModelFailure where this one did; the error
 *   itself where it is neither the server's nor the network's
 */
export function failureOf(error: unknown, failing: Failing): unknown {
  if (!(error instanceof Error)) return error
  if (error.name === 'AI_LoadAPIKeyError') return refusedKey(failing, 'needs a key', error)
  if (error.name === 'AI_NoSuchModelError') return unknownModel(failing)
  const status = refusedStatus(error)
  if (status !== null) return refusal(status, error, failing)
  if (!isTransport(error)) return error
  if (!failing.answered && WRONG_ADDRESS.test(networkCode(error) ?? '')) return unreachable(error, failing)
  const soFar = error instanceof BadBody && error.soFar !== '' ? ` after: ${error.soFar}` : ''
  return new ModelFailure('provider', `${said(error, failing.key)}${soFar}`, { transient: true })
}

/**
 * The status of an answer that is an error.
 *
 * @returns null for other errors and for an answer of 2xx whose body was no good
 */
export function refusedStatus(error: unknown): number | null {
  const isRefusal = error instanceof HttpRefusal || (error instanceof Error && error.name === 'AI_APICallError')
  const status = isRefusal ? (error as SdkError).statusCode : undefined
  return status === undefined || status < 300 ? null : status
}

/** Everything the server said about an error. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? `${error.message} ${(error as SdkError).responseBody ?? ''}` : ''
}

function refusal(status: number, error: SdkError, failing: Failing): Error {
  const words = wordsOf(error)
  if (status === 401 || status === 402 || status === 403) return refusedKey(failing, `refuses the key (${status})`)
  if (/insufficient_quota/.test(words)) return refusedKey(failing, `gives this key nothing more (${status})`)
  if (status === 404) return unknownModel(failing)
  const raw = `${status} ${said(error, failing.key)}`
  if (/content_filter|content_policy/.test(words)) return new ModelFailure('refused', raw)
  if (status < 500 && !PASSING.has(status)) return new ModelFailure(status < 400 ? 'provider' : 'bad_input', raw)
  const wait = retryAfter(error.responseHeaders ?? {})
  return new ModelFailure('provider', raw, { transient: true, retryAfter: wait })
}

/** Statuses below 500 that pass: a timeout, a conflict, too early, too many. */
const PASSING: ReadonlySet<number> = new Set([408, 409, 425, 429])

function refusedKey({ name, server }: Failing, what: string, error?: Error): TastemakerError {
  const own = error === undefined ? '' : ` ${error.message}`
  return new TastemakerError(
    'llm/key',
    `The server of "${name}" (${server}) ${what}.`,
    `Set TASTEMAKER_LLM_KEY to a key that may use this model.${own}`,
  )
}

function unknownModel({ name, server }: Failing): TastemakerError {
  return new TastemakerError(
    'llm/unknown',
    `The server of "${name}" (${server}) has no such model (404).`,
    'Check the name of the model and the base URL, which often ends in /v1.',
  )
}

function unreachable(error: Error, { name, server }: Failing): TastemakerError {
  return new TastemakerError(
    'llm/unreachable',
    `The server of "${name}" (${server}) can not be reached: ${networkCode(error)}.`,
    'Check the base URL, the network and the certificate of the server.',
  )
}

/** Codes that another try does not mend: no such host, or a certificate nobody vouches for. */
const WRONG_ADDRESS = /^(?:ENOTFOUND|ERR_TLS_|UNABLE_TO_VERIFY|.*CERT)/

/** A connection that failed or broke, or a body that is not what was promised. */
function isTransport(error: Error): boolean {
  return (
    error instanceof BadBody ||
    SDK_TRANSPORT.has(error.name) ||
    networkCode(error) !== undefined ||
    /^(?:fetch failed|terminated)$/.test(error.message)
  )
}

const SDK_TRANSPORT: ReadonlySet<string> = new Set([
  'AI_APICallError',
  'AI_EmptyResponseBodyError',
  'AI_InvalidResponseDataError',
  'AI_JSONParseError',
  'AI_TypeValidationError',
])

/** The code of the system or of the HTTP client, wherever in the chain of causes it stands. */
function networkCode(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth++) {
    const code = (at as NodeJS.ErrnoException).code
    if (typeof code === 'string' && /^(?:E(?!RR_)[A-Z]|UND_|HPE_|ERR_(?:TLS|SSL)_|UNABLE_TO_VERIFY|.*CERT)/.test(code))
      return code
  }
  return undefined
}

/**
 * Milliseconds that a server asks to wait (RFC 9110, section 10.2.3; and `retry-after-ms`, which some send beside it).
 *
 * A date is read against the answer's own `date`, so that no clock of this machine takes part.
 */
function retryAfter(headers: Readonly<Record<string, string>>): number | null {
  const exact = headers['retry-after-ms'] ?? ''
  if (DECIMAL.test(exact)) return Number(exact)
  const wait = headers['retry-after'] ?? ''
  if (DECIMAL.test(wait)) return Number(wait) * 1_000
  const until = Date.parse(wait) - Date.parse(headers['date'] ?? '')
  return Number.isNaN(until) ? null : Math.max(0, until)
}

const DECIMAL = /^\s*\d+(?:\.\d+)?\s*$/

/** An error's words, at most 300 characters, without keys. */
function said(error: Error, key: string | undefined): string {
  const words = key ? error.message.replaceAll(key, '***') : error.message
  return words.replace(KEYS, '***').slice(0, 300)
}

/** How the keys of the well-known providers look. */
const KEYS = /\b(?:sk|pk|rk|gsk|xai|hf|r8)[-_][\w-]{8,}|\bAIza[\w-]{20,}|(?<=\bBearer )\S+/g
