/*
 * Pictures are drawn by ECharts without a browser, as SVG that stands in the page itself.
 *
 * Colours are given as custom properties of the style sheet, which ECharts passes on untouched: one drawing serves the
 * light and the dark scheme. What only a script would need is taken out of the drawing, and its ids get the picture's name,
 * because ECharts numbers them by instance.
 */
import type { EChartsCoreOption } from 'echarts/core'
import { type Html, html, trusted } from '../_html.ts'
import { tones } from './marks.ts'

/** A picture to draw. */
export interface Picture {
  /** Unique in the page; letters and hyphens. */
  readonly name: string
  /** What a reader who cannot see it should know. */
  readonly label: string
  /** In pixels at a width of 380, where letters have their natural size. */
  readonly height: number
  readonly option: EChartsCoreOption
}

/** Draws a picture as an svg element as wide as its box. */
export type Draw = (picture: Picture) => Html

const WIDTH = 380

/**
 * Loads the drawing library, most of a second of work that only a report needs.
 *
 * @example const draw = await loadDraw()
 */
export async function loadDraw(): Promise<Draw> {
  const [core, charts, components, features, renderers] = await Promise.all([
    import('echarts/core'),
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/features'),
    import('echarts/renderers'),
  ])
  const { BarChart, CustomChart, LineChart, ScatterChart } = charts
  core.use([BarChart, CustomChart, LineChart, ScatterChart, components.GridComponent])
  core.use([features.LabelLayout, renderers.SVGRenderer])

  return ({ name, label, height, option }) => {
    const chart = core.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height })
    try {
      chart.setOption({ animation: false, textStyle: LETTERS, ...option })
      const drawing = strip(chart.renderToSVGString(), name)
      return html`<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${label}">${trusted(drawing)}</svg>`
    } finally {
      // A chart that is not disposed of keeps the process alive.
      chart.dispose()
    }
  }
}

const LETTERS = { fontFamily: 'inherit', fontSize: 12, color: tones.quiet }

/** What stands inside the svg element, without styles, classes and attributes for scripts. */
function strip(svg: string, name: string): string {
  return svg
    .replace(/^<svg[^>]*>|<\/svg>\s*$|<style[\s\S]*?<\/style>|<rect [^>]*fill="none"><\/rect>/g, '')
    .replace(/ (?:class|ecmeta_\w+|pointer-events)="[^"]*"/g, '')
    .replace(/\bzr\d+-/g, `${name}-`)
    .replace(/fill="#000"/g, '')
    .replace(/\s*\n\s*/g, '\n')
}
