import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Runs `use` with the address of a server on this machine that answers each request by `answer`. */
export async function withServer<T>(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  use: (address: string, asked: string[]) => Promise<T>,
): Promise<T> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url!)
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/mnist/`, asked)
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}
