import os from 'node:os'
import { addon } from '../native/loader'
import { createRun } from '../runs/runWriter'
import {
  type AttributionRow,
  type ClusterRow,
  type EstimateRow,
  type HistoryRow,
  type ParametersRow,
  RUN_SCHEMA_VERSION,
  type RunRecord,
  type ScatterRow,
} from '../runs/schema'
import { version } from '../version'

/** What every experiment takes beside its own settings. */
export interface RunOptions {
  /** Folder of the run: made here; must not exist or be empty. */
  folder: string
  /** Aborting ends the run as `interrupted`, with what was measured. */
  signal?: AbortSignal | undefined
  onProgress?: ((progress: RunProgress) => void) | undefined
  /** Called when a snapshot has been measured and written. */
  onSnapshot?: ((snapshot: Snapshot) => void) | undefined
  /** Called with one line for people, such as a fallback to another backend. */
  onWarning?: ((message: string) => void) | undefined
}

export interface RunProgress {
  epoch: number
  epochs: number
  /** Seconds that the rest is likely to take, from the pace so far; null before there is any. */
  secondsLeft: number | null
}

/** All that was measured at one epoch. */
export interface Snapshot {
  history: HistoryRow
  estimates: EstimateRow[]
  /** Empty for an experiment that does not look for clusters. */
  clusters: ClusterRow[]
}

export interface RunResult {
  status: 'finished' | 'interrupted'
  folder: string
  /** Path of report.html. */
  report: string
  /** The last complete snapshot, or null when there is none. */
  last: Snapshot | null
}

/** What an experiment does with its run: measure at snapshots, tell how far it has come. */
export interface Journal {
  /** Measures one snapshot: what `measurement` yields is written at once, row by row. */
  snapshot(epoch: number, measurement: () => AsyncIterable<Row>): Promise<void>
  /** Says that training has reached the end of this epoch. */
  reached(epoch: number): void
}

export type Row =
  | { history: HistoryRow }
  | { estimate: EstimateRow }
  | { scatter: ScatterRow }
  | { clusters: ClusterRow }
  | { attribution: AttributionRow }
  | { parameters: ParametersRow }

/** The part of run.json that an experiment says about itself. */
export type Description = Pick<
  RunRecord,
  | 'experiment'
  | 'loss'
  | 'settings'
  | 'summary'
  | 'backend'
  | 'versions'
  | 'seed'
  | 'data'
  | 'layers'
  | 'classes'
>

/**
 * Runs `body` as a recorded run: run.json says `running` from the start, and at the end how it ended; an abort makes it
 * `interrupted`, an error `failed` (and the error goes on). The report is written in each case.
 */
export async function recordRun(
  description: Description,
  plan: { epochs: number; snapshots: readonly number[] },
  { folder, signal, onProgress, onSnapshot }: RunOptions,
  body: (journal: Journal) => Promise<void>,
): Promise<RunResult> {
  const run = await createRun(folder, newRecord(description))
  const started = performance.now()
  let measuring = 0
  let measured = 0
  let last: Snapshot | null = null
  const seconds = () => ({ training: (performance.now() - started) / 1000 - measuring, measuring })

  function progress(epoch: number): void {
    const spent = seconds()
    const left = plan.snapshots.length - measured
    const forTraining = epoch === 0 ? Number.NaN : ((plan.epochs - epoch) * spent.training) / epoch
    const secondsLeft = forTraining + (left * spent.measuring) / Math.max(measured, 1)
    onProgress?.({
      epoch,
      epochs: plan.epochs,
      secondsLeft: Number.isFinite(secondsLeft) ? secondsLeft : null,
    })
  }

  const journal: Journal = {
    reached: progress,
    async snapshot(epoch, measurement) {
      const start = performance.now()
      const estimates: EstimateRow[] = []
      const clusters: ClusterRow[] = []
      let history: HistoryRow | undefined
      try {
        for await (const row of measurement()) {
          if ('estimate' in row) {
            run.addEstimate(row.estimate)
            estimates.push(row.estimate)
          } else if ('history' in row) {
            run.addHistory(row.history)
            history = row.history
          } else if ('clusters' in row) {
            run.addClusters(row.clusters)
            clusters.push(row.clusters)
          } else if ('attribution' in row) run.addAttribution(row.attribution)
          else if ('parameters' in row) run.addParameters(row.parameters)
          else run.addScatter(row.scatter)
        }
      } finally {
        measuring += (performance.now() - start) / 1000
      }
      measured++
      if (history === undefined) return
      last = { history, estimates, clusters }
      onSnapshot?.(last)
      progress(epoch)
    },
  }

  const end = async (status: 'finished' | 'interrupted' | 'failed') =>
    await run.finish(status, { endedAt: new Date().toISOString(), seconds: seconds() })
  try {
    await body(journal)
  } catch (error) {
    if (!signal?.aborted) {
      // The error that ended the run is the one to tell, whatever becomes of its report.
      await end('failed').catch(() => {})
      throw error
    }
    return { status: 'interrupted', folder, report: await end('interrupted'), last }
  }
  return { status: 'finished', folder, report: await end('finished'), last }
}

function newRecord(description: Description): RunRecord {
  const { isa, cores } = addon().cpu()
  return {
    ...description,
    schemaVersion: RUN_SCHEMA_VERSION,
    status: 'running',
    startedAt: new Date().toISOString(),
    endedAt: null,
    seconds: { training: 0, measuring: 0 },
    versions: { infoflow: version, node: process.versions.node, ...description.versions },
    machine: {
      cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
      cores,
      isa,
      platform: `${process.platform}-${process.arch}`,
    },
  }
}
