import { estimateMI } from '../../lib/estimate/estimateMI'
import type { Progress } from '../../lib/native/job'
import { fillNormals } from '../../lib/random/random'

const n = 20_000
const samples = {
  data: fillNormals(new Float64Array(n * 5), { seed: 1, purpose: 'measuringNoise' }),
  shape: [n, 5] as const,
}
// Hours of work, so that a call which ends was stopped.
const endless = { sigma: 0.1, draws: 1e12 }
const quick = { sigma: 0.1, tolerance: 0.1 }

test('an abort before the call rejects with its reason', async () => {
  const reason = new Error('changed my mind')
  await expect(estimateMI(samples, { ...endless, signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
})

test('an abort during the call rejects with its reason, and the next call is as before', async () => {
  const before = await estimateMI(samples, quick)
  const controller = new AbortController()
  const call = estimateMI(samples, {
    ...endless,
    signal: controller.signal,
    onProgress: () => controller.abort(),
  })
  await expect(call).rejects.toMatchObject({ name: 'AbortError' })
  expect(await estimateMI(samples, quick)).toEqual(before)
})

test('an abort while waiting in the queue rejects, and what runs goes on', async () => {
  const running = estimateMI(samples, quick)
  const controller = new AbortController()
  const waiting = estimateMI(samples, { ...endless, signal: controller.signal })
  controller.abort()
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
  expect((await running).value).toBeGreaterThan(0)
})

test('an abort after the call changes nothing', async () => {
  const controller = new AbortController()
  const estimate = await estimateMI(samples, { ...quick, signal: controller.signal })
  controller.abort()
  expect(estimate.value).toBeGreaterThan(0)
})

test('progress goes up to its total; a callback that throws stops the call with what it threw', async () => {
  const seen: Progress[] = []
  await estimateMI(samples, {
    sigma: 0.1,
    draws: n,
    population: 'complete',
    onProgress: (progress) => seen.push(progress),
  })
  expect(seen.length).toBeGreaterThan(0)
  for (const [i, { done, total }] of seen.entries()) {
    expect(done).toBeGreaterThanOrEqual(seen[i - 1]?.done ?? 0)
    expect(total).toBe(n)
  }
  const thrown = new Error('mine')
  const call = estimateMI(samples, {
    ...endless,
    onProgress: () => {
      throw thrown
    },
  })
  await expect(call).rejects.toBe(thrown)
})

test('a thousand calls at once all come back', async () => {
  const calls = Array.from({ length: 1000 }, (_, seed) =>
    estimateMI([[0], [1]], { sigma: 1, method: 'sampled', draws: 10, seed }),
  )
  const values = await Promise.all(calls)
  expect(new Set(values.map(({ value }) => value)).size).toBe(1000)
})

test('many draws of few centers need little memory and end soon after an abort', async () => {
  const controller = new AbortController()
  const pair = { data: Float64Array.of(-2, 2), shape: [2, 1] as const }
  const before = process.memoryUsage().rss
  const call = estimateMI(pair, {
    sigma: 0.5,
    method: 'sampled',
    population: 'complete',
    draws: 1e12,
    signal: controller.signal,
    onProgress: () => controller.abort(),
  })
  await expect(call).rejects.toMatchObject({ name: 'AbortError' })
  // The next call waits for the first to have left the queue.
  await estimateMI(pair, quick)
  // A number for each draw would be 8 TB; what a call needs at any size is below 200 MB.
  expect(process.memoryUsage().rss - before).toBeLessThan(2e8)
})
