import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MIEstimate } from '../../lib/estimate/types'
import type {
  AttributionRow,
  ClusterRow,
  EstimateRow,
  HistoryRow,
  RunRecord,
  ScatterRow,
} from '../../lib/runs/schema'

/** Runs `use` with a folder that does not exist yet, and removes it afterwards. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const parent = mkdtempSync(join(tmpdir(), 'infoflow-run-'))
  try {
    return await use(join(parent, 'run'))
  } finally {
    rmSync(parent, { recursive: true })
  }
}

/** Everything that a run wrote, read back from its files. */
export function readRun(folder: string) {
  const text = (name: string) => readFileSync(join(folder, name), 'utf8')
  const lines = <Row>(name: string): Row[] =>
    text(name)
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line))
  const record: RunRecord = JSON.parse(text('run.json'))
  const estimates = lines<EstimateRow>('estimates.jsonl')
  /** The mutual information of one layer at one epoch. */
  function information(epoch: number, layer: number, quantity: 'I(X;T)' | 'I(Y;T)'): MIEstimate {
    const row = estimates.find(
      (row) => row.epoch === epoch && row.layer === layer && row.quantity === quantity,
    )
    if (row?.estimate.quantity !== 'mutual-information')
      throw new Error(`no ${quantity} of layer ${layer} at ${epoch}`)
    return row.estimate
  }
  return {
    record,
    estimates,
    information,
    estimatesText: text('estimates.jsonl'),
    history: lines<HistoryRow>('history.jsonl'),
    scatter: lines<ScatterRow>('scatter.jsonl'),
    clusters: lines<ClusterRow>('clusters.jsonl'),
    attribution: lines<AttributionRow>('attribution.jsonl'),
  }
}
