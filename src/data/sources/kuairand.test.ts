import { afterAll, describe, expect, it } from 'vitest'
import { loadDataset } from '../load.ts'
import { folderOf, removeFolders, rowsOf } from './_fixtures.ts'

afterAll(removeFolders)

const home = '/nowhere'
const head = 'user_id,video_id,date,hourmin,time_ms,is_click,is_like,long_view,play_time_ms,tab\n'
const at = 1_649_400_000_000
const files = {
  'data/log_standard_4_08_to_4_21_pure.csv': `${head}0,10,20220408,1200,${at},1,0,0,900,1\n0,11,20220408,1200,${at + 1},0,0,0,0,4\n`,
  'data/log_standard_4_22_to_5_08_pure.csv': `${head}1,10,20220422,1200,${at + 2},1,1,1,9000,1\n`,
  'data/log_random_4_22_to_5_08_pure.csv': `${head}1,11,20220422,1200,${at + 3},1,0,0,1,0\n`,
  'data/video_features_basic_pure.csv':
    'video_id,author_id,video_type,upload_dt,video_duration,tag\n10,7,NORMAL,2022-04-01,15000.5,"12,65"\n99,7,AD,2022-04-01,,1\n',
  'data/user_features_pure.csv': 'user_id,user_active_degree,is_lowactive_period,follow_user_num\n0,full_active,0,3\n',
}

describe('kuairand', () => {
  it('kuairand keeps every impression, and what was clicked as the log', async () => {
    const data = await loadDataset(`kuairand:${folderOf(files)}`, { home })
    expect(rowsOf(data)).toEqual([`0 10 1 ${at}`, `1 10 1 ${at + 2}`])
    expect(rowsOf(data, data.impressions)).toEqual([`0 10 1 ${at}`, `0 11 0 ${at + 1}`, `1 10 1 ${at + 2}`])
    expect(data.impressions?.context).toEqual([
      { name: 'environment', values: ['1', '4'], codes: Int32Array.of(0, 1, 0) },
    ])
    expect(data.log.context?.[0]?.codes).toEqual(Int32Array.of(0, 0))
    expect(data.notes.join()).toContain('2 of 3 impressions with is_click are the log')
  })

  it('kuairand tells of the videos that were shown, and of people', async () => {
    const { catalogue, people } = await loadDataset(`kuairand:${folderOf(files)}`, { home })
    expect(catalogue.map(({ id }) => id)).toEqual(['10', '11'])
    expect(catalogue[0]).toMatchObject({
      categories: ['12', '65'],
      attributes: { author_id: '7', video_type: 'NORMAL', video_duration: 15000.5 },
      releasedAt: Date.UTC(2022, 3, 1),
    })
    expect(people[0]?.attributes).toEqual({
      user_active_degree: 'full_active',
      is_lowactive_period: 0,
      follow_user_num: 3,
    })
  })

  it('kuairand takes another action, and the impressions that chance chose', async () => {
    const folder = folderOf(files)
    expect(rowsOf(await loadDataset(`kuairand:${folder},action=is_like`, { home }))).toEqual([`1 10 1 ${at + 2}`])
    expect(rowsOf(await loadDataset(`kuairand:${folder}/data,log=random`, { home }))).toEqual([`1 11 1 ${at + 3}`])
  })

  it.each([
    ['action=is_clicked', /Option "action" of kuairand must be one of is_click/],
    ['actions=is_click', /kuairand has no option "actions"/],
  ])('kuairand refuses %s', async (options, message) => {
    await expect(loadDataset(`kuairand:${folderOf(files)},${options}`, { home })).rejects.toThrow(message)
  })
})
