import { readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { writeReport } from '../../lib/report/writeReport'
import type { RunContents } from '../../lib/runs/readRun'
import { createRun } from '../../lib/runs/runWriter'
import { withFolder } from '../experiments/runFolder'
import { exampleRun } from '../runs/exampleRun'
import { expectWellFormed } from './wellFormed'

/** A run folder with these rows, not ended: as a kill leaves it. */
async function writeRun(
  folder: string,
  { record, estimates, history, scatter, clusters, attribution }: RunContents,
) {
  const run = await createRun(folder, record)
  for (const row of estimates) run.addEstimate(row)
  for (const row of history) run.addHistory(row)
  for (const row of scatter) run.addScatter(row)
  for (const row of clusters) run.addClusters(row)
  for (const row of attribution) run.addAttribution(row)
  return run
}

const FIGURES = [
  'binned-entropy.svg',
  'clusters.svg',
  'information-plane.svg',
  'information-x.svg',
  'information-y.svg',
  'performance.svg',
  'scatter-layer-2.svg',
]

async function reportOf(contents: RunContents) {
  return await withFolder(async (folder) => {
    const run = await writeRun(folder, contents)
    const path = await writeReport(folder)
    expect(path).toBe(join(folder, 'report.html'))
    const figures = readdirSync(join(folder, 'figures')).sort()
    for (const name of figures) expectWellFormed(readFileSync(join(folder, 'figures', name), 'utf8'))
    const page = readFileSync(path, 'utf8')
    await run.finish('failed', { endedAt: '', seconds: { training: 0, measuring: 0 } })
    return { figures, page }
  })
}

test('a whole run: the page and every figure as SVG', async () => {
  const { figures, page } = await reportOf(exampleRun())
  expect(figures).toEqual(FIGURES)
  expect(page).toContain('The run had not ended when this page was written, or was killed.')
  expect(page).toContain('The last snapshot: epoch 100')
  expect(page).toContain('How the inputs cluster: epoch 100')
  expect(page).toContain(
    '<td>2</td><td>3</td><td>0.750 ± 0.01</td><td>0.500</td><td>7</td><td>0.250</td><td>0.500 / 0.750</td><td>0.600</td><td>0.400</td>',
  )
})

test('what changed I(X;T), by layer and by merge', async () => {
  const { page } = await reportOf(exampleRun())
  const cells = (row: string[]) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`
  expect(page).toContain(
    cells([
      '2',
      '3',
      '1 → 100',
      '1.800 → 0.750',
      '−1.0500 ± 0.004',
      '−1.1000 ± 0.004<br>4 inputs',
      '+0.0300 ± 0.004<br>2 inputs',
      '+0.0200 ± 0.004<br>2 inputs',
    ]),
  )
  expect(page).toContain('Layer 2 (3 units), epoch 1 → 100: merges')
  expect(page).toContain(
    cells(['−1.1000 ± 0.004', '104.8 %', '4', '3 of class 0 and 1 of class 1', '3 → 1', '0, 2, 4, 5']),
  )
})

test('of many merges the largest are listed, and of many inputs the first seen at once', async () => {
  const run = exampleRun()
  const [row] = run.attribution
  const [merge] = row!.events
  row!.events = Array.from({ length: 9 }, (_, i) => ({ ...merge!, clustersBefore: i + 2 }))
  row!.events[0]!.inputs = Array.from({ length: 8 }, (_, i) => i).concat(7, 7)
  const { page } = await reportOf(run)
  expect(page).toContain('the largest 6 of 9 merges')
  expect(page.match(/<td>\d → 1<\/td>/g)).toEqual([2, 3, 4, 5, 6, 7].map((n) => `<td>${n} → 1</td>`))
  expect(page).toContain('<details><summary>0, 1, 2, 3, 4, 5, 6, 7, …</summary>7, 7</details>')
})

test('no snapshot: a page that says so, and no figures', async () => {
  const { figures, page } = await reportOf({
    ...exampleRun(),
    estimates: [],
    history: [],
    scatter: [],
    clusters: [],
    attribution: [],
  })
  expect(figures).toEqual([])
  expect(page).toContain('Nothing was measured.')
  expect(page).not.toContain('How the inputs cluster')
  expect(page).toContain('Settings and versions')
})

test.each([0, 1, 100])('a single snapshot, at epoch %d', async (wanted) => {
  const run = exampleRun()
  const only = <Row extends { epoch: number }>(rows: Row[]) => rows.filter(({ epoch }) => epoch === wanted)
  const { figures, page } = await reportOf({
    ...run,
    estimates: only(run.estimates),
    history: only(run.history),
    scatter: only(run.scatter),
  })
  expect(figures).toEqual(FIGURES)
  expect(page).toContain(`The last snapshot: epoch ${wanted}`)
})

test('interrupted while it measured a layer', async () => {
  const run = exampleRun({ status: 'interrupted' })
  const { page } = await reportOf({
    ...run,
    estimates: run.estimates.slice(0, -4),
    scatter: run.scatter.slice(0, -1),
  })
  expect(page).toContain('The run was interrupted')
  expect(page).toContain('not all layers are here')
})

test('a network that diverged at once', async () => {
  const run = exampleRun()
  for (const row of run.history) row.train.loss = Number.NaN
  for (const row of run.history) row.test = null
  const { figures } = await reportOf({ ...run, estimates: [], scatter: [] })
  expect(figures).toEqual(['performance.svg'])
})

test('a run of a version that did not look for clusters yet', async () => {
  await withFolder(async (folder) => {
    const run = await writeRun(folder, exampleRun())
    for (const name of ['clusters.jsonl', 'attribution.jsonl']) rmSync(join(folder, name))
    const page = readFileSync(await writeReport(folder), 'utf8')
    expect(page).toContain('The last snapshot: epoch 100')
    expect(page).not.toContain('How the inputs cluster')
    expect(page).not.toContain('Which inputs merged')
    await run.finish('failed', { endedAt: '', seconds: { training: 0, measuring: 0 } })
  })
})

test('a last line that a kill has cut is said in the page', async () => {
  await withFolder(async (folder) => {
    const run = await writeRun(folder, exampleRun())
    const path = join(folder, 'scatter.jsonl')
    truncateSync(path, readFileSync(path).length - 10)
    const page = readFileSync(await writeReport(folder), 'utf8')
    expect(page).toContain('The last line of scatter.jsonl was cut short and is left out.')
    await run.finish('failed', { endedAt: '', seconds: { training: 0, measuring: 0 } })
  })
})

test('a folder that holds no run', async () => {
  await withFolder(async (folder) => {
    await expect(writeReport(folder)).rejects.toMatchObject({ code: 'ERR_INFOFLOW_FILE_ACCESS' })
  })
})
