import os from 'node:os'
import { gaussianCeiling } from '../../lib/bounds/gaussianCeiling'
import { pairwiseBounds } from '../../lib/bounds/pairwiseBounds'

const rows = [[-1], [1]]

/** What a call with arguments that TypeScript would refuse rejects with. */
async function rejection(call: typeof pairwiseBounds | typeof gaussianCeiling, ...given: unknown[]) {
  const [samples, options] = given as Parameters<typeof call>
  return call(samples, options).then(
    () => null,
    ({ name, code, argument, message }) => ({ name, code, argument, message }),
  )
}

describe.each([
  ['pairwiseBounds', pairwiseBounds],
  ['gaussianCeiling', gaussianCeiling],
])('%s refuses', (_, call) => {
  test.each([
    ['samples', 'TypeError', undefined, { sigma: 1 }],
    ['samples', 'TypeError', new Float64Array(2), { sigma: 1 }],
    ['samples', 'RangeError', [], { sigma: 1 }],
    ['samples', 'RangeError', { data: new Float64Array(3), shape: [2, 1] }, { sigma: 1 }],
    ['samples', 'RangeError', [[1], [Number.NaN]], { sigma: 1 }],
    ['options', 'TypeError', rows, undefined],
    ['sigma', 'TypeError', rows, {}],
    ['sigma', 'RangeError', rows, { sigma: 0 }],
    ['sigma', 'RangeError', rows, { sigma: 1e-300 }],
    ['weights', 'RangeError', rows, { sigma: 1, weights: [1] }],
    ['weights', 'RangeError', rows, { sigma: 1, weights: [0, 0] }],
    ['threads', 'RangeError', rows, { sigma: 1, threads: 0 }],
    ['signal', 'TypeError', rows, { sigma: 1, signal: 1 }],
    ['given', 'TypeError', rows, { sigma: 1, given: [0, 1] }],
  ])('%s: %s', async (argument, name, samples, options) => {
    expect(await rejection(call, samples, options)).toMatchObject({ argument, name })
    expect(await rejection(call, rows, { sigma: 1 })).toBeNull()
  })

  test('an abort before the call, with its reason', async () => {
    const reason = new Error('changed my mind')
    await expect(call(rows, { sigma: 1, signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })

  test('rows that do not fit into memory, before any work', async () => {
    const totalmem = jest.spyOn(os, 'totalmem').mockReturnValue(100)
    const found = await rejection(call, rows, { sigma: 1 })
    totalmem.mockRestore()
    expect(found).toMatchObject({ code: 'ERR_INFOFLOW_MEMORY' })
  })
})
