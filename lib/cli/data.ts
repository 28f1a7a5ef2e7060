import { stat } from 'node:fs/promises'
import type { Command } from 'commander'
import { copyMnist, fetchMnist, mnistCache } from '../data/mnist/keepMnist'
import type { MnistFolder } from '../data/mnist/mnistFolder'
import { INTERRUPTED, withInterrupt } from './interrupt'
import { textTable } from './textTable'
import { BAD_USAGE } from './usage'

interface MnistOptions {
  from?: string
  mirror?: string
  json?: true
}

/** Adds `infoflow data mnist`. */
export function registerData(program: Command): void {
  program
    .command('data')
    .description('get data sets that infoflow does not make itself')
    .command('mnist')
    .description('the four files of the MNIST digits, checked and kept in the cache for `infoflow reproduce`')
    .option('--from <folder>', 'take what this folder has of them, with or without .gz, in place of fetching')
    .option('--mirror <url>', 'fetch from this folder, in place of well-known copies')
    .option('--json', 'print paths, sizes and checksums as JSON to stdout')
    .action(mnist)
}

async function mnist({ from, mirror, json }: MnistOptions, command: Command): Promise<void> {
  if (from !== undefined && mirror !== undefined) {
    command.error('error: --from and --mirror exclude each other', { exitCode: BAD_USAGE })
  }
  const say = (message: string) => void process.stderr.write(`${message}\n`)
  await withInterrupt(
    () => say('Interrupted: what has been fetched is kept for the next time.'),
    async (signal) => {
      try {
        const mirrors = mirror === undefined ? {} : { mirrors: [mirror] }
        const folder =
          from === undefined
            ? await fetchMnist({ ...mirrors, signal, onProgress: say })
            : await copyMnist(from)
        await print(folder, json === true)
      } catch (error) {
        if (!signal.aborted) throw error
        process.exitCode = INTERRUPTED
      }
    },
  )
}

async function print({ found, missing }: MnistFolder, json: boolean): Promise<void> {
  const files = []
  for (const { name, path, array, sha256 } of found) {
    const { size } = await stat(path)
    files.push({ name, path, bytes: size, shape: array.shape, count: array.shape[0]!, sha256 })
  }
  const folder = mnistCache()
  if (json) {
    const absent = missing.map(({ name }) => name)
    process.stdout.write(`${JSON.stringify({ folder, files, missing: absent }, null, 2)}\n`)
    return
  }
  const rows = [
    ['file', 'bytes', 'shape', 'SHA-256, inflated'],
    ...files.map(({ name, bytes, shape, sha256 }) => [name, String(bytes), shape.join(' × '), sha256]),
    ...missing.map(({ name, problem }) => [name, '', '', problem?.message ?? 'missing']),
  ]
  process.stdout.write(`${textTable(rows, new Set([0, 3])).join('\n')}\n${folder}\n`)
}
