import { failure } from '../../errors'
import { type DataSet, selectRows, splitRows } from '../dataSet'
import { fetchMnist, mnistCache } from './keepMnist'
import { type FoundFile, type MnistFolder, readMnistFolder } from './mnistFolder'
import type { MnistFile } from './officialFiles'

/** Digits to train on and digits to test on. */
export interface Digits {
  train: DataSet
  test: DataSet
}

export interface DigitsOptions {
  /** Chooses the digits to train on, where there are only the test files. */
  seed: number
  /** False leaves the training files out. Default true. */
  trainingFiles?: boolean
}

/** Of the 10 000 test digits, where they are all there is. */
const TRAINING_FRACTION = 0.8

/** The rule of `mnistDigits`, in words. */
export const DIGITS_RULE =
  'the 60 000 training and 10 000 test digits where the training files are there; else 8000 of the test digits, chosen by the seed, to train on and the other 2000 to test on'

/**
 * The digits of a folder with official files, n × 784 in [0, 1]: the training files to train on and the test files to
 * test on; where there are only the test files, a random 8000 of their digits to train on and the other 2000 to test on.
 * @throws ERR_INFOFLOW_DATA_MISSING where the test files are not all there
 */
export function mnistDigits(folder: MnistFolder, { seed, trainingFiles = true }: DigitsOptions): Digits {
  const test = partOf(folder, 'test')
  if (test === null) {
    const names = folder.missing.map(({ name, problem }) => problem?.message ?? `${name} is missing`)
    const remedy = 'fetch them with infoflow data mnist, or name their folder'
    throw failure('ERR_INFOFLOW_DATA_MISSING', `MNIST: ${names.join('; ')}; ${remedy}`)
  }
  const train = trainingFiles ? partOf(folder, 'train') : null
  if (train !== null) return { train, test }
  const rows = splitRows(test.labels.length, TRAINING_FRACTION, seed)
  return { train: selectRows(test, rows.train), test: selectRows(test, rows.test) }
}

/**
 * The digits of `from`; without it those of the cache, where they are fetched to if the test files are not there.
 * @throws ERR_INFOFLOW_DATA_MISSING, ERR_INFOFLOW_FILE_FORMAT, ERR_INFOFLOW_FILE_ACCESS; `signal.reason`
 */
export async function loadDigits({
  from,
  signal,
  onProgress,
  ...digits
}: DigitsOptions & {
  from?: string | undefined
  signal?: AbortSignal | undefined
  onProgress?: ((message: string) => void) | undefined
}): Promise<Digits> {
  const folder = await readMnistFolder(from ?? mnistCache())
  const isThere = partOf(folder, 'test') !== null
  const complete = from !== undefined || isThere ? folder : await fetchMnist({ signal, onProgress })
  return mnistDigits(complete, digits)
}

/** The data set of a part, or null where one of its files is missing. */
function partOf({ found }: MnistFolder, part: MnistFile['part']): DataSet | null {
  const file = (holds: MnistFile['holds']) => found.find((file) => file.part === part && file.holds === holds)
  const images = file('images')
  const labels = file('labels')
  return images === undefined || labels === undefined ? null : dataSet(part, images, labels)
}

function dataSet(part: MnistFile['part'], images: FoundFile, labels: FoundFile): DataSet {
  const [n, rows, columns] = images.shape as [number, number, number]
  const { values } = images.array
  const data = new Float32Array(values.length)
  for (let k = 0; k < values.length; k++) data[k] = values[k]! / 255
  return {
    name: `MNIST, ${part} files`,
    inputs: { data, shape: [n, rows * columns] },
    labels: Int32Array.from(labels.array.values),
    classes: 10,
  }
}
