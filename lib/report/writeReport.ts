import { runFile } from '../runs/files'
import { writeAtomically } from '../runs/writeAtomically'

/** Writes the report of a run folder; resolves with its path. */
export async function writeReport(folder: string): Promise<string> {
  const path = runFile(folder, 'report')
  await writeAtomically(
    path,
    '<!doctype html><title>infoflow</title><p>The tables of this run lie beside this page: run.json, estimates.jsonl, history.jsonl, scatter.jsonl.',
  )
  return path
}
