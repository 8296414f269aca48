import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPythonLiteral, pythonLiteral } from './_python-literal.ts'

describe('pythonLiteral()', () => {
  it('pythonLiteral() reads a line as Python prints it', () => {
    const text = `{u'username': u"Ann's", 'hours': 0.1, 'early': False, 'found': None, 'tags': ['a', "b"], 'at': (1, -2e3), 'x': 'caf\\xe9 \\u65e5 \\'q\\' \\n'}`
    expect(isPythonLiteral(text)).toBe(true)
    expect(pythonLiteral(text)).toEqual({
      username: "Ann's",
      hours: 0.1,
      early: false,
      found: null,
      tags: ['a', 'b'],
      at: [1, -2000],
      x: "café 日 'q' \n",
    })
  })

  it('pythonLiteral() reads JSON without true, false and null alike', () => {
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.integer(),
        fc.string(),
        fc.array(tie('value')),
        fc.dictionary(fc.string(), tie('value')),
      ),
    })).value
    fc.assert(
      fc.property(value, (drawn) => {
        const text = JSON.stringify(drawn)
        expect(pythonLiteral(text)).toEqual(JSON.parse(text))
      }),
    )
  })

  it.each(["{'a': 1", "{'a' 1}", "['a' 'b']", "{'a': open('x')}", "{'a': 1} b", "'\\x4'", "{'a': }"])(
    'pythonLiteral() refuses %s',
    (text) => expect(() => pythonLiteral(text)).toThrow(SyntaxError),
  )

  it('isPythonLiteral() leaves JSON to JSON', () => {
    expect(isPythonLiteral('{"a": 1}')).toBe(false)
  })
})
