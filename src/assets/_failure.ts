import { TastemakerError } from '../domain/index.ts'
import { redact } from './_redact.ts'

/** One road did not lead there, for a reason that fits on a line; the next road is tried. */
export class RoadFailure extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(redact(reason), options)
    this.name = 'RoadFailure'
  }
}

/** Whether an error ends one road only: it could not be reached, or what it gave failed its check. */
export function endsRoad(error: unknown): error is Error {
  return error instanceof RoadFailure || (error instanceof TastemakerError && error.code === 'asset/corrupt')
}

/** Whether a failed `fetch` had a connection and lost it, so that trying again makes sense. */
export const isCut = (error: unknown): boolean => CUT.has(errorCode(causeOf(error)) ?? '')

const CUT = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])

/** `fetch` says only that it failed; why is in the cause. */
const causeOf = (error: unknown): unknown =>
  error instanceof Error && error.cause instanceof Error ? error.cause : error

/** Puts what a failed `fetch` knows into a few words. */
export function networkReason(error: unknown, host: string): string {
  const cause = causeOf(error)
  const code = errorCode(cause) ?? ''
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `no address found for ${host} (DNS)`
  if (code === 'ECONNREFUSED') return 'connection refused'
  if (CUT.has(code)) return 'connection cut'
  if (code === 'ETIMEDOUT' || code === 'UND_ERR_CONNECT_TIMEOUT') return 'connection timed out'
  if (code === 'ENETUNREACH' || code === 'EHOSTUNREACH') return `no route to ${host}`
  if (/CERT|SIGNED|SSL|TLS|ISSUER/.test(code)) return `the certificate of ${host} was refused (${code})`
  const message = cause instanceof Error ? cause.message.split('\n')[0]! : String(cause)
  return message || code || 'the connection failed'
}

/** The `code` that Node puts on system errors. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** A road that was tried in vain. */
export interface FailedRoad {
  readonly source: string
  readonly reason: string
}

/** All roads failed: one line for each. */
export function unreachable(asset: string, roads: readonly FailedRoad[], options?: ErrorOptions): TastemakerError {
  const lines = roads.map(({ source, reason }) => `  ${source}: ${reason}`)
  return new TastemakerError(
    'asset/unreachable',
    [`${asset} could not be pulled, each road failed:`, ...lines].join('\n'),
    'Fetch it on another machine and name it here with --from PATH|URL: a folder, a zip, a wheel or a plain file.',
    options,
  )
}
