import { mkdirSync, readdirSync, readFileSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeAtomically } from '../../lib/runs/writeAtomically'
import { withFolder } from '../experiments/runFolder'

test('replaces a file, and nothing else is left', async () => {
  await withFolder(async (folder) => {
    mkdirSync(folder)
    const path = join(folder, 'file')
    writeFileSync(path, 'old contents, longer')
    await writeAtomically(path, 'new')
    expect(readFileSync(path, 'utf8')).toBe('new')
    expect(readdirSync(folder)).toEqual(['file'])
  })
})

test('the old contents or the new: never a part', async () => {
  await withFolder(async (folder) => {
    mkdirSync(folder)
    const path = join(folder, 'file')
    const texts = ['a', 'b'].map((letter) => letter.repeat(2e6))
    writeFileSync(path, texts[0]!)
    const seen = new Set<string>()
    const look = () => seen.add(readFileSync(path, 'utf8'))
    const watcher = watch(folder, look)
    const timer = setInterval(look, 0)
    for (let i = 1; i <= 20; i++) await writeAtomically(path, texts[i % 2]!)
    clearInterval(timer)
    watcher.close()
    look()
    expect([...seen].every((text) => texts.includes(text))).toBe(true)
    expect(seen.size).toBe(2)
  })
})

test('a failure leaves the old file and no temporary one', async () => {
  await withFolder(async (folder) => {
    mkdirSync(join(folder, 'taken'), { recursive: true })
    writeFileSync(join(folder, 'taken', 'file'), '')
    // A folder that is not empty can't be replaced by a file.
    await expect(writeAtomically(join(folder, 'taken'), 'text')).rejects.toMatchObject({
      code: 'ERR_INFOFLOW_FILE_ACCESS',
      message: expect.stringContaining('taken'),
    })
    expect(readdirSync(folder)).toEqual(['taken'])
    await expect(writeAtomically(join(folder, 'absent', 'file'), 'text')).rejects.toMatchObject({
      code: 'ERR_INFOFLOW_FILE_ACCESS',
    })
  })
})
