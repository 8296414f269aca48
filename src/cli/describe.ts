import { defineCommand } from 'citty'
import { cardText } from './_card-text.ts'
import { dataFlags, dataFrom } from './_data.ts'
import { terminal } from './_terminal.ts'

/** `tastemaker describe`: the card of a data set, before any number made with it is believed. */
export const describe = defineCommand({
  meta: { name: 'describe', description: 'Print the card of a data set' },
  args: { ...dataFlags, json: { type: 'boolean', description: 'print one JSON document' } },
  run: async ({ args }) => {
    const { dataCard } = await import('../data/index.ts')
    const card = dataCard(await dataFrom(args))
    terminal.print(args.json ? JSON.stringify(card, null, 2) : cardText(card))
  },
})
