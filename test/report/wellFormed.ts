import { spawnSync } from 'node:child_process'

/** Throws where `text` is no well-formed XML. By expat, through the Python that the set-up needs anyway. */
export function expectWellFormed(text: string): void {
  const parse = 'import sys, xml.dom.minidom; xml.dom.minidom.parseString(sys.stdin.buffer.read())'
  const { status, stderr } = spawnSync('python3', ['-c', parse], { input: text, encoding: 'utf8' })
  if (status !== 0) throw new Error(`not well-formed: ${stderr}`)
}
