import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { loadDataset } from '../load.ts'
import { folderOf, removeFolders, rowsOf } from './_fixtures.ts'

afterAll(removeFolders)

const home = '/nowhere'
const csv = '15,"Half-Life, 2",purchase,1.0,0\n15,"Half-Life, 2",play,12.5,0\n16,Dota,play,1.0,0\n'
const reviews = `{u'username': u'Ann', u'hours': 0.5, u'product_id': u'0725', u'date': u'2017-12-17', u'early_access': False}
{u'username': u'Bo', u'product_id': u'0725', u'date': u'2017-12-18'}
`

describe('steam', () => {
  it('steam reads the CSV: hours by default, purchases when asked for', async () => {
    const folder = folderOf({ 'steam-200k.csv': csv })
    const data = await loadDataset(folder, { home })
    expect(rowsOf(data)).toEqual(['15 Half-Life, 2 12.5 NaN', '16 Dota 1 NaN'])
    expect(data.notes).toContain('1 rows left out: another action than play')
    const bought = await loadDataset(`steam:${join(folder, 'steam-200k.csv')},action=purchase`, { home })
    expect(rowsOf(bought)).toEqual(['15 Half-Life, 2 1 NaN'])
  })

  it('steam reads reviews in Python lines as events, or by hours, with games', async () => {
    const folder = folderOf({
      'steam_reviews.json': reviews,
      'steam_games.json': `{u'app_name': u'Aliens', u'id': u'0725', u'genres': [u'Action'], u'price': u'Free To Play', u'release_date': u'2010-01-02'}\n`,
    })
    const data = await loadDataset(folder, { home })
    expect(rowsOf(data)).toEqual([`Ann 0725 1 ${Date.UTC(2017, 11, 17)}`, `Bo 0725 1 ${Date.UTC(2017, 11, 18)}`])
    expect(data.catalogue).toEqual([
      { id: '0725', title: 'Aliens', categories: ['Action'], attributes: {}, releasedAt: Date.UTC(2010, 0, 2) },
    ])
    const hours = await loadDataset(`steam:${folder},value=hours`, { home })
    expect(rowsOf(hours)).toEqual([`Ann 0725 0.5 ${Date.UTC(2017, 11, 17)}`])
    expect(hours.scale).toBeUndefined()
    expect(hours.notes).toContain('1 rows left out: no hours')
  })
})
