import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { RunOptions } from '../experiments'
import { type RunContents, readRun } from '../runs/readRun'
import { version } from '../version'
import type { Training } from './item'

export type TrainingOptions = Omit<RunOptions, 'folder'>

/**
 * The run of a training: the finished one of the same settings and version that lies in `folder`, or a new one there.
 * Nothing is ever deleted: what an interrupt or a kill left behind stays beside it.
 * @param name of its folder; a number is added where that is taken
 * @throws signal.reason when it was aborted before it was finished
 */
export async function trained(
  folder: string,
  name: string,
  training: Training,
  options: TrainingOptions,
): Promise<{ run: RunContents; kept: boolean }> {
  const taken = await runsIn(folder, name)
  for (const own of taken) {
    const run = await readIfSound(join(folder, own), options)
    if (run !== null && isOf(training, run)) return { run, kept: true }
  }
  const own = join(folder, taken.length === 0 ? name : `${name}-${numberOf(taken.at(-1)!) + 1}`)
  const { status } = await training.start({ ...options, folder: own })
  if (status === 'interrupted') throw options.signal!.reason
  return { run: await readRun(own), kept: false }
}

/** Folders `name`, `name-2`, … with anything in them, in this order: an empty one, left by a kill, may be used. */
async function runsIn(folder: string, name: string): Promise<string[]> {
  const entries = await filesIn(folder)
  const own = entries.filter(
    (entry) => entry === name || (entry.startsWith(`${name}-`) && /^\d+$/.test(entry.slice(name.length + 1))),
  )
  const contents = await Promise.all(own.map((entry) => filesIn(join(folder, entry))))
  return own.filter((_, i) => contents[i]!.length > 0).sort((a, b) => numberOf(a) - numberOf(b))
}

const filesIn = (folder: string) => readdir(folder).catch(() => [])

const numberOf = (entry: string) => Number(/-(\d+)$/.exec(entry)?.[1] ?? 1)

async function readIfSound(folder: string, { onWarning }: TrainingOptions): Promise<RunContents | null> {
  try {
    return await readRun(folder)
  } catch (error) {
    onWarning?.(`Not used: ${(error as Error).message}`)
    return null
  }
}

function isOf({ experiment, settings }: Training, { record, cut }: RunContents): boolean {
  const isSame = Object.entries(settings).every(([name, value]) =>
    isDeepStrictEqual(record.settings[name], value),
  )
  const isWhole = record.status === 'finished' && cut.length === 0
  return isWhole && isSame && record.experiment === experiment && record.versions.infoflow === version
}
