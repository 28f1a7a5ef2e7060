import { readFileSync } from 'node:fs'
import path from 'node:path'

/** Version of this package, as its package.json says. */
export const version: string = JSON.parse(
  readFileSync(path.resolve(__dirname, '..', 'package.json'), 'utf8'),
).version
