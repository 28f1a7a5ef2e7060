import type { ScatterRow } from '../../runs/schema'

/** The scatter of one layer at every snapshot, compact enough to lie in the page. */
export interface ScatterFrames {
  /** Units of the layer; the pairs of units that are drawn. */
  width: number
  projections: [number, number][]
  /** Class of each input; series are drawn projection by projection, in each class by class up to `classCount`. */
  classes: number[]
  classCount: number
  /** A stored value is multiplied by this. */
  unit: number
  /** In the order of epochs: what to say, and n × width values as base64 of little-endian 16-bit integers. */
  frames: { epoch: number; label: string; points: string }[]
}

const LARGEST = 2 ** 15 - 1

/** The step between stored values: a thirty-thousandth of the largest one, far below what a picture shows. */
export function storedUnit(rows: readonly ScatterRow[]): number {
  let largest = 0
  for (const { points } of rows) for (const value of points) largest = Math.max(largest, Math.abs(value))
  return Math.max(largest, Number.MIN_VALUE) / LARGEST
}

export function storedPoints(points: readonly number[], unit: number): string {
  const bytes = Buffer.alloc(2 * points.length)
  for (const [i, value] of points.entries()) bytes.writeInt16LE(Math.round(value / unit), 2 * i)
  return bytes.toString('base64')
}
