import { INK, LINE_HEIGHT } from './style'

const COLUMNS = 3
/** Pixels: of one panel with its margins, of one that stands alone, and of the row above all. */
const PANEL_HEIGHT = 230
const LONE_HEIGHT = 430
const TOP = 30

/** Two charts side by side under one legend. */
export const TWO_GRIDS = [
  { left: 64, width: '37%', top: 40, bottom: 56 },
  { right: 24, width: '37%', top: 40, bottom: 56 },
]

/** Small charts under one legend, three in a row: where each stands, its title above it, and how high they all are. */
export function panels(titles: readonly string[]) {
  const panelHeight = titles.length === 1 ? LONE_HEIGHT : PANEL_HEIGHT
  const columns = Math.min(COLUMNS, titles.length)
  const left = (i: number) => `${7 + (i % columns) * (94 / columns)}%`
  const top = (i: number) => TOP + Math.floor(i / columns) * panelHeight
  return {
    height: TOP + Math.ceil(titles.length / COLUMNS) * panelHeight,
    grid: titles.map((_, i) => ({
      left: left(i),
      width: `${94 / columns - 7}%`,
      top: top(i) + 30,
      height: panelHeight - 90,
    })),
    title: titles.map((text, i) => ({
      text,
      left: left(i),
      top: top(i) + 6,
      textStyle: { fontSize: 12, fontWeight: 'bold' as const, color: INK, lineHeight: LINE_HEIGHT },
      padding: 0,
    })),
  }
}
