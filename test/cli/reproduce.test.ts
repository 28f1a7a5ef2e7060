import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withFolder } from '../experiments/runFolder'
import { expectWellFormed } from '../report/wellFormed'
import { infoflow } from './infoflow'

const read = (folder: string, ...path: string[]) => readFileSync(join(folder, ...path), 'utf8')
const reproduce = (folder: string, ...args: string[]) =>
  infoflow('reproduce', 'neuron', '--quick', '--out', folder, ...args)

test('the neuron: a page with every claim, SVG and CSV for each figure; what is finished is not trained again', async () => {
  await withFolder(async (folder) => {
    const { stdout, stderr, exitCode } = await reproduce(folder)
    expect(exitCode).toBe(0)
    expect(stderr).toContain('neuron: done')
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(join(folder, 'reproduce.html'))
    const json = read(folder, 'reproduce.json')
    const [{ claims, figures, works }] = JSON.parse(json).items
    const page = read(folder, 'reproduce.html')
    expect(claims).toHaveLength(6)
    for (const { id, verdict } of claims) {
      expect(page).toMatch(new RegExp(`<tr id="${id}">.*<strong>${verdict}</strong>`))
      expect(stdout).toContain(`${id}: ${verdict}`)
    }
    expect(claims.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
      ...Array(4).fill('supported'),
      ...Array(2).fill('undecided'),
    ])
    expect(page).toContain('; 100000 epochs would decide')
    expect(works[0].settings).toMatchObject({ epochs: 10_000, seed: 0 })
    expect(readdirSync(join(folder, 'figures')).sort()).toEqual(
      figures.flatMap((name: string) => [`${name}.csv`, `${name}.pdf`, `${name}.svg`]).sort(),
    )
    for (const name of figures) expectWellFormed(read(folder, 'figures', `${name}.svg`))

    const before = statSync(join(folder, 'runs', 'neuron', 'estimates.jsonl')).mtimeMs
    const again = await reproduce(folder)
    expect(again.stderr).toContain('neuron: judged, from what was finished earlier')
    expect(statSync(join(folder, 'runs', 'neuron', 'estimates.jsonl')).mtimeMs).toBe(before)
    expect(readdirSync(join(folder, 'runs'))).toEqual(['neuron'])
    expect(read(folder, 'reproduce.json')).toBe(json)
  })
})

test('one seed: the same bytes from a second training; another seed: another training beside the first', async () => {
  await withFolder(async (first) => {
    await withFolder(async (second) => {
      await reproduce(first, '--seed', '1')
      const { stdout } = await reproduce(second, '--seed', '1', '--json')
      expect(read(second, 'reproduce.json')).toBe(read(first, 'reproduce.json'))
      expect(stdout).toBe(read(first, 'reproduce.json'))
      for (const name of readdirSync(join(first, 'figures')).filter((name) => name.endsWith('.csv'))) {
        expect(read(second, 'figures', name)).toBe(read(first, 'figures', name))
      }
      await reproduce(second, '--seed', '2')
      expect(readdirSync(join(second, 'runs')).sort()).toEqual(['neuron', 'neuron-2'])
      expect(read(second, 'reproduce.json')).not.toBe(read(first, 'reproduce.json'))
    })
  })
})

test('a run that was killed, and a damaged one, are left and trained anew', async () => {
  await withFolder(async (folder) => {
    mkdirSync(join(folder, 'runs', 'neuron'), { recursive: true })
    mkdirSync(join(folder, 'runs', 'neuron-2'))
    writeFileSync(join(folder, 'runs', 'neuron', 'run.json'), '{')
    const { stderr, exitCode } = await reproduce(folder)
    expect(exitCode).toBe(0)
    expect(stderr).toMatch(/Not used: .*neuron.run\.json: is damaged/)
    // The empty one is taken.
    expect(readdirSync(join(folder, 'runs')).sort()).toEqual(['neuron', 'neuron-2'])
    expect(read(folder, 'runs', 'neuron', 'run.json')).toBe('{')
  })
})

test.each([
  [['nothing'], "'nothing' is invalid"],
  [['--seed', '-1'], '--seed'],
  [['--seed', '1.5'], '--seed'],
  [['--seeds', '0'], '--seeds'],
  [['--seeds', '2', '--seed', String(2 ** 53 - 1)], '--seed'],
  [['--sede', '1'], "unknown option '--sede'"],
])('%j is bad usage: exit code 2, nothing written', async (args, message) => {
  await withFolder(async (folder) => {
    const { stdout, stderr, exitCode } = await infoflow('reproduce', '--out', folder, ...args)
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
    expect(() => readdirSync(folder)).toThrow('ENOENT')
  })
})

test('a folder that cannot be made is told of: exit code 1', async () => {
  await withFolder(async (folder) => {
    writeFileSync(folder, '')
    const { stderr, exitCode } = await reproduce(folder)
    expect(exitCode).toBe(1)
    expect(stderr).toContain('cannot make the folder')
  })
})

test('an interrupt: exit code 130, nothing judged; the next call trains anew beside it', async () => {
  await withFolder(async (folder) => {
    const running = infoflow('reproduce', 'neuron', '--out', folder)
    const watch = setInterval(() => {
      if (process.listenerCount('SIGINT') > 0) process.emit('SIGINT')
    }, 20)
    const { stdout, stderr, exitCode } = await running
    clearInterval(watch)
    expect([exitCode, stdout]).toEqual([130, ''])
    expect(stderr).toContain('Interrupted')
    expect(JSON.parse(read(folder, 'runs', 'neuron', 'run.json')).status).toBe('interrupted')
    await reproduce(folder)
    expect(readdirSync(join(folder, 'runs')).sort()).toEqual(['neuron', 'neuron-2'])
  })
})
