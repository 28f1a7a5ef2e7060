import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type ConvOptions, createConvNetwork } from '../../../lib/network/conv/convNetwork'

/** Of JAX, in double precision: test/fixtures/network/make.py. */
interface Fixture {
  shape: { side: number; filters: [number, number]; units: number; classes: number }
  /** One image after the other, row by row. */
  images: number[]
  labels: number[]
  parameters: number[]
  /** S_1, S_2, S_3 of every image, channels last. */
  hidden: number[][]
  logits: number[]
  loss: number
  /** Of the loss, by each of the parameters. */
  gradient: number[]
}

export const fixture = JSON.parse(
  readFileSync(resolve(__dirname, '../../fixtures/network/conv.json'), 'utf8'),
) as Fixture

export const n = fixture.labels.length
export const images = {
  data: Float32Array.from(fixture.images),
  shape: [n, fixture.shape.side ** 2] as const,
}

/** The fixture's network, with a disturbance or without. */
export function network(disturbance: Pick<ConvOptions, 'sigma' | 'dropout'> = {}) {
  const made = createConvNetwork({ ...fixture.shape, ...disturbance })
  made.parameters.set(fixture.parameters)
  return made
}

/** The largest distance between numbers at the same place. */
export function farthest(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (found.length !== expected.length) return Infinity
  return Math.max(...Array.from(found, (value, k) => Math.abs(value - expected[k]!)))
}

// Float32 sums of at most 50 products of numbers of about 1, through four layers.
export const ROUNDING = 1e-5
