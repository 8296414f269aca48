import { afterAll, describe, expect, it } from 'vitest'
import { loadDataset } from '../load.ts'
import { folderOf, removeFolders, rowsOf } from './_fixtures.ts'

afterAll(removeFolders)

const home = '/nowhere'

describe('lastfm', () => {
  it('lastfm reads 360K: plays as weights, artists without a number left out, people', async () => {
    const folder = folderOf({
      'usersha1-artmbid-artname-plays.tsv': 'u1\tm1\t"Weird Al"\t120\nu1\t\tNobody\t3\n',
      'usersha1-profile.tsv': 'u1\tf\t22\tGermany\tFeb 1, 2007\n',
    })
    const data = await loadDataset(folder, { home })
    expect(rowsOf(data)).toEqual(['u1 m1 120 NaN'])
    expect(data.scale).toBeUndefined()
    expect(data.catalogue[0]?.title).toBe('"Weird Al"')
    expect(data.people[0]?.demographics).toEqual({ gender: 'f', age: 22, country: 'Germany' })
    expect(data.notes).toContain('1 rows left out: no number of the artist')
  })

  it('lastfm reads HetRec: weights, artists, friends', async () => {
    const folder = folderOf({
      'user_artists.dat': 'userID\tartistID\tweight\n2\t51\t13883\n',
      'artists.dat': 'id\tname\turl\tpictureURL\n51\tDuran Duran\thttp://x\thttp://x/p.jpg\n',
      'user_friends.dat': 'userID\tfriendID\n2\t275\n2\t428\n',
    })
    const data = await loadDataset(folder, { home })
    expect(rowsOf(data)).toEqual(['2 51 13883 NaN'])
    expect(data.catalogue[0]).toMatchObject({ title: 'Duran Duran', image: 'http://x/p.jpg' })
    expect(data.people[0]?.connections).toEqual(['275', '428'])
  })

  it('lastfm reads single plays by artist, or by track', async () => {
    const folder = folderOf({
      'userid-timestamp-artid-artname-traid-traname.tsv':
        'user_01\t2009-05-04T23:08:57Z\ta1\tUnderworld\tt1\tBorn Slippy\n',
    })
    const at = Date.UTC(2009, 4, 4, 23, 8, 57)
    expect(rowsOf(await loadDataset(folder, { home }))).toEqual([`user_01 a1 1 ${at}`])
    const tracks = await loadDataset(`lastfm:${folder},item=track`, { home })
    expect(rowsOf(tracks)).toEqual([`user_01 t1 1 ${at}`])
    expect(tracks.catalogue[0]).toMatchObject({ title: 'Born Slippy', attributes: { artist: 'Underworld' } })
  })

  it('lastfm reads the listening events of LFM-1b', async () => {
    const folder = folderOf({ 'LFM-1b_LEs.txt': '31435741\t2\t4\t4\t1385212958\n' })
    expect(rowsOf(await loadDataset(folder, { home }))).toEqual(['31435741 2 1 1385212958000'])
  })

  it('lastfm refuses tracks where there are artists only', async () => {
    const folder = folderOf({ 'user_artists.dat': 'userID\tartistID\tweight\n2\t51\t3\n' })
    await expect(loadDataset(`lastfm:${folder},item=track`, { home })).rejects.toMatchObject({
      code: 'config/option',
      hint: 'Take item=artist.',
    })
  })
})
