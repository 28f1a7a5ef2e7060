import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { failure } from '../../errors'
import { inspectArrays } from '../../readers/inspectArrays'
import { toSamples } from '../../readers/toSamples'
import type { SampleMatrix } from '../../samples/types'
import type { Task } from '../types'

/**
 * The tasks of a folder with `truth.json`, an object of names and values in nats, and for each name an .npz file with x
 * and y. Their rows are cut into as many repeats of n as they give.
 * @throws ERR_INFOFLOW_FILE_FORMAT, ERR_INFOFLOW_FILE_ACCESS
 */
export async function benchmarkTasks(folder: string, n: number): Promise<Task[]> {
  const file = join(folder, 'truth.json')
  if (!existsSync(file)) throw failure('ERR_INFOFLOW_FILE_ACCESS', `${file}: there is no such file`)
  const truths = JSON.parse(await readFile(file, 'utf8')) as Record<string, number>
  return Object.entries(truths).map(([name, truth]) => {
    const rows = once(() => readPair(join(folder, `${name}.npz`)))
    return {
      kind: 'paired',
      name,
      truth,
      source: 'benchmark-mi',
      judged: false,
      draw: async (repeat) => {
        const { x, y } = await rows()
        const [rowsThere] = x.shape
        if ((repeat + 1) * n > rowsThere && repeat > 0) return null
        return { x: part(x, repeat * n, n), y: part(y, repeat * n, n) }
      },
    }
  })
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

async function readPair(file: string): Promise<{ x: SampleMatrix; y: SampleMatrix }> {
  const arrays = await inspectArrays(file)
  const load = async (name: string) => {
    const array = arrays.find((candidate) => candidate.name === name)
    if (array === undefined) throw failure('ERR_INFOFLOW_FILE_FORMAT', `${file}: it has no array ${name}`)
    return toSamples(await array.load())
  }
  return { x: await load('x'), y: await load('y') }
}

function part({ data, shape }: SampleMatrix, first: number, n: number): SampleMatrix {
  const [rows, d] = shape
  const count = Math.min(n, rows - first)
  return { data: data.slice(first * d, (first + count) * d), shape: [count, d] }
}
