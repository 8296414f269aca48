import type { SimulationResult, StarHistogram } from '../../evaluation/index.ts'
import { percent } from '../../words.ts'
import { type Html, html } from '../_html.ts'
import { nameAxis, valueAxis } from './axes.ts'
import type { Draw } from './draw.ts'
import { tones } from './marks.ts'

/** Shares of each point of the scale; null without any rating. @example starShares({ points: [1, 2], counts: [1, 3] }) // [0.25, 0.75] */
export function starShares({ counts }: StarHistogram): (number | null)[] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  return counts.map((count) => (total === 0 ? null : count / total))
}

/**
 * Stars the viewers gave beside those that the same people really gave in the held-out part.
 *
 * @example starBars(result, await loadDraw())
 */
export function starBars({ trust }: SimulationResult, draw: Draw): Html {
  const { simulated, real } = trust.stars
  const points = real.points.map(String)
  const bars = [
    { who: 'viewers', shares: starShares(simulated), color: tones.quiet, border: tones.quiet },
    { who: 'people', shares: starShares(real), color: tones.ground, border: tones.ink },
  ]
  const label = bars.map(
    ({ who, shares }) => `${who}: ${shares.map((share, at) => `${points[at]} ${said(share)}`).join(', ')}`,
  )
  const picture = draw({
    name: 'stars',
    label: `Shares of the stars given. ${label.join('; ')}.`,
    height: 270,
    option: {
      grid: { left: 40, right: 8, top: 20, bottom: 44 },
      xAxis: nameAxis({ names: points, title: 'stars' }),
      yAxis: valueAxis({ write: (share) => percent(share, 0), min: 0 }),
      series: bars.map(({ shares, color, border }) => ({
        type: 'bar',
        silent: true,
        barGap: '16%',
        barCategoryGap: '22%',
        data: shares,
        itemStyle: { color, borderColor: border, borderWidth: 1.5 },
        label: {
          show: points.length <= 6,
          position: 'top',
          distance: 3,
          color: tones.quiet,
          fontSize: 10.5,
          formatter: ({ value }: { value: unknown }) => (typeof value === 'number' ? percent(value, 0) : ''),
        },
      })),
    },
  })
  return html`<figure>${picture}<figcaption><b>Stars.</b> <span class="swatch filled"></span> what viewers gave,
<span class="swatch"></span> what the same people really gave in the held-out part. Viewers rate what a recommender shows
them, people what they chose themselves, so the two need not be equal.</figcaption></figure>`
}

const said = (share: number | null): string => (share === null ? 'no value' : percent(share, 0))
