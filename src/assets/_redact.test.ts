import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redact } from './_redact.ts'

describe('redact()', () => {
  it('redact() hides credentials and queries, and leaves the rest', () => {
    expect(redact('Looking in https://ann:pass@host.org/simple, then http://host.org/a.zip?token=abc now')).toBe(
      'Looking in https://***@host.org/simple, then http://host.org/a.zip?*** now',
    )
    expect(redact('https://token@host.org')).toBe('https://***@host.org')
    expect(redact('https://ann:p@ss@host.org/a')).toBe('https://***@host.org/a')
    expect(redact('ann@host.org at http://host.org/@scope?')).toBe('ann@host.org at http://host.org/@scope?***')
  })

  it('redact() never lets a password through', () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.stringMatching(/^[a-z0-9:%@.-]{1,20}$/), (url, tail) => {
        const secret = `SECRET${tail}`
        expect(redact(url.replace('://', `://ann:${secret}@`))).not.toContain('SECRET')
      }),
    )
  })

  it('redact() changes nothing when done again', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), (url) => {
        expect(redact(redact(url))).toBe(redact(url))
      }),
    )
  })
})
