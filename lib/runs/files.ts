import { join } from 'node:path'

/** Names of the files in a run folder. */
export const RUN_FILES = {
  record: 'run.json',
  estimates: 'estimates.jsonl',
  history: 'history.jsonl',
  scatter: 'scatter.jsonl',
  clusters: 'clusters.jsonl',
  attribution: 'attribution.jsonl',
  parameters: 'parameters.jsonl',
  report: 'report.html',
  figures: 'figures',
} as const

export function runFile(folder: string, name: keyof typeof RUN_FILES): string {
  return join(folder, RUN_FILES[name])
}
