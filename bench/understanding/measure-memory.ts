import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isOutOfScope, serialise, train } from '#understanding/index.ts'
import { withEncoder } from './encoder.ts'
import type { MemoryTold } from './memory-process.ts'
import { openPeer } from './peer.ts'
import { type Measure, type Row, type Side, sample, seed } from './row.ts'
import { intentRows } from './rows-of-files.ts'
import { runModule } from './run-side.ts'
import { trainingDataOf } from './training-data.ts'

export const memorySets: readonly Row[] = [
  {
    ...{ id: 'memory', set: 'memory', title: 'clinc150, 150 intents of 50' },
    figures: [
      { key: 'residentMB', title: 'memory above the encoder', unit: 'MB', goal: { atMost: 150 } },
      { key: 'heldMB', title: '… of it held', unit: 'MB' },
      { key: 'loadMs', title: 'loading', unit: 'ms' },
      { key: 'modelMB', title: 'model file', unit: 'MB' },
    ],
    parley: measureIn('parley', (rows) =>
      withEncoder('embedded', async (encoder) => serialise(await train(trainingDataOf(rows), { seed, encoder }))),
    ),
    peer: measureIn('nlp.js', async (rows) => {
      const peer = await openPeer()
      await peer.train(rows.map(({ text, intent }) => ({ text, intent: isOutOfScope(intent) ? 'None' : intent })))
      return peer.nlp.export()
    }),
  },
]

/** Trains here, measures in a process that has only loaded the model and read some messages. */
function measureIn(
  side: Side,
  model: (rows: readonly { text: string; intent: string }[]) => Promise<Uint8Array | string>,
): Measure {
  return async (measuring) => {
    const rows = sample(await intentRows(await measuring.file('clinc150/train_small.jsonl')), 'train', measuring)
    const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'))
    try {
      const file = join(folder, 'model')
      await writeFile(file, await model(rows))
      const told = await runModule<MemoryTold>('memory-process.ts', [side, file])
      if ('problem' in told) throw new Error(told.problem)
      return { ...told }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}
