import type { RandomStream } from '../../../random.ts'

const FIRST =
  'amber ash blue brass bright calm chalk cloud copper coral dawn distant early ember fern flint frost glass golden green grey hazel hollow indigo iron ivory jade lilac linen long lunar maple marble mellow mint misty moss narrow north oak ochre olive open orange paper pearl pine plain plum quartz quiet rain red river round rust saffron salt sand silver slate slow small south spring stone straw summer swift tall teal tidal tin velvet violet wax west white wide wild winter wooden yellow'.split(
    ' ',
  )
const SECOND =
  'acorn anchor anvil apron arrow atlas badger barrel basket beacon bell bench bottle bridge broom bucket button candle canoe castle chair choir circle clock comet compass crane crown drum engine falcon feather fiddle finch flute fountain garden gate goose hammer harbour heron hill island kettle key kite ladder lamp lantern lark leaf ledger lens lynx magnet map meadow mill mirror moth needle nest notebook oar orchard otter owl parcel pebble pencil piano plover pocket puzzle quill radio raft ribbon robin saddle sail scarf shell sparrow spoon stove sundial swallow table teapot thistle tower tram trumpet tunnel umbrella valley wagon walnut whistle window wren'.split(
    ' ',
  )

/**
 * Invents a handle of two plain words and a number, such as `amber-kettle-417`; no word of it is a name of people.
 *
 * @param random the stream of the person, so that one's handle depends on nobody else
 * @example inventHandle(randomStream(1, 'person-3'))
 */
export function inventHandle(random: RandomStream): string {
  return `${FIRST[random.int(FIRST.length)]}-${SECOND[random.int(SECOND.length)]}-${100 + random.int(900)}`
}
