import { createInterface } from 'node:readline/promises'
import type { Output } from './output.ts'

/** Shows what is sent, as a terminal does with what is typed. */
export function* echoed(texts: Iterable<string>, output: Output): Generator<string> {
  for (const text of texts) {
    output.line(`› ${text}`)
    yield text
  }
}

/** Lines from the terminal, or from a file or pipe, until an empty one or the end. */
export async function* typedLines(output: Output): AsyncGenerator<string> {
  const isTerminal = process.stdin.isTTY === true
  const screen = output.json ? process.stderr : process.stdout
  const lines = createInterface({ input: process.stdin, ...(isTerminal && { output: screen, prompt: '› ' }) })
  let ended = false
  lines.once('close', () => {
    ended = true
  })
  if (isTerminal) lines.prompt()
  for await (const line of lines) {
    const typed = line.trim()
    if (typed === '') break
    if (!isTerminal) output.line(`› ${typed}`)
    yield typed
    // Ctrl-D may have come while the reply was on its way.
    if (isTerminal && !ended) lines.prompt()
  }
  lines.close()
}
