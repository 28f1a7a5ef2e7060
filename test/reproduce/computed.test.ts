import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { computed } from '../../lib/reproduce/computed'
import { withFolder } from '../experiments/runFolder'

test('is made once for its settings, anew for others and where the file is damaged', async () => {
  await withFolder(async (folder) => {
    let made = 0
    const make = async () => ({ made: ++made, none: undefined })
    expect(await computed(folder, 'curve', { n: 1 }, make)).toEqual({ value: { made: 1 }, kept: false })
    expect(await computed(folder, 'curve', { n: 1 }, make)).toEqual({ value: { made: 1 }, kept: true })
    const [first] = readdirSync(folder)
    expect((await computed(folder, 'curve', { n: 2 }, make)).value.made).toBe(2)
    expect((await computed(folder, 'line', { n: 1 }, make)).value.made).toBe(3)
    expect(readdirSync(folder)).toHaveLength(3)
    writeFileSync(join(folder, first!), '{"value": 1')
    expect(await computed(folder, 'curve', { n: 1 }, make)).toEqual({ value: { made: 4 }, kept: false })
  })
})

test('what fails is not kept', async () => {
  await withFolder(async (folder) => {
    await expect(computed(folder, 'curve', {}, () => Promise.reject(new Error('broken')))).rejects.toThrow(
      'broken',
    )
    expect(await computed(folder, 'curve', {}, async () => 1)).toEqual({ value: 1, kept: false })
  })
})
