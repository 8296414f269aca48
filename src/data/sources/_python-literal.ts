/*
 * Python's way of writing a dictionary, as in {u'user': u'Ann', 'hours': 0.1, 'early_access': False, 'tags': ['a', "b's"]}.
 *
 * Old data sets print one such line for each record. The text is taken apart and never run.
 */

const word = /[A-Za-z_]\w*/y
const number = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y
const prefix = /[uUbB]?(?=['"])/y
const words: Readonly<Record<string, unknown>> = { True: true, False: false, None: null, nan: null }
const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\n': '',
}

/** Whether a line is a Python dictionary rather than a JSON object. */
export function isPythonLiteral(text: string): boolean {
  return /^\s*\{\s*[uUbB]?'/.test(text)
}

/**
 * Reads one Python literal: dictionaries, lists, tuples, texts, numbers, True, False and None.
 *
 * @throws {SyntaxError} where the text is none
 * @example pythonLiteral("{'hours': 0.1, 'early_access': False}") // { hours: 0.1, early_access: false }
 */
export function pythonLiteral(text: string): unknown {
  const parser = new LiteralParser(text)
  const value = parser.value()
  parser.end()
  return value
}

class LiteralParser {
  private readonly text: string
  private place = 0

  constructor(text: string) {
    this.text = text
  }

  value(): unknown {
    this.space()
    const mark = this.text[this.place]
    if (mark === '{') return this.dictionary()
    if (mark === '[') return this.list(']')
    if (mark === '(') return this.list(')')
    const before = this.match(prefix)
    if (before !== null) return this.string()
    const digits = this.match(number)
    if (digits !== null) return Number(digits)
    const name = this.match(word)
    if (name !== null && Object.hasOwn(words, name)) return words[name]
    throw this.unexpected()
  }

  end(): void {
    this.space()
    if (this.place < this.text.length) throw this.unexpected()
  }

  private dictionary(): Record<string, unknown> {
    const entries: [string, unknown][] = []
    this.place++
    while (!this.takes('}')) {
      const key = String(this.value())
      if (!this.takes(':')) throw this.unexpected()
      entries.push([key, this.value()])
      if (!this.takes(',') && this.text[this.place] !== '}') throw this.unexpected()
    }
    return Object.fromEntries(entries)
  }

  private list(close: string): unknown[] {
    const values: unknown[] = []
    this.place++
    while (!this.takes(close)) {
      values.push(this.value())
      if (!this.takes(',') && this.text[this.place] !== close) throw this.unexpected()
    }
    return values
  }

  private string(): string {
    const quote = this.text[this.place++]!
    let read = ''
    for (;;) {
      const letter = this.text[this.place++]
      if (letter === undefined) throw this.unexpected()
      if (letter === quote) return read
      read += letter === '\\' ? this.escaped() : letter
    }
  }

  private escaped(): string {
    const letter = this.text[this.place++] ?? ''
    const length = { x: 2, u: 4, U: 8 }[letter]
    if (length === undefined) return escapes[letter] ?? (/['"\\]/.test(letter) ? letter : `\\${letter}`)
    const digits = this.text.slice(this.place, this.place + length)
    const code = Number.parseInt(digits, 16)
    if (!/^[0-9a-fA-F]+$/.test(digits) || digits.length < length || code > 0x10ffff) throw this.unexpected()
    this.place += length
    return String.fromCodePoint(code)
  }

  private space(): void {
    while (/\s/.test(this.text[this.place] ?? '')) this.place++
  }

  private takes(mark: string): boolean {
    this.space()
    if (this.text[this.place] !== mark) return false
    this.place++
    return true
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.place
    const found = pattern.exec(this.text)?.[0]
    if (found === undefined) return null
    this.place += found.length
    return found
  }

  private unexpected(): SyntaxError {
    return new SyntaxError(`unexpected ${JSON.stringify(this.text.slice(this.place, this.place + 20))}`)
  }
}
