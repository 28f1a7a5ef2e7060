import { clusterMeasures } from '../../lib/experiments/clusterMeasures'

const options = { sigma: 0.6, seed: 0, signal: undefined }
const classes = [0, 0, 1, 1]

test('two pairs far apart: every measure as by hand', async () => {
  const samples = { data: Float32Array.of(0, 1, 10, 11), shape: [4, 1] as const }
  const { kMeans, silhouette, ...rest } = await clusterMeasures(samples, classes, options)
  expect(rest).toEqual({ atNoiseScale: 2, withinDistance: 1, acrossDistance: 10 })
  expect(silhouette).toBeCloseTo((9.5 / 10.5 + 8.5 / 9.5) / 2, 12)
  expect(kMeans.k).toBe(2)
  expect(kMeans.explained).toBeCloseTo(1 - 1 / 101, 12)
  expect(kMeans.adjustedMutualInformation).toBeCloseTo(1, 12)
})

test('a layer that gives the same for every input', async () => {
  const samples = { data: new Float32Array(4).fill(0.5), shape: [4, 1] as const }
  expect(await clusterMeasures(samples, classes, options)).toEqual({
    atNoiseScale: 1,
    silhouette: 0,
    withinDistance: 0,
    acrossDistance: 0,
    kMeans: { k: 2, explained: 0, adjustedMutualInformation: 0 },
  })
})
