import { build } from './setup/setup.mjs'

process.exitCode = (await build()) ? 0 : 1
