import { build } from './setup/setup.mjs'

const { ok } = await build()
process.exitCode = ok ? 0 : 1
