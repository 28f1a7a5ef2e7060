import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EstimatedArray } from '../../lib/cli/estimate/estimatedArray'
import { fixture, npy } from '../readers/files'
import { infoflow } from './infoflow'

const FILES = ['bpsk.npy', 'pam4.npy', 'stored.npz', 'clusters.npz', 'not-finite.npy']

/** Every test of the file runs in a folder of its own with a few of NumPy's files. */
export function inFolderOfFixtures(): void {
  const home = process.cwd()
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'infoflow-estimate-'))
    process.chdir(folder)
    for (const name of FILES) copyFileSync(fixture(name), name)
  })

  afterEach(() => {
    process.chdir(home)
    rmSync(folder, { recursive: true })
  })
}

/** What `--json` prints, which must be all that stdout has. */
export async function estimates(...args: string[]): Promise<EstimatedArray[]> {
  const { stdout, stderr, exitCode } = await infoflow('estimate', ...args, '--json')
  if (exitCode !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}

/** A float64 .npy file of these rows. */
export function save(name: string, rows: number[][]): void {
  const header = `{'descr': '<f8', 'fortran_order': False, 'shape': (${rows.length}, ${rows[0]!.length}), }`
  writeFileSync(name, npy(header, Buffer.from(Float64Array.from(rows.flat()).buffer)))
}
