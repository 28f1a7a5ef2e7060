import { estimateAll } from '../../estimate/estimateMIGiven'
import type { CheckedOptions } from '../../estimate/options'
import { toLabels } from '../../readers/toLabels'
import { toSamples } from '../../readers/toSamples'
import { withInterrupt } from '../interrupt'
import { printable } from '../printable'
import { duration, type StatusLine } from '../statusLine'
import { errorCode } from '../usage'
import type { EstimatedArray } from './estimatedArray'
import type { Task } from './plan'

export interface Outcome {
  estimates: EstimatedArray[]
  /** Arrays that could not be estimated; told on the way. */
  failures: number
  interrupted: boolean
}

/** Estimates one array after the other. One that can't be estimated does not stop the others, and Ctrl-C ends them all. */
export async function estimateTasks(
  tasks: readonly Task[],
  options: CheckedOptions,
  status: StatusLine,
): Promise<Outcome> {
  const outcome: Outcome = { estimates: [], failures: 0, interrupted: false }
  const progress = new Progress(tasks.length, status)
  const tell = () => status.line('Interrupted: here is what was estimated.')
  await withInterrupt(tell, async (signal) => {
    for (const task of tasks) {
      const { file, name } = task.layer
      try {
        const onProgress = progress.start(`${file} ${name}`)
        outcome.estimates.push(...(await estimate(task, { ...options, signal, onProgress })))
      } catch (error) {
        if (signal.aborted) break
        if (!errorCode(error).startsWith('ERR_INFOFLOW_')) throw error
        status.line(printable(`error: ${explain(task, error as Error)}`))
        outcome.failures++
      }
    }
    outcome.interrupted = signal.aborted
  }).finally(() => status.end())
  return outcome
}

async function estimate({ layer, givens }: Task, options: CheckedOptions): Promise<EstimatedArray[]> {
  const { file, name } = layer
  const samples = toSamples(await layer.load())
  const labels = []
  for (const { labels: array } of givens) {
    labels.push(array === null ? undefined : toLabels(await array.load()))
  }
  const { mutualInformation } = await estimateAll(samples, labels, options)
  return givens.map((given, i) => ({
    file,
    name,
    ...(given.labels !== null && { given: given.name }),
    ...mutualInformation[i]!,
  }))
}

/** Errors of the readers name their file. */
function explain({ layer }: Task, error: Error): string {
  const named = errorCode(error).startsWith('ERR_INFOFLOW_FILE_')
  return named ? error.message : `${layer.file}: ${layer.name}: ${error.message}`
}

/** How far the whole is, each array counting the same. */
class Progress {
  readonly #started = performance.now()
  readonly #total: number
  readonly #status: StatusLine
  #current = -1

  constructor(total: number, status: StatusLine) {
    this.#total = total
    this.#status = status
  }

  /** Begins with the next array; what it returns is told how far that one is. */
  start(what: string): NonNullable<CheckedOptions['onProgress']> {
    this.#current++
    const place = printable(`${what} (${this.#current + 1} of ${this.#total})`)
    this.#status.status(place)
    return ({ done, total }) => {
      const finished = (this.#current + done / total) / this.#total
      const seconds = (performance.now() - this.#started) / 1000
      const left = finished > 0 ? `, about ${duration((seconds * (1 - finished)) / finished)} left` : ''
      this.#status.status(`${place}: ${Math.floor((100 * done) / total)} %${left}`)
    }
  }
}
