import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { failure, type InfoflowError } from '../../errors'
import { type IdxArray, readIdx } from '../../readers/idxFile'
import { MNIST_FILES, type MnistFile } from './officialFiles'

/** An official file that lies in a folder, its checksum compared. */
export interface FoundFile extends MnistFile {
  path: string
  array: IdxArray
}

export interface MissingFile extends MnistFile {
  /** Null where there is no such file; else what is wrong with the one there is. */
  problem: InfoflowError | null
}

/** What a folder has of the MNIST database. */
export interface MnistFolder {
  found: FoundFile[]
  missing: MissingFile[]
}

/**
 * Reads which of the four official files a folder has, each as it is published (`.gz`) or inflated. The checksum of the
 * inflated file decides, so that one compressed anew will do.
 */
export async function readMnistFolder(folder: string): Promise<MnistFolder> {
  const found: FoundFile[] = []
  const missing: MissingFile[] = []
  for (const file of MNIST_FILES) {
    const path = [`${file.name}.gz`, file.name].map((name) => join(folder, name)).find(existsSync)
    if (path === undefined) {
      missing.push({ ...file, problem: null })
      continue
    }
    try {
      found.push({ ...file, path, array: await readOfficial(file, path) })
    } catch (error) {
      missing.push({ ...file, problem: error as InfoflowError })
    }
  }
  return { found, missing }
}

async function readOfficial({ sha256 }: MnistFile, path: string): Promise<IdxArray> {
  const array = await readIdx(path)
  if (array.sha256 === sha256) return array
  const problem = `not the official file: inflated, its SHA-256 is ${array.sha256}, not ${sha256}`
  throw failure('ERR_INFOFLOW_FILE_FORMAT', `${path}: ${problem}; fetch it again`)
}
