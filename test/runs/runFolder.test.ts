import fs, {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { readRun } from '../../lib/runs/readRun'
import { createRun } from '../../lib/runs/runWriter'
import { withFolder } from '../experiments/runFolder'
import {
  exampleAttribution,
  exampleClusters,
  exampleEstimates,
  exampleHistory,
  exampleParameters,
  exampleRecord,
  exampleScatter,
} from './exampleRun'

const END = { endedAt: '2026-01-02T03:05:05.000Z', seconds: { training: 50, measuring: 10 } }

/** A run with all rows written and not ended: what a kill leaves. */
async function unendedRun(folder: string) {
  const run = await createRun(folder, exampleRecord())
  for (const row of exampleEstimates()) run.addEstimate(row)
  for (const row of exampleHistory()) run.addHistory(row)
  for (const row of exampleScatter()) run.addScatter(row)
  for (const row of exampleClusters()) run.addClusters(row)
  run.addAttribution(exampleAttribution())
  for (const row of exampleParameters()) run.addParameters(row)
  return run
}

test('what was written is read back; the first estimate has the schema version', async () => {
  await withFolder(async (folder) => {
    const run = await unendedRun(folder)
    expect(await run.finish('finished', END)).toBe(join(folder, 'report.html'))
    const contents = await readRun(folder)
    expect(contents.record).toEqual({ ...exampleRecord(), ...END, status: 'finished' })
    const [first, ...rest] = contents.estimates
    const [expectedFirst, ...expectedRest] = exampleEstimates()
    expect(first).toEqual({ schemaVersion: 1, ...expectedFirst })
    expect(rest).toEqual(expectedRest)
    expect(contents.history).toEqual(exampleHistory())
    expect(contents.scatter).toEqual(exampleScatter())
    expect(contents.clusters).toEqual(exampleClusters())
    expect(contents.attribution).toEqual([exampleAttribution()])
    expect(contents.parameters).toEqual(exampleParameters())
    expect(contents.cut).toEqual([])
    expect(readdirSync(folder).sort()).toEqual(
      [
        'attribution.jsonl',
        'clusters.jsonl',
        'estimates.jsonl',
        'figures',
        'history.jsonl',
        'parameters.jsonl',
        'report.html',
        'run.json',
        'scatter.jsonl',
      ].sort(),
    )
  })
})

test('every row is in its file as soon as the call returns', async () => {
  await withFolder(async (folder) => {
    const run = await createRun(folder, exampleRecord())
    for (const [i, row] of exampleHistory().entries()) {
      run.addHistory(row)
      expect((await readRun(folder)).history).toHaveLength(i + 1)
    }
    expect((await readRun(folder)).record.status).toBe('running')
    await run.finish('interrupted', END)
    expect((await readRun(folder)).record.status).toBe('interrupted')
  })
})

test('a kill at any byte of a file leaves a folder that reads as the whole rows before it', async () => {
  await withFolder(async (folder) => {
    const run = await unendedRun(folder)
    const path = join(folder, 'history.jsonl')
    const text = readFileSync(path, 'utf8')
    for (let length = text.length; length >= 0; length--) {
      truncateSync(path, length)
      const { history, cut } = await readRun(folder)
      const whole = text.slice(0, length).split('\n').length - 1
      expect(history).toEqual(exampleHistory().slice(0, whole))
      expect(cut).toEqual(length === 0 || text[length - 1] === '\n' ? [] : ['history.jsonl'])
    }
    await run.finish('failed', END)
  })
})

test('a loss that is not finite is read back as NaN', async () => {
  await withFolder(async (folder) => {
    const run = await createRun(folder, exampleRecord())
    run.addHistory({ epoch: 1, train: { loss: Number.NaN, accuracy: 0.5 }, test: null })
    await run.finish('failed', END)
    expect((await readRun(folder)).history[0]!.train.loss).toBeNaN()
  })
})

test('a full disk: a typed error, and no part of a row is left for the next to be glued to', async () => {
  await withFolder(async (folder) => {
    const run = await createRun(folder, exampleRecord())
    const [first, second] = exampleHistory()
    run.addHistory(first!)
    const write = fs.appendFileSync
    const full = jest.spyOn(fs, 'appendFileSync').mockImplementation((file, data) => {
      write(file, (data as Buffer).subarray(0, 20))
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
    })
    expect(() => run.addHistory(second!)).toThrow(
      expect.objectContaining({
        code: 'ERR_INFOFLOW_FILE_ACCESS',
        message: expect.stringContaining('ENOSPC'),
      }),
    )
    full.mockRestore()
    run.addHistory(second!)
    expect((await readRun(folder)).history).toEqual([first, second])
    await run.finish('failed', END)
  })
})

describe('damage is an error that names file and line', () => {
  const replaceLine = (file: string, line: number, change: (text: string) => string) => (folder: string) => {
    const lines = readFileSync(join(folder, file), 'utf8').split('\n')
    lines[line - 1] = change(lines[line - 1]!)
    writeFileSync(join(folder, file), lines.join('\n'))
  }
  test.each<[string, (folder: string) => void, RegExp]>([
    ['a flipped brace', replaceLine('history.jsonl', 2, (text) => `[${text.slice(1)}`), /history\.jsonl:2: /],
    [
      'a line cut in the middle',
      replaceLine('estimates.jsonl', 3, (text) => text.slice(0, 50)),
      /estimates\.jsonl:3: /,
    ],
    [
      'a measure of clusters that is no number',
      replaceLine('clusters.jsonl', 2, (text) => text.replace('0.25', '"a"')),
      /clusters\.jsonl:2: clusters\.silhouette/,
    ],
    [
      'an input that is not there',
      replaceLine('attribution.jsonl', 1, (text) => text.replace('[0,2,4,5]', '[0,2,4,8]')),
      /attribution\.jsonl:1: events: input 8 of 8 inputs/,
    ],
    [
      'a weight that is no number',
      replaceLine('parameters.jsonl', 3, (text) => text.replace('0.5,', 'null,')),
      /parameters\.jsonl:3: parameters\[32\]/,
    ],
    ['an empty line', (folder) => appendFileSync(join(folder, 'scatter.jsonl'), '\n'), /scatter\.jsonl:5: /],
    [
      'text for a number',
      replaceLine('history.jsonl', 1, (text) => text.replace('"accuracy":0.9', '"accuracy":"high"')),
      /history\.jsonl:1: train\.accuracy: a number is needed, not "high"/,
    ],
    [
      'an unknown quantity',
      replaceLine('estimates.jsonl', 2, (text) => text.replace('I(Y;T)', 'I(Z;T)')),
      /estimates\.jsonl:2: quantity: /,
    ],
    [
      'an interval without an end',
      replaceLine('estimates.jsonl', 1, (text) => text.replace('"low"', '"bottom"')),
      /estimates\.jsonl:1: estimate\.interval\.low: a number is needed, not nothing/,
    ],
    [
      'a point too many',
      replaceLine('scatter.jsonl', 4, (text) => text.replace('[', '[0,')),
      /scatter\.jsonl:4: points: 25 values for 8 inputs in layer 2/,
    ],
    [
      'no version in the first row',
      replaceLine('estimates.jsonl', 1, (text) => text.replace('schemaVersion', 's')),
      /estimates\.jsonl:1: schemaVersion is undefined/,
    ],
    [
      'a newer version',
      replaceLine('run.json', 2, () => '"schemaVersion": 2,'),
      /run\.json: schemaVersion is 2/,
    ],
    ['a cut run.json', (folder) => truncateSync(join(folder, 'run.json'), 100), /run\.json: is damaged/],
    [
      'a list for run.json',
      (folder) => writeFileSync(join(folder, 'run.json'), '[]'),
      /run\.json: schemaVersion/,
    ],
  ])('%s', async (_, damage, message) => {
    await withFolder(async (folder) => {
      const run = await unendedRun(folder)
      damage(folder)
      await expect(readRun(folder)).rejects.toMatchObject({
        code: 'ERR_INFOFLOW_FILE_FORMAT',
        message: expect.stringMatching(message),
      })
      await run.finish('failed', END).catch(() => {})
    })
  })

  test('a missing file', async () => {
    await withFolder(async (folder) => {
      mkdirSync(folder)
      await expect(readRun(folder)).rejects.toMatchObject({ code: 'ERR_INFOFLOW_FILE_ACCESS' })
    })
  })
})

describe('a folder is nobody else’s', () => {
  test('one that holds something is refused and left as it was', async () => {
    await withFolder(async (folder) => {
      mkdirSync(folder)
      writeFileSync(join(folder, 'precious'), 'text')
      await expect(createRun(folder, exampleRecord())).rejects.toMatchObject({
        code: 'ERR_INFOFLOW_FILE_ACCESS',
        message: expect.stringContaining('is not empty'),
      })
      expect(readdirSync(folder)).toEqual(['precious'])
    })
  })

  test('of two runs that start in it at once, one gets it', async () => {
    await withFolder(async (folder) => {
      const both = await Promise.allSettled([1, 2].map((seed) => createRun(folder, exampleRecord({ seed }))))
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect((await readRun(folder)).record.seed).toBe(both[0]!.status === 'fulfilled' ? 1 : 2)
    })
  })

  test('a file in the place of the folder', async () => {
    await withFolder(async (folder) => {
      writeFileSync(folder, '')
      await expect(createRun(folder, exampleRecord())).rejects.toMatchObject({
        code: 'ERR_INFOFLOW_FILE_ACCESS',
      })
    })
  })
})
