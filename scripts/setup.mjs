import { setup } from './setup/setup.mjs'

const { ok } = await setup()
process.exitCode = ok ? 0 : 1
