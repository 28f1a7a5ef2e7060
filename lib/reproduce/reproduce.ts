import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { requireInteger } from '../arguments'
import { csv } from '../csv'
import { failure } from '../errors'
import { renderSvg } from '../report/renderSvg'
import { writeAtomically } from '../runs/writeAtomically'
import { version } from '../version'
import type { Item, ItemFigure, JudgedClaim, Mode } from './item'
import type { Setting } from './judgement'
import { reproductionPage } from './page'
import { type TrainingOptions, trained } from './trained'

export const REPRODUCTION_SCHEMA_VERSION = 1

/** `reproduce.json`: nothing in it depends on when or where it was made. */
export interface Reproduction {
  schemaVersion: number
  version: string
  mode: Mode
  seed: number
  items: ReproducedItem[]
}

export interface ReproducedItem {
  item: string
  title: string
  settings: readonly Setting[]
  /** As run.json has them. */
  run: { experiment: string; settings: Record<string, unknown>; backend: string; data: string }
  claims: JudgedClaim[]
  /** Files of its figures without their suffix: SVG and CSV. */
  figures: string[]
}

export interface ReproduceOptions extends TrainingOptions {
  items: readonly Item[]
  mode: Mode
  /** An integer in [0, 2^53). */
  seed: number
  /** Made where it does not exist; what an earlier call finished there for the same settings is kept. */
  folder: string
  /** Called before an item is trained or read, and after. */
  onItem?: (item: Item, state: 'starts' | 'kept' | 'done') => void
}

/**
 * Reproduces items of the poster: trains what has not been trained, judges their claims, and writes reproduce.html,
 * reproduce.json and figures/ (an SVG and a CSV file each).
 * @returns null where `signal` was aborted: finished trainings stay in the folder for the next call
 * @throws RangeError naming `seed`; ERR_INFOFLOW_FILE_ACCESS where the folder can't be written
 */
export async function reproduce(options: ReproduceOptions): Promise<Reproduction | null> {
  const { items, mode, seed, folder, onItem, ...trainingOptions } = options
  requireInteger('seed', seed, 0)
  await makeFolder(join(folder, 'figures'))
  const reproduced: { item: ReproducedItem; figures: ItemFigure[] }[] = []
  for (const item of items) {
    onItem?.(item, 'starts')
    const training = item.training(mode, seed)
    const found = await trained(join(folder, 'runs'), item.name, training, trainingOptions)
    if (found === null) return null
    const { run, kept } = found
    const { experiment, settings, backend, data } = run.record
    const figures = item.figures(run).map(({ figure, table }) => ({
      figure: { ...figure, name: `${item.name}-${figure.name}` },
      table,
    }))
    reproduced.push({
      item: {
        item: item.name,
        title: item.title,
        settings: item.settings,
        run: { experiment, settings, backend, data: data.sha256 },
        claims: await item.judge(run),
        figures: figures.map(({ figure }) => figure.name),
      },
      figures,
    })
    onItem?.(item, kept ? 'kept' : 'done')
  }
  const result: Reproduction = {
    schemaVersion: REPRODUCTION_SCHEMA_VERSION,
    version,
    mode,
    seed,
    items: reproduced.map(({ item }) => item),
  }
  const figures = reproduced.map(({ figures }) => figures)
  await writeFigures(join(folder, 'figures'), figures.flat())
  await writeAtomically(join(folder, 'reproduce.json'), `${JSON.stringify(result, null, 2)}\n`)
  await writeAtomically(
    join(folder, 'reproduce.html'),
    await reproductionPage(
      result,
      figures.map((own) => own.map(({ figure }) => figure)),
    ),
  )
  return result
}

async function writeFigures(folder: string, figures: readonly ItemFigure[]): Promise<void> {
  for (const { figure, table } of figures) {
    await writeAtomically(join(folder, `${figure.name}.svg`), await renderSvg(figure))
    await writeAtomically(join(folder, `${figure.name}.csv`), csv(table.columns, table.rows))
  }
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true })
  } catch (cause) {
    const message = `cannot make the folder ${path}: ${(cause as Error).message}`
    throw failure('ERR_INFOFLOW_FILE_ACCESS', message, { cause })
  }
}
