import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runNeuron } from '../../lib/experiments'
import { withFolder } from './runFolder'

test('the error that ended a run is told, even where its report cannot be written either', async () => {
  await withFolder(async (folder) => {
    const onSnapshot = () => {
      writeFileSync(join(folder, 'history.jsonl'), 'damage\n')
      throw new Error('the caller broke')
    }
    await expect(runNeuron({ epochs: 1 }, { folder, onSnapshot })).rejects.toThrow('the caller broke')
  })
})
