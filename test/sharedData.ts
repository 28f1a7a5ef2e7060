import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

const folder = resolve(__dirname, '../../shared/data')

/** The folder of data made by others, `../shared/data` beside the checkout, or null where it is absent. */
export const sharedData: string | null = existsSync(folder) ? folder : null

/** A test that needs `../shared/data`; where that is absent it is listed as not run. */
export function testWithSharedData(name: string, run: (folder: string) => void | Promise<void>): void {
  if (sharedData === null) test.todo(`${name} (not run: ../shared/data is absent)`)
  else test(name, async () => run(folder))
}
