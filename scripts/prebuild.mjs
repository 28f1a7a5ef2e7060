import { prebuild, prebuiltBinary } from './package/prebuild.mjs'
import { explain } from './setup/problem.mjs'

try {
  await prebuild()
  console.log(prebuiltBinary)
} catch (error) {
  if (error.remedies === undefined) throw error
  console.error(explain(error))
  process.exitCode = 1
}
