// Populations to draw rows from: products of independent coordinates, so that entropies and variances add.
import { fillNormals } from '../../dist/random/random.js'
import { nodesOfDensity, noisyEntropy } from './quadrature.mjs'

/**
 * A coordinate: how many standard normals a draw takes, what it makes of them (from `z[i]` on), its density on a range
 * that leaves out less than 1e-9 of the entropy, and the scale at which that density is smooth.
 */
const gaussian = {
  normals: 1,
  draw: (z, i) => z[i],
  density: (x) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI),
  range: [-9, 9],
  scale: 1,
}

const uniform = {
  normals: 2,
  draw: (z, i) => Math.atan2(z[i], z[i + 1]) / Math.PI,
  density: () => 0.5,
  range: [-1, 1],
  scale: 1,
}

const student5 = {
  normals: 6,
  draw: (z, i) => (z[i] / Math.hypot(z[i + 1], z[i + 2], z[i + 3], z[i + 4], z[i + 5])) * Math.sqrt(5),
  density: (x) => (8 / (3 * Math.PI * Math.sqrt(5))) * (1 + (x * x) / 5) ** -3,
  range: [-250, 250],
  scale: 1,
}

const CLUSTER_DEVIATION = 0.02

/** `count` clusters over [−1, 1], at 0 where there is one. */
function levels(count) {
  const centers = Array.from({ length: count }, (_, k) => (count > 1 ? (2 * k) / (count - 1) - 1 : 0))
  const scaled = (x) => gaussian.density(x / CLUSTER_DEVIATION) / CLUSTER_DEVIATION
  return {
    count,
    normals: 3,
    draw: (z, i) => {
      const chosen = Math.min(count - 1, Math.floor(((uniform.draw(z, i) + 1) / 2) * count))
      return centers[chosen] + CLUSTER_DEVIATION * z[i + 2]
    },
    density: (x) => centers.reduce((sum, center) => sum + scaled(x - center), 0) / count,
    range: [-1.2, 1.2],
    scale: CLUSTER_DEVIATION,
  }
}

/** 16 clusters on a grid over the first coordinates; the others are one cluster. */
function clusters(d) {
  const grid = { 1: [16], 2: [4, 4] }[d] ?? [2, 2, 2, 2]
  const one = levels(1)
  return Array.from({ length: d }, (_, k) => (k < grid.length ? levels(grid[k]) : one))
}

const LAWS = {
  gaussian: (d) => new Array(d).fill(gaussian),
  clusters,
  uniform: (d) => new Array(d).fill(uniform),
  student5: (d) => new Array(d).fill(student5),
}

export const LAW_NAMES = Object.keys(LAWS)

/** n rows of a law in d dimensions. */
export function drawRows(law, n, d, seed) {
  const coordinates = LAWS[law](d)
  const perRow = coordinates.reduce((sum, { normals }) => sum + normals, 0)
  const z = fillNormals(new Float64Array(n * perRow), { seed, purpose: 'measuringNoise' })
  const data = new Float64Array(n * d)
  let next = 0
  for (let row = 0; row < n; row++) {
    for (let k = 0; k < d; k++) {
      data[row * d + k] = coordinates[k].draw(z, next)
      next += coordinates[k].normals
    }
  }
  return { data, shape: [n, d] }
}

const known = new Map()

function ofCoordinate(law, coordinate, sigma) {
  const key = `${law} ${coordinate.count ?? ''} ${sigma}`
  if (!known.has(key)) known.set(key, noisyEntropy(nodesOfDensity(coordinate, sigma), sigma))
  return known.get(key)
}

/** Of rows of the law seen through the noise: h in nats, and sd over S of E[−ln p(T) | S]. */
export function truth(law, d, sigma) {
  let entropy = 0
  let variance = 0
  for (const coordinate of LAWS[law](d)) {
    const found = ofCoordinate(law, coordinate, sigma)
    entropy += found.entropy
    variance += found.variance
  }
  return { entropy, deviation: Math.sqrt(variance) }
}
