import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { requireInteger } from '../arguments'
import { csv } from '../csv'
import { failure } from '../errors'
import { renderPdf } from '../report/renderPdf'
import { renderSvg } from '../report/renderSvg'
import { writeAtomically } from '../runs/writeAtomically'
import { version } from '../version'
import type { Findings, Item, ItemFigure, JudgedClaim, Mode } from './item'
import type { Setting } from './judgement'
import { reproductionPage } from './page'
import { openWorkshop, type Work, type WorkshopOptions } from './workshop'

export const REPRODUCTION_SCHEMA_VERSION = 2

/** `reproduce.json`: nothing in it depends on when or where it was made. */
export interface Reproduction {
  schemaVersion: number
  version: string
  mode: Mode
  seeds: readonly number[]
  items: ReproducedItem[]
}

export interface ReproducedItem {
  item: string
  title: string
  settings: readonly Setting[]
  /** Why it was not run, and what to do; null where it was. */
  notRun: string | null
  /** What was trained and computed for it. */
  works: Work[]
  claims: JudgedClaim[]
  /** Files of its figures without their suffix: SVG, PDF and CSV. */
  figures: string[]
}

export interface ReproduceOptions extends Omit<WorkshopOptions, 'seeds'> {
  items: readonly Item[]
  /** Of training: this one and those that follow it. An integer in [0, 2^53). */
  seed: number
  /** How many. */
  seeds: number
  /** Called before an item's work, and after. */
  onItem?: (item: Item, state: 'starts' | 'kept' | 'done' | 'notRun') => void
}

/**
 * Reproduces items of the poster: trains and computes what has not been, judges their claims, and writes reproduce.html,
 * reproduce.json and figures/ (an SVG, a PDF and a CSV file each).
 * @returns null where `signal` was aborted: what is finished stays in the folder for the next call
 * @throws RangeError naming `seed` or `seeds`; ERR_INFOFLOW_FILE_ACCESS where the folder can't be written
 */
export async function reproduce(options: ReproduceOptions): Promise<Reproduction | null> {
  const { items, mode, seed, folder, signal } = options
  requireInteger('seeds', options.seeds, 1)
  requireInteger('seed', seed, 0, Number.MAX_SAFE_INTEGER - options.seeds + 1)
  const seeds = Array.from({ length: options.seeds }, (_, i) => seed + i)
  await makeFolder(join(folder, 'figures'))
  const reproduced: { item: ReproducedItem; figures: ItemFigure[] }[] = []
  try {
    for (const item of items) reproduced.push(await reproduceItem(item, { ...options, seeds }))
  } catch (error) {
    if (signal?.aborted) return null
    throw error
  }
  const result: Reproduction = {
    schemaVersion: REPRODUCTION_SCHEMA_VERSION,
    version,
    mode,
    seeds,
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

async function reproduceItem(
  item: Item,
  options: Omit<ReproduceOptions, 'seeds'> & WorkshopOptions,
): Promise<{ item: ReproducedItem; figures: ItemFigure[] }> {
  const { name, title, settings } = item
  options.onItem?.(item, 'starts')
  const { workshop, works, isAllKept } = openWorkshop(options)
  let findings: Findings = { claims: [], figures: [] }
  let notRun: string | null = null
  try {
    findings = await item.reproduce(workshop)
  } catch (error) {
    if (!isMissingData(error)) throw error
    notRun = error.message
  }
  options.onItem?.(item, notRun !== null ? 'notRun' : isAllKept() ? 'kept' : 'done')
  const figures = findings.figures.map(({ figure, table }) => ({
    figure: { ...figure, name: `${name}-${figure.name}` },
    table,
  }))
  const names = figures.map(({ figure }) => figure.name)
  const { claims } = findings
  return { item: { item: name, title, settings, notRun, works, claims, figures: names }, figures }
}

function isMissingData(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === 'ERR_INFOFLOW_DATA_MISSING'
}

async function writeFigures(folder: string, figures: readonly ItemFigure[]): Promise<void> {
  for (const { figure, table } of figures) {
    const svg = await renderSvg(figure)
    await writeAtomically(join(folder, `${figure.name}.svg`), svg)
    await writeAtomically(join(folder, `${figure.name}.pdf`), await renderPdf(svg, figure))
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
