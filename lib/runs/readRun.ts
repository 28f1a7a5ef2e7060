import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { failure } from '../errors'
import { RUN_FILES, runFile } from './files'
import {
  checkAttribution,
  checkClusters,
  checkEstimate,
  checkHistory,
  checkParameters,
  checkRecord,
  checkScatter,
} from './rowChecks'
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

/** What a run folder holds. */
export interface RunContents {
  record: RunRecord
  estimates: EstimateRow[]
  history: HistoryRow[]
  scatter: ScatterRow[]
  /** Empty, too, for a run of a version that did not write them; `attribution` also unless training reached its end. */
  clusters: ClusterRow[]
  attribution: AttributionRow[]
  parameters: ParametersRow[]
  /** Files whose last line was cut when the process was killed; that line is left out. */
  cut: string[]
}

/**
 * Reads a run folder back, whether the run has ended or was killed.
 * @throws ERR_INFOFLOW_FILE_FORMAT naming the file and line of any damage, or where a newer version wrote it;
 * ERR_INFOFLOW_FILE_ACCESS where a file can't be read. A last line without its end is no damage: see `cut`.
 */
export async function readRun(folder: string): Promise<RunContents> {
  const record = await readRecord(folder)
  const cut: string[] = []
  const rows = async <Row>(name: keyof typeof RUN_FILES, check: (row: unknown) => Row): Promise<Row[]> => {
    const path = runFile(folder, name)
    const found = parseRows(path, await read(path), check)
    if (found.cut) cut.push(RUN_FILES[name])
    return found.rows
  }
  /** Of a file that runs of earlier versions don't have. */
  const laterRows: typeof rows = async (name, check) =>
    existsSync(runFile(folder, name)) ? await rows(name, check) : []
  const estimates = await rows('estimates', checkEstimate)
  if (estimates[0] !== undefined)
    checkVersion(`${runFile(folder, 'estimates')}:1`, estimates[0].schemaVersion)
  return {
    record,
    estimates,
    history: await rows('history', checkHistory),
    scatter: await rows('scatter', (row) => checkScatter(row, record)),
    clusters: await laterRows('clusters', checkClusters),
    attribution: await laterRows('attribution', (row) => checkAttribution(row, record)),
    parameters: await laterRows('parameters', checkParameters),
    cut,
  }
}

async function readRecord(folder: string): Promise<RunRecord> {
  const path = runFile(folder, 'record')
  const contents = parse(path, await read(path))
  // Before anything else: what a newer version means by the rest is unknown.
  const hasVersion = contents !== null && typeof contents === 'object' && 'schemaVersion' in contents
  checkVersion(path, hasVersion ? contents.schemaVersion : undefined)
  return checked(path, contents, checkRecord)
}

function checkVersion(where: string, found: unknown): void {
  if (found === RUN_SCHEMA_VERSION) return
  throw failure(
    'ERR_INFOFLOW_FILE_FORMAT',
    `${where}: schemaVersion is ${JSON.stringify(found)}, this version of infoflow reads ${RUN_SCHEMA_VERSION}`,
  )
}

function parseRows<Row>(path: string, text: string, check: (row: unknown) => Row) {
  const lines = text.split('\n')
  // After the last line's end there is nothing; anything else is a line whose writing a kill has cut short.
  const rest = lines.pop()!
  const rows = lines.map((line, i) => checked(`${path}:${i + 1}`, parse(`${path}:${i + 1}`, line), check))
  return { rows, cut: rest !== '' }
}

function checked<T>(where: string, value: unknown, check: (value: unknown) => T): T {
  try {
    return check(value)
  } catch (cause) {
    throw failure('ERR_INFOFLOW_FILE_FORMAT', `${where}: ${(cause as Error).message}`, { cause })
  }
}

function parse(where: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw failure('ERR_INFOFLOW_FILE_FORMAT', `${where}: is damaged: ${(cause as Error).message}`, { cause })
  }
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw failure('ERR_INFOFLOW_FILE_ACCESS', `cannot read ${path}: ${(cause as Error).message}`, { cause })
  }
}
