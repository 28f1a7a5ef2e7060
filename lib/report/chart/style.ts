import type { EChartsOption } from 'echarts'

/** Colours that colour-blind readers tell apart, on white (Okabe and Ito 2008), and symbols for print without colours. */
const COLORS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#d55e00', '#56b4e9']
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'path://M0,0L10,0L5,9Z', 'roundRect']

/** viridis, without its brightest quarter, which is lost on white: from early to late. */
const EARLY_TO_LATE = ['#440154', '#472d7b', '#3b528b', '#2c728e', '#21918c', '#28ae80', '#5ec962']

export const PAPER = '#ffffff'
export const INK = '#333333'
export const FAINT = '#8a8a8a'
/** Pixels, said for every text: left to itself, ECharts takes the width of a Chinese sign, which not every font has. */
export const LINE_HEIGHT = 14
const GRID_LINE = '#e8e8e8'

/** Of a layer or class, numbered from 0. */
export const colorOf = (index: number): string => COLORS[index % COLORS.length]!
export const symbolOf = (index: number): string => SYMBOLS[index % SYMBOLS.length]!

/** A colour stop for each position between 0, early, and 1, late. */
export const TIME_GRADIENT = EARLY_TO_LATE.map((color, i) => ({
  offset: i / (EARLY_TO_LATE.length - 1),
  color,
}))

/** Of a position between 0, early, and 1, late. */
export function timeColor(position: number): string {
  const place = Math.min(1, Math.max(0, position)) * (EARLY_TO_LATE.length - 1)
  const below = Math.min(Math.floor(place), EARLY_TO_LATE.length - 2)
  const [from, to] = [below, below + 1].map((i) => channels(EARLY_TO_LATE[i]!))
  const mixed = from!.map((channel, k) => Math.round(channel + (place - below) * (to![k]! - channel)))
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}

function channels(color: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16))
}

/** What all figures share. Lines of a point's name are the lines of its tooltip; ECharts escapes them. */
export const BASE: EChartsOption = {
  animation: false,
  backgroundColor: PAPER,
  color: COLORS,
  textStyle: { fontFamily: 'Helvetica, Arial, sans-serif', fontSize: 12, color: INK },
  tooltip: {
    trigger: 'item',
    formatter: '{b}',
    confine: true,
    extraCssText: 'white-space: pre-line; max-width: 32em; text-align: left;',
    textStyle: { fontSize: 12, color: INK },
  },
}

export const AXIS_STYLE = {
  axisLine: { show: true, onZero: false, lineStyle: { color: INK } },
  axisTick: { show: true, lineStyle: { color: INK } },
  axisLabel: { color: INK, lineHeight: LINE_HEIGHT },
  splitLine: { show: true, lineStyle: { color: GRID_LINE } },
  nameTextStyle: { color: INK, fontSize: 12, lineHeight: LINE_HEIGHT },
  nameLocation: 'middle',
} as const

export const LEGEND_STYLE = {
  type: 'scroll',
  top: 0,
  itemWidth: 22,
  itemGap: 16,
  textStyle: { color: INK, lineHeight: LINE_HEIGHT },
} as const
