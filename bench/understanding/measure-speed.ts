import { readAssistantFolder, readAuthoredData } from '#assistant/index.ts'
import { seededRandom } from '#domain/random.ts'
import { load, percentile, serialise, train } from '#understanding/index.ts'
import { type EncoderName, withEncoder } from './encoder.ts'
import { storefront } from './measure-spelling.ts'
import { twentyWordMessages } from './messages.ts'
import { openPeer } from './peer.ts'
import { type Measure, type Measuring, nowMs, type Row, seed } from './row.ts'

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
    {
      ...{ key: 'trainSeconds', title: 'training the storefront', unit: 's' },
      ...(encoder === 'embedded' && { goal: { atMost: 10 } }),
    },
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
      const started = nowMs()
      const bytes = serialise(await train(data, { seed, encoder }))
      const trainSeconds = (nowMs() - started) / 1000
      const understander = load(bytes, encoder)
      return { ...(await timed(measuring, (text) => understander.understand(text, moment))), trainSeconds }
    })
}

const measurePeer: Measure = async (measuring) => {
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
  const { user, system } = process.cpuUsage(cpu)
  return { p50Ms: percentile(times, 0.5), p99Ms: percentile(times, 0.99), cpuMs: (user + system) / 1000 / times.length }
}
