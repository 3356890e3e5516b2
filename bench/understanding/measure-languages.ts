import { measureIdentification } from '#cli/evaluate/language.ts'
import { load, serialise, train } from '#understanding/index.ts'
import { withEncoder } from './encoder.ts'
import { openPeer } from './peer.ts'
import { type Measure, type Measuring, type Row, sample, seed } from './row.ts'
import { foreignRows, languageRows, tokenRows } from './rows-of-files.ts'
import { trainingDataOf } from './training-data.ts'

const identification: Row = {
  ...{ id: 'language_id', set: 'language_id', title: 'language_id' },
  figures: [
    { key: 'sentenceAccuracy', title: 'accuracy, sentences', unit: 'share', goal: { atLeast: 0.95 } },
    { key: 'wordPairAccuracy', title: 'accuracy, word pairs', unit: 'share', goal: { atLeast: 0.8 } },
    { key: 'languages', title: 'languages of the 75', unit: 'count', goal: { atLeast: 55 } },
    { key: 'meanMs', title: 'a text, mean', unit: 'ms' },
  ],
  async parley(measuring) {
    const rows = await languageRows(await measuring.file('language_id/dev.jsonl'))
    const { sentenceAccuracy, wordPairAccuracy, languages, meanMicroseconds } = measureIdentification(
      sample(rows, 'test', measuring),
    )
    return { sentenceAccuracy, wordPairAccuracy, languages, meanMs: meanMicroseconds / 1000 }
  },
}

/** xSID's languages and dialects (South Tyrolean, Bavarian, Swiss German, Neapolitan …), English first. */
const foreign = 'en de nl da de-st de-ba de-muc gsw it nap lt sr tr id kk ar zh ja'.split(' ')

const zeroShot: Row = {
  ...{ id: 'xsid', set: 'xsid', title: 'xsid, trained on English snips' },
  figures: [
    { key: 'mean', title: 'intents, mean of languages', unit: 'share' },
    ...foreign.map((lang) => ({ key: lang, title: `… ${lang}`, unit: 'share' }) as const),
  ],
  parley: measureForeign(async (rows, read) =>
    withEncoder('embedded', async (encoder) => {
      const understander = load(serialise(await train(trainingDataOf(rows), { seed, encoder })), encoder)
      return read(async (text) => {
        const { intents: ranked } = await understander.understand(text, { timeZone: 'UTC', nowMs: 0 })
        return ranked[0]?.name
      })
    }),
  ),
  peer: measureForeign(async (rows, read) => {
    const peer = await openPeer()
    await peer.train(rows)
    return read(async (text) => (await peer.read(text)).intent)
  }),
}

export const languageSets: readonly Row[] = [identification, zeroShot]

type Said = { text: string; intent: string }
type Read = (text: string) => Promise<string | undefined>

/** `work` trains on the English rows and hands how to read a text to what measures; the share of right first intents by language. */
function measureForeign(
  work: (
    rows: readonly Said[],
    measure: (read: Read) => Promise<Record<string, number>>,
  ) => Promise<Record<string, number>>,
): Measure {
  return async (measuring: Measuring) => {
    const trained = (await tokenRows(await measuring.file('snips/train.jsonl'))).map(({ text, intent }) => ({
      text,
      // What xSID calls it.
      intent: intent === 'GetWeather' ? 'weather/find' : intent,
    }))
    const known = new Set(trained.map(({ intent }) => intent))
    const tested = (await foreignRows(await measuring.file('xsid/dev.jsonl'))).filter(({ intent }) => known.has(intent))
    return work(sample(trained, 'train', measuring), async (read) => {
      const counts = new Map<string, { right: number; all: number }>()
      for (const { text, intent, lang } of sample(tested, 'test', measuring)) {
        const count = counts.get(lang) ?? { right: 0, all: 0 }
        counts.set(lang, count)
        count.all += 1
        if ((await read(text)) === intent) count.right += 1
      }
      const shares = [...counts].map(([lang, { right, all }]) => [lang, right / all] as const)
      const mean = shares.reduce((sum, [, share]) => sum + share, 0) / shares.length
      return { mean, ...Object.fromEntries(shares) }
    })
  }
}
