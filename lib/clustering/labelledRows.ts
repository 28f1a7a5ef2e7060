import { readLabels, requireOptions } from '../arguments'
import { rangeError } from '../errors'
import { requireMemory } from '../memory'
import type { NativeLabelledRows } from '../native/clustering'
import { type CheckedJobOptions, JOB_OPTIONS, type JobOptions, readJobOptions } from '../native/job'
import { readSamples } from '../samples/samples'
import type { Samples } from '../samples/types'

export interface LabelledOptions extends JobOptions {
  /** n integers from 0: the class or cluster of each row. */
  labels: ArrayLike<number>
}

/** Rows with their classes, checked. */
export interface LabelledInput<O> {
  options: O
  job: CheckedJobOptions
  rows: NativeLabelledRows
  /** The label that each class of `rows` had: they are renumbered in order of occurrence. */
  names: number[]
}

/**
 * Reads what every measure by class takes.
 * @param known names of the options beside `labels` and those of a job
 * @throws TypeError, RangeError naming the argument; ERR_INFOFLOW_MEMORY
 */
export function readLabelledRows<O extends LabelledOptions>(
  samples: Samples,
  options: O,
  known: readonly string[] = [],
): LabelledInput<O> {
  requireOptions(options, ['labels', ...known, ...JOB_OPTIONS], '{ labels: [0, 1, 0] }')
  const { labels } = options
  const job = readJobOptions(options)
  job.signal?.throwIfAborted()
  const { data, n, d } = readSamples(samples)
  const renumbered = readLabels('labels', labels, n)
  const names: number[] = []
  renumbered.forEach((label, i) => {
    names[label] ??= labels[i]!
  })
  requireMemory(`samples: ${n} × ${d} values`, data.byteLength + n * (24 * d + 32))
  const rows = { samples: data, n, d, labels: renumbered, classes: names.length, threads: job.threads }
  return { options, job, rows, names }
}

/** @throws RangeError naming `labels` unless there are from two to n − 1 classes */
export function requireSeveralClasses({ classes, n }: NativeLabelledRows): void {
  if (classes < 2 || classes >= n) {
    throw rangeError('labels', `${classes} classes of ${n} rows; from 2 to n − 1 are needed`)
  }
}
