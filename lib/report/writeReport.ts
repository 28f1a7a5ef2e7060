import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { failure } from '../errors'
import { runFile } from '../runs/files'
import { readRun } from '../runs/readRun'
import { writeAtomically } from '../runs/writeAtomically'
import { figuresOf } from './figures/figures'
import { reportPage } from './page/page'
import { renderSvg } from './renderSvg'

/**
 * Writes the report of a run folder, whether the run has ended, was interrupted or killed: report.html, one page that
 * opens offline, and every figure as an SVG file in figures/. Replaces what is there.
 * @param folder a run folder, read as `readRun` does
 * @returns the path of report.html
 * @throws ERR_INFOFLOW_FILE_FORMAT where the folder is damaged, ERR_INFOFLOW_FILE_ACCESS where a file can't be read or
 * written
 */
export async function writeReport(folder: string): Promise<string> {
  const run = await readRun(folder)
  const figures = figuresOf(run)
  const pictures = runFile(folder, 'figures')
  try {
    await mkdir(pictures, { recursive: true })
  } catch (cause) {
    throw failure(
      'ERR_INFOFLOW_FILE_ACCESS',
      `cannot make the folder ${pictures}: ${(cause as Error).message}`,
      {
        cause,
      },
    )
  }
  for (const figure of figures) {
    await writeAtomically(join(pictures, `${figure.name}.svg`), await renderSvg(figure))
  }
  const path = runFile(folder, 'report')
  await writeAtomically(path, await reportPage(run, figures))
  return path
}
