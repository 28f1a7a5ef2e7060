import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where downloads are kept for this user; the set-up keeps its own there too (scripts/paths.mjs). */
export function cacheFolder({ INFOFLOW_CACHE, XDG_CACHE_HOME } = process.env): string {
  return INFOFLOW_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'infoflow')
}
