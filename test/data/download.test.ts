import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { dirname, join } from 'node:path'
import { type DownloadOptions, download } from '../../lib/data/download'
import { withFolder } from '../experiments/runFolder'
import { withServer } from './loopback'

const CONTENTS: Record<string, Buffer> = {
  'a.gz': Buffer.alloc(200_000, 'digits '),
  'b.gz': Buffer.from('labels'),
}
const FILES = Object.entries(CONTENTS).map(([name, bytes]) => ({
  name,
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
}))

type Answer = (contents: Buffer, response: ServerResponse, request: IncomingMessage) => void

const ANSWERS: Record<string, Answer> = {
  well: (contents, response) => void response.end(contents),
  'not at all': (_, response) => void response.writeHead(404).end('no such file'),
  'with other bytes': (contents, response) => void response.end(Buffer.alloc(contents.length, 'x')),
  'with more': (contents, response) => void response.end(Buffer.concat([contents, contents])),
  'with an endless stream': (contents, response) => {
    const more = () => {
      while (!response.destroyed && response.write(contents));
    }
    response.on('drain', more)
    more()
  },
  'with an end too early': (contents, response) => void response.end(contents.subarray(1)),
  'with a broken connection': (contents, response) => {
    response.writeHead(200, { 'content-length': contents.length })
    response.write(contents.subarray(1), () => response.destroy())
  },
  'with silence': () => {},
  'with a start, then silence': (contents, response) => void response.write(contents.subarray(1)),
  'with a page': (_, response) => void response.end('<html>sign in</html>'),
  'with itself': (_, response, { url }) => void response.writeHead(302, { location: url }).end(),
}

const serve =
  (answer: Answer) =>
  (request: IncomingMessage, response: ServerResponse): void =>
    answer(CONTENTS[request.url!.replace('/mnist/', '')]!, response, request)

/** Downloads into a new folder and gives what is in it, with the error where there was one. */
async function downloaded(mirrors: string[], options: Partial<DownloadOptions> = {}) {
  return await withFolder(async (folder) => {
    const said: string[] = []
    const onProgress = (message: string) => void said.push(message)
    const error = await download(FILES, { folder, mirrors, timeoutMs: 300, onProgress, ...options }).then(
      () => null,
      (error: Error & { code?: string }) => error,
    )
    const names = existsSync(folder) ? readdirSync(folder).sort() : []
    return {
      error,
      said,
      files: Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name))])),
    }
  })
}

test('the files as they are, with or without a slash at the end of the address', async () => {
  await withServer(serve(ANSWERS.well!), async (address, asked) => {
    for (const mirror of [address, address.slice(0, -1)]) {
      const { error, said, files } = await downloaded([mirror])
      expect([error, files]).toEqual([null, CONTENTS])
      expect(said).toEqual(['Fetching a.gz (0.2 MB)', 'Fetching b.gz (0.0 MB)'])
    }
    expect(asked).toEqual(['/mnist/a.gz', '/mnist/b.gz', '/mnist/a.gz', '/mnist/b.gz'])
  })
})

const FAILURES: [string, RegExp][] = [
  ['not at all', /it answers 404/],
  ['with other bytes', /other bytes: their SHA-256 is [0-9a-f]{64}, not/],
  ['with more', /more than 200000 bytes/],
  ['with an endless stream', /more than 200000 bytes/],
  ['with an end too early', /cut short: 199999 of 200000 bytes/],
  ['with a broken connection', /terminated|socket|closed|aborted/],
  ['with silence', /nothing came for 0.3 s/],
  ['with a start, then silence', /nothing came for 0.3 s/],
  ['with a page', /cut short: 20 of 200000 bytes/],
  ['with itself', /redirect/],
]

test.each(FAILURES)('a server that answers %s: an error that says so, and no file', async (name, says) => {
  await withServer(serve(ANSWERS[name]!), async (address) => {
    const { error, files } = await downloaded([address])
    expect(error).toMatchObject({ code: 'ERR_INFOFLOW_DATA_MISSING', message: expect.stringMatching(says) })
    expect(error!.message).toContain(`a.gz could not be fetched (${address}: `)
    expect(files).toEqual({})
  })
})

test.each(FAILURES)('a first mirror that answers %s: all from the second', async (name, says) => {
  await withServer(serve(ANSWERS[name]!), async (bad, askedBad) => {
    await withServer(serve(ANSWERS.well!), async (good, askedGood) => {
      const { error, said, files } = await downloaded([bad, good])
      expect([error, files]).toEqual([null, CONTENTS])
      expect(said[1]).toMatch(says)
      // Asked once (or as often as it sends on to itself), not again for the second file.
      expect(new Set(askedBad)).toEqual(new Set(['/mnist/a.gz']))
      expect(askedGood).toEqual(['/mnist/a.gz', '/mnist/b.gz'])
    })
  })
})

test('no server there: the next mirror; with none left the reason of each', async () => {
  // Its port was free a moment ago.
  const nobody = await withServer(serve(ANSWERS.well!), async (address) => address)
  await withServer(serve(ANSWERS.well!), async (good) => {
    expect(await downloaded([nobody, good])).toMatchObject({ error: null, files: CONTENTS })
  })
  const { error } = await downloaded([nobody, 'not an address'])
  expect(error!.message).toMatch(/127\.0\.0\.1:.*ECONNREFUSED.*not an address: .*URL/)
})

test('a server that is slow, but never silent for long, is waited for', async () => {
  const slow: Answer = async (contents, response) => {
    for (let start = 0; start < contents.length; start += 50_000) {
      response.write(contents.subarray(start, start + 50_000))
      await new Promise((resolve) => setTimeout(resolve, 600))
    }
    response.end()
  }
  await withServer(serve(slow), async (address) => {
    // The whole takes longer than the silence that is allowed.
    expect(await downloaded([address], { timeoutMs: 2000 })).toMatchObject({ error: null, files: CONTENTS })
  })
})

test('what was fetched before an error stays, whole', async () => {
  const onlyFirst = serve((contents, response) =>
    ANSWERS[contents.length > 100 ? 'well' : 'not at all']!(contents, response, response.req),
  )
  await withServer(onlyFirst, async (address) => {
    const { error, files } = await downloaded([address])
    expect(error!.message).toContain('b.gz could not be fetched')
    expect(files).toEqual({ 'a.gz': CONTENTS['a.gz'] })
  })
})

test('an abort ends it with its reason; no other mirror is asked', async () => {
  await withServer(serve(ANSWERS['with silence']!), async (silent, asked) => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(new Error('enough')), 50)
    const { error, files } = await downloaded([silent, silent], {
      signal: controller.signal,
      timeoutMs: 60_000,
    })
    expect(error!.message).toBe('enough')
    expect([files, asked]).toEqual([{}, ['/mnist/a.gz']])
    const before = await downloaded([silent], { signal: AbortSignal.abort(new Error('no')) })
    expect([before.error!.message, asked]).toEqual(['no', ['/mnist/a.gz']])
  })
})

test('a folder that cannot be made is told of', async () => {
  await withFolder(async (folder) => {
    writeFileSync(folder, '')
    expect(existsSync(dirname(folder))).toBe(true)
    await expect(download(FILES, { folder, mirrors: [] })).rejects.toMatchObject({
      code: 'ERR_INFOFLOW_FILE_ACCESS',
      message: expect.stringContaining('cannot make the folder'),
    })
  })
})
