import type { EChartsOption } from 'echarts'
import type { ScatterFrames } from './figures/scatterFrames'

/** A figure: the page draws it interactively and its SVG file stands alone, both from `option`. */
export interface Figure {
  /** Of its SVG file, and of its place in the page. */
  name: string
  title: string
  /** What is drawn and how, in plain text. */
  caption: string
  /** Pixels. */
  width: number
  height: number
  /** Plain JSON, without functions, so that the page can carry it as data. */
  option: EChartsOption
  /** The same figure at other epochs, for a slider; `option` shows the last. */
  frames?: ScatterFrames
}
