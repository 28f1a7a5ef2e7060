import os from 'node:os'

/** What the figures were measured on; nothing that names the machine itself. */
export const machine = () => ({
  cpu: os.cpus()[0].model,
  cores: os.availableParallelism(),
  platform: `${process.platform}-${process.arch}`,
  node: process.version,
})
