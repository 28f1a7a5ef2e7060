import { join } from 'node:path'
import type { CheckedOptions } from '../../../estimate/options'
import { compareEstimators } from '../../../estimators/compare/compareEstimators'
import type { Comparison, Snapshot } from '../../../estimators/compare/types'
import { toLabels } from '../../../readers/toLabels'
import { toSamples } from '../../../readers/toSamples'
import { renderSvg } from '../../../report/renderSvg'
import { writeAtomically } from '../../../runs/writeAtomically'
import { withInterrupt } from '../../interrupt'
import { printable } from '../../printable'
import type { StatusLine } from '../../statusLine'
import type { Task } from '../plan'
import { comparisonFigure } from './comparisonFigure'

/** Beside the files of `infoflow estimate`. */
export const COMPARISON_FILE = 'comparison.json'
const FIGURE_FILE = 'comparison.svg'

/** All estimators on the arrays of each name, the files being the moments. Null where Ctrl-C ended it. */
export async function compareTasks(
  tasks: readonly Task[],
  options: CheckedOptions,
  status: StatusLine,
): Promise<Comparison | null> {
  const { sigma, population, tolerance, seed, threads } = options
  return await withInterrupt(
    () => status.line('Interrupted: nothing was compared.'),
    async (signal) => {
      try {
        const snapshots: Snapshot[] = []
        for (const task of tasks) snapshots.push(await load(task))
        const onProgress = ({ done, total, stage }: { done: number; total: number; stage: string }) =>
          status.status(`${printable(stage)}: ${Math.floor((100 * done) / total)} % of all`)
        const common = { sigma, population, tolerance, seed, threads, signal, onProgress }
        return await compareEstimators(snapshots, common)
      } catch (error) {
        if (signal.aborted) return null
        throw error
      }
    },
  ).finally(() => status.end())
}

/** The name of an array that only one file has, or null. */
export function oneMoment(tasks: readonly Task[]): string | null {
  const counts = new Map<string, number>()
  for (const { layer } of tasks) counts.set(layerName(layer), (counts.get(layerName(layer)) ?? 0) + 1)
  return [...counts].find(([, count]) => count === 1)?.[0] ?? null
}

/** A .npy file has no name but its own, which is the moment's. */
const layerName = ({ file, name }: Task['layer']) => (file.endsWith('.npy') ? 'T' : name)

async function load({ layer, givens }: Task): Promise<Snapshot> {
  const labels = givens[0]!.labels
  return {
    at: layer.file,
    layer: layerName(layer),
    samples: toSamples(await layer.load()),
    ...(labels !== null && { given: toLabels(await labels.load()) }),
  }
}

export async function writeComparison(
  folder: string,
  comparison: Comparison,
  status: StatusLine,
): Promise<void> {
  const files = {
    [COMPARISON_FILE]: `${JSON.stringify(comparison, null, 2)}\n`,
    [FIGURE_FILE]: await renderSvg(comparisonFigure(comparison)),
  }
  for (const [name, contents] of Object.entries(files)) {
    await writeAtomically(join(folder, name), contents)
    status.line(`Written: ${join(folder, name)}`)
  }
}
