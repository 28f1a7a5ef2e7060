import { existsSync } from 'node:fs'
import { failure } from '../../errors'
import { inspectArrays } from '../../readers/inspectArrays'
import { shapeText } from '../../readers/npyHeader'
import type { StoredArray } from '../../readers/storedArray'
import { samplesShape } from '../../readers/toSamples'

/** The name for `--given` under which every row is its own condition, whatever arrays and files are called. */
export const ROWS = 'rows'

/** One array to estimate, and for each mutual information the labels of its rows: null where every row is its own. */
export interface Task {
  layer: StoredArray
  givens: { name: string; labels: StoredArray | null }[]
}

export interface Plan {
  tasks: Task[]
  /** What people should know of how the arrays are taken. */
  notes: string[]
}

/**
 * Finds what there is to estimate, from the headers alone. The array of a .npy file is taken as it is; in a .npz file
 * each float array of two axes or more is a layer, but for those named in `given`.
 * @param given names of arrays in the same file, or of files with one array of labels
 * @throws ERR_INFOFLOW_FILE_ACCESS, ERR_INFOFLOW_FILE_FORMAT for what can't be estimated
 */
export async function planEstimates(files: readonly string[], given: readonly string[]): Promise<Plan> {
  const tasks: Task[] = []
  const notes = new Notes()
  const labelFiles = new LabelFiles()
  for (const file of files) {
    const arrays = await inspectArrays(file)
    const givens = []
    for (const name of given) givens.push({ name, labels: await findLabels(file, arrays, name, labelFiles) })
    const used = givens.map(({ labels }) => labels)
    const others = arrays.filter((array) => !used.includes(array))
    const layers = others.filter((array) => isLayer(array, arrays.length))
    for (const array of others) if (!layers.includes(array)) notes.add(`left out ${describe(array)}`)
    if (layers.length === 0) throw noLayer(file, arrays)
    for (const layer of layers) {
      checkRows(layer, used)
      noteShape(layer, notes)
      tasks.push({ layer, givens })
    }
  }
  return { tasks, notes: notes.list(files.length) }
}

/** In an archive labels, losses and the like lie beside the layers; a file of one array can only mean that one. */
const isLayer = ({ type, shape }: StoredArray, inFile: number): boolean =>
  (type.kind === 'float' && shape.length >= 2) ||
  (inFile === 1 && type.kind !== 'string' && shape.length >= 1)

function noLayer(file: string, arrays: readonly StoredArray[]) {
  const found = arrays.length === 0 ? 'no arrays' : arrays.map(describe).join(', ')
  return failure(
    'ERR_INFOFLOW_FILE_FORMAT',
    `${file}: it has no array to estimate, which is float values of shape (n, d); it has ${found}`,
  )
}

async function findLabels(
  file: string,
  arrays: readonly StoredArray[],
  name: string,
  labelFiles: LabelFiles,
): Promise<StoredArray | null> {
  if (name === ROWS) return null
  const inFile = arrays.length > 1 ? arrays.find((array) => array.name === name) : undefined
  if (inFile !== undefined) return inFile
  if (existsSync(name)) return await labelFiles.get(name)
  const names = arrays.map((array) => array.name).join(', ') || 'none'
  throw failure(
    'ERR_INFOFLOW_FILE_ACCESS',
    `--given ${name}: neither an array in ${file} (there: ${names}) nor a file`,
  )
}

/** Files of labels, each opened once for all the layers that use it. */
class LabelFiles {
  readonly #found = new Map<string, StoredArray>()

  async get(file: string): Promise<StoredArray> {
    const known = this.#found.get(file)
    if (known !== undefined) return known
    const arrays = await inspectArrays(file)
    const [labels] = arrays
    if (labels === undefined || arrays.length > 1) {
      const names = arrays.map(({ name }) => name).join(', ') || 'none'
      throw failure(
        'ERR_INFOFLOW_FILE_FORMAT',
        `--given ${file}: labels must be the only array of their file; there: ${names}`,
      )
    }
    this.#found.set(file, labels)
    return labels
  }
}

function checkRows(layer: StoredArray, labels: readonly (StoredArray | null)[]): void {
  const [n] = samplesShape(layer)
  for (const array of labels) {
    if (array !== null && array.shape[0] !== n) {
      throw failure(
        'ERR_INFOFLOW_FILE_FORMAT',
        `${layer.file}: ${layer.name} has ${n} rows, and ${array.name} has shape ${shapeText(array.shape)}; one label a row is needed`,
      )
    }
  }
}

const describe = ({ name, type, shape }: StoredArray) => `${name} (${type.name}, shape ${shapeText(shape)})`

function noteShape(layer: StoredArray, notes: Notes): void {
  if (layer.shape.length === 2) return
  const [n, d] = samplesShape(layer)
  notes.add(`${layer.name} of shape ${shapeText(layer.shape)} is taken as ${n} × ${d}`)
}

/** Notes, each said once however many files it is about. */
class Notes {
  readonly #counts = new Map<string, number>()

  add(note: string): void {
    this.#counts.set(note, (this.#counts.get(note) ?? 0) + 1)
  }

  list(files: number): string[] {
    return [...this.#counts].map(([note, count]) =>
      files === 1 ? note : `${note}, in ${count} of ${files} files`,
    )
  }
}
