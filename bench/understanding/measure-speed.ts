import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rememberVectors } from '#adapters/encoders/remembered.ts'
import { readAssistantFolder, readAuthoredData } from '#assistant/index.ts'
import { vectorFile } from '#compose/workshop.ts'
import { seededRandom } from '#domain/random.ts'
import type { Encoder } from '#ports/encoder.ts'
import { load, percentile, serialise, type TrainingData, train } from '#understanding/index.ts'
import { type EncoderName, withEncoder } from './encoder.ts'
import { storefront } from './measure-spelling.ts'
import { twentyWordMessages } from './messages.ts'
import { openPeer } from './peer.ts'
import { type Figure, type Measure, type Measured, type Measuring, nowMs, type Row, seed } from './row.ts'

/** The first calls compile: no customer waits for those. */
const warmUps = 300
const measured = 1_000
const quickly = 60
const moment = { timeZone: 'America/New_York', nowMs: Date.UTC(2026, 10, 21, 15) }

const row = (encoder: EncoderName, title: string, goals: { p50: number; p99?: number }): Row => ({
  ...{ id: `speed-${encoder}`, set: 'speed', title: `20 words, storefront, ${title}` },
  figures: [
    { key: 'p50Ms', title: 'a message, p50', unit: 'ms', goal: { atMost: goals.p50 } },
    {
      ...{ key: 'p99Ms', title: 'a message, p99', unit: 'ms' },
      ...(goals.p99 !== undefined && { goal: { atMost: goals.p99 } }),
    },
    { key: 'cpuMs', title: 'a message, CPU time', unit: 'ms' },
    { key: 'trainSeconds', title: 'training the storefront', unit: 's', goal: { atMost: 10 } },
    { key: 'trainCpuSeconds', title: '… CPU time', unit: 's' },
    ...(encoder === 'none'
      ? []
      : ([{ key: 'coldSeconds', title: '… with nothing remembered', unit: 's' }] satisfies Figure[])),
  ],
  parley: measureOurs(encoder),
  ...(encoder === 'none' && { peer: measurePeer }),
})

export const speedSets: readonly Row[] = [
  row('embedded', 'embedded encoder', { p50: 8, p99: 20 }),
  row('static', 'static encoder', { p50: 1 }),
  row('none', 'words alone', { p50: 0.5 }),
]

const storefrontData = async () => readAuthoredData(await readAssistantFolder(storefront)).data

function measureOurs(encoderName: EncoderName): Measure {
  return async (measuring) =>
    withEncoder(encoderName, async (encoder) => {
      const data = await storefrontData()
      const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'))
      try {
        // As in a fresh clone: the folder may carry the vectors of its examples, and nothing else is remembered.
        const memory = encoder && (await rememberVectors(encoder, join(folder, 'own'), join(storefront, vectorFile)))
        const { bytes, ...times } = await trained(data, memory?.encoder ?? null)
        const { trainSeconds: coldSeconds } = encoder ? await trained(data, encoder) : { trainSeconds: null }
        const understander = load(bytes, encoder)
        const read = await timed(measuring, (text) => understander.understand(text, moment))
        return { ...read, ...times, coldSeconds }
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    })
}

async function trained(data: TrainingData, encoder: Encoder | null) {
  const started = nowMs()
  const cpu = process.cpuUsage()
  const bytes = serialise(await train(data, { seed, encoder }))
  return { bytes, trainSeconds: (nowMs() - started) / 1000, trainCpuSeconds: cpuSince(cpu) / 1000 }
}

async function measurePeer(measuring: Measuring): Promise<Measured> {
  const { intents } = await storefrontData()
  const peer = await openPeer()
  const started = nowMs()
  await peer.train(intents.flatMap(({ name, examples }) => examples.map(({ text }) => ({ text, intent: name }))))
  const trainSeconds = (nowMs() - started) / 1000
  return { ...(await timed(measuring, (text) => peer.read(text))), trainSeconds }
}

async function timed({ quick }: Measuring, read: (text: string) => Promise<unknown>) {
  const first = quick ? quickly : warmUps
  const messages = twentyWordMessages(first + (quick ? quickly : measured), seededRandom('speed'))
  for (const text of messages.slice(0, first)) await read(text)
  const times: number[] = []
  const cpu = process.cpuUsage()
  for (const text of messages.slice(first)) {
    const before = nowMs()
    await read(text)
    times.push(nowMs() - before)
  }
  // With its compiler's and garbage collector's threads; unlike the clock, it does not count what else the machine does.
  return { p50Ms: percentile(times, 0.5), p99Ms: percentile(times, 0.99), cpuMs: cpuSince(cpu) / times.length }
}

/** Milliseconds of the processor that this process had since then. */
function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
