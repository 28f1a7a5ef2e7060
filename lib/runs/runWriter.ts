import { mkdir, readdir } from 'node:fs/promises'
import { failure } from '../errors'
import { writeReport } from '../report/writeReport'
import { runFile } from './files'
import { RowFile } from './rowFile'
import {
  type AttributionRow,
  type ClusterRow,
  type EstimateRow,
  type HistoryRow,
  type ParametersRow,
  RUN_SCHEMA_VERSION,
  type RunRecord,
  type ScatterRow,
} from './schema'
import { writeAtomically } from './writeAtomically'

/** A run folder being written. Killed at any moment, the process leaves a folder that `readRun` reads. */
export interface Run {
  /** Each appends one row, which a kill of the process can't take back once the call returns. */
  addEstimate(row: EstimateRow): void
  addHistory(row: HistoryRow): void
  addScatter(row: ScatterRow): void
  addClusters(row: ClusterRow): void
  addAttribution(row: AttributionRow): void
  addParameters(row: ParametersRow): void
  /** Writes how the run ended, then the report and its figures; resolves with the path of report.html. */
  finish(
    status: Exclude<RunRecord['status'], 'running'>,
    end: { endedAt: string; seconds: RunRecord['seconds'] },
  ): Promise<string>
}

/**
 * Makes the folder of a run, with `record` as its run.json and empty tables. What run.json says changes only in
 * `finish`: a run that was killed still says `running`.
 * @param folder must not exist or be empty; parents are made
 * @throws ERR_INFOFLOW_FILE_ACCESS where it holds something or can't be written, as do the run's methods
 */
export async function createRun(folder: string, record: RunRecord): Promise<Run> {
  await makeEmptyFolder(folder)
  const estimates = new RowFile<EstimateRow>(runFile(folder, 'estimates'))
  const history = new RowFile<HistoryRow>(runFile(folder, 'history'))
  const scatter = new RowFile<ScatterRow>(runFile(folder, 'scatter'))
  const clusters = new RowFile<ClusterRow>(runFile(folder, 'clusters'))
  const attribution = new RowFile<AttributionRow>(runFile(folder, 'attribution'))
  const parameters = new RowFile<ParametersRow>(runFile(folder, 'parameters'))
  const writeRecord = (record: RunRecord) =>
    writeAtomically(runFile(folder, 'record'), `${JSON.stringify(record, null, 2)}\n`)
  await writeRecord(record)
  let first = true
  return {
    addEstimate(row) {
      estimates.append(first ? { schemaVersion: RUN_SCHEMA_VERSION, ...row } : row)
      first = false
    },
    addHistory: (row) => history.append(row),
    addScatter: (row) => scatter.append(row),
    addClusters: (row) => clusters.append(row),
    addAttribution: (row) => attribution.append(row),
    addParameters: (row) => parameters.append(row),
    async finish(status, end) {
      for (const file of [estimates, history, scatter, clusters, attribution, parameters]) file.close()
      await writeRecord({ ...record, status, ...end })
      return await writeReport(folder)
    },
  }
}

async function makeEmptyFolder(folder: string): Promise<void> {
  let found: string[]
  try {
    await mkdir(folder, { recursive: true })
    found = await readdir(folder)
  } catch (cause) {
    throw failure(
      'ERR_INFOFLOW_FILE_ACCESS',
      `cannot make the folder ${folder}: ${(cause as Error).message}`,
      {
        cause,
      },
    )
  }
  if (found.length > 0) {
    throw failure('ERR_INFOFLOW_FILE_ACCESS', `${folder} is not empty: name a new folder for the run`)
  }
}
