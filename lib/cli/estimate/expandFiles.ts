import { existsSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { globSync, isDynamicPattern } from 'tinyglobby'
import { failure } from '../../errors'

/** epoch2 before epoch10. */
const natural = new Intl.Collator('en', { numeric: true })

/**
 * The files that arguments name: paths as they are, patterns such as 'acts/*.npz' (quoted, so that the shell left them
 * alone) as the files that match, in natural order. Each file once.
 * @throws ERR_INFOFLOW_FILE_ACCESS for a pattern that nothing matches
 */
export function expandFiles(names: readonly string[]): string[] {
  return [...new Set(names.flatMap(expand))]
}

function expand(name: string): string[] {
  if (existsSync(name) || !isDynamicPattern(name)) return [name]
  const files = globSync(name, { expandDirectories: false, absolute: isAbsolute(name) })
  if (files.length === 0) {
    throw failure('ERR_INFOFLOW_FILE_ACCESS', `${name}: no file matches it in ${process.cwd()}`)
  }
  return files.sort(natural.compare)
}
