import { Command } from 'commander'
import { z } from 'zod'
import { buildKnowledge, type KnowledgeDocument, loadKnowledge, plainDocument } from '#knowledge/index.ts'
import type { Encoder } from '#ports/encoder.ts'
import type { EncoderChoice } from '#ports/encoder-choice.ts'
import { percentile } from '#understanding/index.ts'
import type { Output } from '../output.ts'
import { jsonOption, runCommand } from '../run.ts'
import { encoderChoice, openChosen } from '../understanding/encoder.ts'
import { count } from '../usage.ts'
import { loadPeers, type Ranker, type TextDocument } from './retrieval-ranker.ts'
import { gainOver, mean, type RankingScore, scoreRanking } from './retrieval-scores.ts'
import { readRows } from './rows.ts'

interface Options {
  docs: string
  queries: string
  encoder: EncoderChoice
  seed: number
  json?: boolean
}

const Doc = z.object({ id: z.string().min(1), title: z.string(), text: z.string() })
const QueryRow = z.object({ query_id: z.string(), query: z.string().min(1), relevant: z.array(z.string()).min(1) })

/** Passages that are asked for: with several of a document among them, ten documents are still there. */
const passagesAsked = 60

export const evaluateRetrievalCommand = (): Command =>
  new Command('retrieval')
    .description('Measure finding documents, beside MiniSearch (BM25+) and Orama (hybrid) in the same run')
    .requiredOption('--docs <file>', 'documents (JSON Lines with "id", "title", "text")')
    .requiredOption('--queries <file>', 'queries (JSON Lines with "query_id", "query", "relevant": ids)')
    .option('--encoder <name>', 'embedded, static, or the folder of an ONNX model', encoderChoice, 'embedded')
    .option('--seed <number>', 'of the draws that the interval is made of', count, 5)
    .option(...jsonOption)
    .addHelpText(
      'after',
      '\nTimes include reading the query with the encoder.\n\nExample:\n  $ npm run -s parley -- evaluate retrieval --docs docs.jsonl --queries queries.jsonl --json',
    )
    .action((options: Options) => runCommand(options, (output) => evaluate(options, output)))

async function evaluate(options: Options, output: Output): Promise<void> {
  const documents = await readRows(options.docs, Doc)
  const queries = await readRows(options.queries, QueryRow)
  const { miniSearchPeer, oramaPeer } = await loadPeers()
  const encoder = await openChosen(options.encoder === 'none' ? 'embedded' : options.encoder, '.')
  if (encoder === null) throw new Error('an encoder was chosen and none opened')
  const progress = output.progress('reading documents')
  const run = async (ranker: Ranker, name: string) => {
    const scores: RankingScore[] = []
    const times: number[] = []
    for (const [at, { query, relevant }] of queries.entries()) {
      progress.update(at, queries.length, name)
      const before = performance.now()
      const ranked = await ranker.rank(query)
      times.push(performance.now() - before)
      scores.push(scoreRanking(ranked, relevant))
    }
    return { scores, figures: { ...figuresOf(scores, times), settings: ranker.settings } }
  }
  const ours = await run(await ourRanker(documents, encoder), 'Parley')
  const minisearch = await run(await miniSearchPeer(documents), 'MiniSearch')
  const orama = await run(await oramaPeer(documents, encoder), 'Orama')
  progress.done()
  await encoder.close()

  const better = (of: 'ndcg10' | 'recall10') =>
    minisearch.figures[of] >= orama.figures[of] ? minisearch.scores : orama.scores
  const gain = (of: 'ndcg' | 'recall') =>
    gainOver(
      ours.scores.map((score) => score[of]),
      better(`${of}10`).map((score) => score[of]),
      options.seed,
    )
  const [ndcg, recall] = [gain('ndcg'), gain('recall')]
  const report = {
    ...ours.figures,
    queries: queries.length,
    documents: documents.length,
    peers: { minisearch: minisearch.figures, orama: orama.figures },
    ndcg10Gain: ndcg.gain,
    ndcg10GainInterval: ndcg.interval,
    recall10Gain: recall.gain,
    recall10GainInterval: recall.interval,
  }
  output.result(report, reportText(report))
}

async function ourRanker(documents: readonly TextDocument[], encoder: Encoder): Promise<Ranker> {
  const knowledge = loadKnowledge(await buildKnowledge(documents.map(asArticle), { encoder }), { encoder })
  return {
    settings: 'Parley, words and meaning, long queries part by part; nothing fitted to these documents',
    async rank(query) {
      const { passages } = await knowledge.retrieve(query, { nowMs: 0, everything: true }, passagesAsked)
      return [...new Set(passages.map(({ slug }) => slug))]
    },
  }
}

const asArticle = ({ id, title, text }: TextDocument): KnowledgeDocument =>
  plainDocument({ slug: id, path: id, title, body: text })

const figuresOf = (scores: readonly RankingScore[], times: readonly number[]) => ({
  recall10: mean(scores.map(({ recall }) => recall)),
  ndcg10: mean(scores.map(({ ndcg }) => ndcg)),
  mrr10: mean(scores.map(({ reciprocalRank }) => reciprocalRank)),
  p50Ms: percentile(times, 0.5),
  p99Ms: percentile(times, 0.99),
})

type Report = ReturnType<typeof figuresOf> & {
  queries: number
  documents: number
  peers: Record<'minisearch' | 'orama', ReturnType<typeof figuresOf> & { settings: string }>
  ndcg10Gain: number
  ndcg10GainInterval: [number, number]
  recall10Gain: number
  recall10GainInterval: [number, number]
}

function reportText(report: Report): string {
  const line = (name: string, { ndcg10, recall10, mrr10, p50Ms, p99Ms }: ReturnType<typeof figuresOf>) =>
    `${name.padEnd(12)} ndcg10 ${ndcg10.toFixed(3)}  recall10 ${recall10.toFixed(3)}  mrr10 ${mrr10.toFixed(3)}  ${p50Ms.toFixed(1)} ms, slowest 1 % ${p99Ms.toFixed(1)} ms`
  const percent = (share: number) => `${share >= 0 ? '+' : ''}${(share * 100).toFixed(1)} %`
  const gain = (value: number, [low, high]: [number, number]) =>
    `${percent(value)} over the better of the two (95 %: ${percent(low)} to ${percent(high)})`
  return [
    `${report.queries} queries over ${report.documents} documents`,
    line('Parley', report),
    line('MiniSearch', report.peers.minisearch),
    line('Orama', report.peers.orama),
    `ndcg10   ${gain(report.ndcg10Gain, report.ndcg10GainInterval)}`,
    `recall10 ${gain(report.recall10Gain, report.recall10GainInterval)}`,
    report.peers.minisearch.settings,
    report.peers.orama.settings,
  ].join('\n')
}
