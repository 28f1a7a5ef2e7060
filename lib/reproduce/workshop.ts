import { join } from 'node:path'
import type { RunProgress } from '../experiments'
import { computed } from './computed'
import type { Mode, Workshop } from './item'
import { trained } from './trained'

export interface WorkshopOptions {
  mode: Mode
  seeds: readonly number[]
  /** Made where it does not exist; what an earlier call finished there for the same settings is kept. */
  folder: string
  /** Folder with data that cannot be made here. Default: where it is kept for this user, and fetched to. */
  data?: string | undefined
  signal?: AbortSignal | undefined
  /** Called with what is being worked on, and which share of it is done. */
  onProgress?: ((name: string, share: number) => void) | undefined
  /** Called with one line for people, such as a fallback to another backend. */
  onWarning?: ((message: string) => void) | undefined
}

/** A part of an item's work, for the record. */
export interface Work {
  name: string
  settings: Record<string, unknown>
  /** Of a training. */
  backend?: string
  /** SHA-256 of a training's data. */
  data?: string
}

/** A workshop in a folder, and what has been done in it by whom it was given to. */
export function openWorkshop({ folder, mode, seeds, data, signal, onProgress, onWarning }: WorkshopOptions) {
  const works: Work[] = []
  let isAllKept = true
  const workshop: Workshop = {
    mode,
    seeds,
    data,
    signal,
    onWarning,
    async trained(name, training) {
      const progress = ({ epoch, epochs }: RunProgress) => onProgress?.(name, epoch / epochs)
      const options = { signal, onWarning, onProgress: progress }
      const { run, kept } = await trained(join(folder, 'runs'), name, training, options)
      const { settings, backend, data } = run.record
      works.push({ name, settings, backend, data: data.sha256 })
      isAllKept &&= kept
      return run
    },
    async computed(name, settings, make) {
      signal?.throwIfAborted()
      const work = () => make((share) => onProgress?.(name, share))
      const { value, kept } = await computed(join(folder, 'data'), name, settings, work)
      works.push({ name, settings })
      isAllKept &&= kept
      return value
    },
  }
  return { workshop, works, isAllKept: () => isAllKept }
}
