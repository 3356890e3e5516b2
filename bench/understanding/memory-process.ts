/** What a trained model takes in a fresh process: `memory-process.ts <side> <model file>`. Told to the process that started it. */
import { readFile } from 'node:fs/promises'
import { seededRandom } from '#domain/random.ts'
import { load } from '#understanding/index.ts'
import { withEncoder } from './encoder.ts'
import { twentyWordMessages } from './messages.ts'
import { openPeer } from './peer.ts'
import { nowMs, type Side } from './row.ts'

export interface MemoryTold {
  /** Growth of the process, megabytes. */
  residentMB: number
  /** Growth of what is still reachable: heap and buffers after a collection. */
  heldMB: number
  loadMs: number
  modelMB: number
}

const [, , side = 'parley', file = ''] = process.argv

const ofParley = () =>
  withEncoder('embedded', async (encoder) => {
    await encoder?.encode([{ text: 'where is my order' }])
    return grown(async () => {
      const understander = load(new Uint8Array(await readFile(file)), encoder)
      return (text) => understander.understand(text, { timeZone: 'UTC', nowMs: 0 })
    })
  })

const ofPeer = async () => {
  const peer = await openPeer()
  return grown(async () => {
    peer.nlp.import(await readFile(file, 'utf8'))
    return (text) => peer.read(text)
  })
}

/** Memory before the model is loaded, and after it has read messages; what is read with stays reachable until then. */
async function grown(open: () => Promise<(text: string) => Promise<unknown>>): Promise<MemoryTold> {
  const before = settled()
  const started = nowMs()
  const read = await open()
  const loadMs = nowMs() - started
  for (const text of twentyWordMessages(200, seededRandom('memory'))) await read(text)
  const after = settled()
  await read('where is my order')
  const megabytes = (bytes: number) => bytes / 1e6
  return {
    residentMB: megabytes(after.rss - before.rss),
    heldMB: megabytes(after.held - before.held),
    loadMs,
    modelMB: megabytes((await readFile(file)).length),
  }
}

function settled(): { rss: number; held: number } {
  for (let round = 0; round < 3; round += 1) globalThis.gc?.()
  const { rss, heapUsed, external } = process.memoryUsage()
  return { rss, held: heapUsed + external }
}

const told = (side as Side) === 'parley' ? await ofParley() : await ofPeer()
process.send?.(told, () => process.exit(0))
