import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { context, read } from './_shelf.test-parts.ts'
import { readMessage } from './read-message.ts'

describe('readMessage()', () => {
  it.each([
    ['comedies please', 'add want comedy'],
    ['something scary', 'add want horror'],
    ['a funny crime story', 'add want comedy; add want crime; ? story'],
    ['comedy or horror', 'add want comedy or horror'],
    ['Show me dramas instead', 'replace want drama'],
    ['film noir', 'add want film-noir'],
    ['sci-fi', 'add want sci-fi'],
  ])('readMessage() reads groups in the words of people: %s', (text, acts) => {
    expect(read(text)).toBe(acts)
  })

  it.each([
    ['no horror, no crime', 'add not not horror; add not not crime'],
    ['anything but musicals', 'add not not musical'],
    ['I hate musicals and horror', 'add never never musical; add never never horror'],
    ['never show me crime', 'replace never never crime'],
    ['less scary', 'add not not horror'],
    ['nothing with horror in it, ever', 'add never never horror'],
    ['Nothing with crime in it.', 'add not not crime'],
    ["It shouldn't be drama.", 'add not not drama'],
    ['a comedy, but not a crime story', 'add want comedy; add not not crime; ? story'],
    ['ideally a drama', 'add prefer rather drama'],
  ])('readMessage() tells how strong a wish is: %s', (text, acts) => {
    expect(read(text)).toBe(acts)
  })

  it.each([
    ['before 1980', 'add want before 1980'],
    ['from the eighties', 'add want from 1980 to 1989'],
    ['not before 1990', 'add want 1990 or later'],
    ['since 1990', 'add want 1990 or later'],
    ['Nothing at all before 1990.', 'add want 1990 or later'],
    ['newer than 1990', 'add want after 1990'],
    ['between 1980 and 1990', 'add want from 1980 to 1990'],
    ['under 10 euros', 'add want price at most 10'],
    ['older', 'add want before 1984'],
    ['cheaper', 'add want price under 12'],
    ['too old', 'add want after 1984'],
  ])('readMessage() reads years, prices and comparisons with what was shown: %s', (text, acts) => {
    expect(read(text)).toBe(acts)
  })

  it.each([
    ['something like Paper Lions', 'replace want like "Paper Lions"'],
    ['like paper lions but older', 'add want before 1984; replace want like "Paper Lions"'],
    ['like this but older', 'add want before 1984; add want like "Paper Lions"'],
    ['I loved "Moon Ferry"', 'accept 2; add want like "Moon Ferry"'],
    ['something like "Nine Gates"', 'no title Nine Gates'],
    ['I have seen Paper Lions Return', 'seen 4'],
    ['a comedy, but not Paper Lions', 'reject 0; add want comedy'],
    ['anything except "Moon Ferry" and horror', 'order taste; reject 2; add not not horror'],
    ['not that one', 'reject 0'],
    ['not the second', 'reject 1'],
    ['none of these', 'reject 0 1 2'],
    ["I've seen the first two", 'seen 0 1'],
    ['no', 'reject 0 1 2'],
    ['why?', 'why 0'],
    ['why the third one?', 'why 2'],
    ['why Moon Ferry?', 'why 2'],
    ['tell me about the second', 'tell 1'],
    ['when was it made?', 'tell 0 year'],
    ['how much is the last one?', 'tell 2 price'],
  ])('readMessage() knows what is pointed at: %s', (text, acts) => {
    expect(read(text)).toBe(acts)
  })

  it.each([
    ['more', 'more'],
    ['show me 3', 'count 3'],
    ['three please', 'count 3'],
    ['something popular', 'order popular'],
    ['hidden gems', 'order obscure'],
    ['any year', 'lift year'],
    ['horror is fine after all', 'lift category Horror'],
    ['what have I watched?', 'history'],
    ['my wishes', 'wishes'],
    ['undo', 'undo'],
    ['start over', 'reset'],
    ['hello!', 'hello'],
    ['thank you', 'thanks'],
    ['help', 'help'],
    ["That's all the time I have.", 'bye'],
    ['Good evening. Think of Moon Ferry.', 'replace want like "Moon Ferry"'],
  ])('readMessage() obeys commands: %s', (text, acts) => {
    expect(read(text)).toBe(acts)
  })

  it('readMessage() searches for what something is about, in words that the catalogue has, and names the others', () => {
    expect(read('something about a taxman and dinosaurs')).toBe('add want about "taxman"; ? dinosaurs')
    expect(read('etwas Lustiges bitte')).toBe('? etwas; ? lustiges; ? bitte')
    expect(read('a comedy with dinosaurs')).toBe('add want comedy; ? dinosaurs')
  })

  it('readMessage() takes a title that is also a word for a title only where it stands as one', () => {
    expect(read('Show me a musical')).toBe('replace want musical')
    expect(read('something like Show')).toBe('replace want like "Show"')
  })

  it('readMessage() reads the groups within no title', () => {
    expect(read('something like "The Cold Stair"')).toBe('replace want like "The Cold Stair"')
  })

  it('readMessage() points at nothing where nothing was shown', () => {
    expect(read('not that one', [])).toBe('reject')
    expect(read('older', [])).toBe('add want before 1990')
    expect(read('why?', [])).toBe('why')
  })

  it('readMessage() takes whatever is typed, and only asks for what the catalogue has', () => {
    const fields = new Set(context.facets.columns.fields.keys())
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.lorem({ mode: 'sentences' })), (text) => {
        for (const act of readMessage(text, context).acts) {
          if (act.type === 'wish' && act.wish.aim.type === 'condition')
            expect(fields).toContain(act.wish.aim.constraint.field)
          if ('items' in act)
            for (const item of act.items) expect(item).toBeLessThan(context.facets.columns.items.length)
        }
      }),
    )
  })

  it('readMessage() reads a long line in time', () => {
    const line = 'not before 1980 and like this or that, no horror, '.repeat(40)
    expect(readMessage(line, context).acts.length).toBeGreaterThan(0)
  })
})
