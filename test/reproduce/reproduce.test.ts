import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { failure } from '../../lib/errors'
import type { Item } from '../../lib/reproduce/item'
import { reproduce } from '../../lib/reproduce/reproduce'
import { withFolder } from '../experiments/runFolder'

const item = (name: string, work: Item['reproduce']): Item => ({
  name,
  title: name,
  settings: [],
  reproduce: work,
})
const nothing = { claims: [], figures: [] }

test('an item gets every seed; one without its data is listed with the reason, and the others go on', async () => {
  await withFolder(async (folder) => {
    const seen: number[][] = []
    const lacking = item('lacking', async () => {
      throw failure('ERR_INFOFLOW_DATA_MISSING', 'fetch it')
    })
    const working = item('working', async ({ seeds, computed }) => {
      seen.push([...seeds])
      await computed('sum', { seeds }, async () => 1)
      return nothing
    })
    const options = { mode: 'quick', seed: 5, seeds: 2, folder } as const
    const states: string[] = []
    const result = await reproduce({
      ...options,
      items: [lacking, working],
      onItem: ({ name }, state) => states.push(`${name} ${state}`),
    })
    expect(result?.seeds).toEqual([5, 6])
    expect(seen).toEqual([[5, 6]])
    expect(result?.items.map(({ notRun }) => notRun)).toEqual(['fetch it', null])
    expect(result?.items[1]?.works).toEqual([{ name: 'sum', settings: { seeds: [5, 6] } }])
    expect(states).toEqual(['lacking starts', 'lacking notRun', 'working starts', 'working done'])
    await reproduce({
      ...options,
      items: [working],
      onItem: ({ name }, state) => states.push(`${name} ${state}`),
    })
    expect(states.at(-1)).toBe('working kept')
  })
})

test('any other error goes on; an abort gives null, and what was computed is kept', async () => {
  await withFolder(async (folder) => {
    const options = { mode: 'quick', seed: 0, seeds: 1, folder } as const
    const broken = item('broken', () => Promise.reject(new Error('broken')))
    await expect(reproduce({ ...options, items: [broken] })).rejects.toThrow('broken')
    const controller = new AbortController()
    let made = 0
    const long = item('long', async ({ computed, signal }) => {
      await computed('first', {}, async () => ++made)
      await computed('second', {}, async () => {
        if (made === 1) controller.abort()
        signal?.throwIfAborted()
        return ++made
      })
      return nothing
    })
    expect(await reproduce({ ...options, items: [long], signal: controller.signal })).toBeNull()
    expect(await reproduce({ ...options, items: [long] })).not.toBeNull()
    // Once each, but for the second's first try.
    expect(made).toBe(2)
  })
})

test('a figure is written as SVG, PDF and CSV, under the name of its item', async () => {
  await withFolder(async (folder) => {
    const option = { xAxis: {}, yAxis: {}, series: [] }
    const figure = { name: 'curve', title: 'Curve', caption: '', width: 300, height: 200, option }
    const drawing = item('drawing', async () => ({
      claims: [],
      figures: [{ figure, table: { columns: ['n'], rows: [[1]] } }],
    }))
    const result = await reproduce({ items: [drawing], mode: 'quick', seed: 0, seeds: 1, folder })
    expect(result?.items[0]?.figures).toEqual(['drawing-curve'])
    expect(readdirSync(join(folder, 'figures')).sort()).toEqual([
      'drawing-curve.csv',
      'drawing-curve.pdf',
      'drawing-curve.svg',
    ])
  })
})
