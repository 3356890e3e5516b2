import { Command } from 'commander'
import { parse } from 'yaml'
import { z } from 'zod'
import { appError } from '#domain/errors.ts'
import { groundingFor } from '#responses/index.ts'
import { readDataFile } from '../data-file.ts'
import { jsonOption, runCommand } from '../run.ts'

const fileShape = z.array(
  z.object({
    trade: z.string(),
    passages: z.array(z.string()),
    pairs: z.array(z.tuple([z.string(), z.string(), z.string()])),
  }),
)

/** Pairs in the manner of chat models; docs/groundedness.md tells how far they are unseen. */
const ownPairs = 'test/groundedness/chat.yaml'

/** A sentence that was judged wrongly. */
interface Mistake {
  kind: string
  sentence: string
  /** Why a supported sentence was rejected; null for a changed one that passed. */
  why: string | null
}

interface Count {
  pairs: number
  rejected: number
  falselyRejected: number
}

export const evaluateGroundednessCommand = (): Command =>
  new Command('groundedness')
    .description('Measure on minimal pairs whether sentences that sources do not say are rejected, and others are not')
    .option('--pairs <file>', 'pairs (YAML: trade, passages, pairs of [kind, supported, changed])', ownPairs)
    .option(...jsonOption)
    .addHelpText('after', '\nExample:\n  $ npm run -s parley -- evaluate groundedness --json')
    .action((options: { pairs: string; json?: boolean }) =>
      runCommand(options, async (output) => {
        const parsed = fileShape.safeParse(parse(await readDataFile(options.pairs)))
        if (!parsed.success) {
          const [issue] = parsed.error.issues
          throw appError('cli.bad-file', { file: options.pairs, problem: `${issue?.path.join('.')} ${issue?.message}` })
        }
        const all: Count = { pairs: 0, rejected: 0, falselyRejected: 0 }
        const kinds = new Map<string, Count>()
        const mistakes: Mistake[] = []
        const times: number[] = []
        for (const { passages, pairs } of parsed.data) {
          const grounding = groundingFor(passages)
          for (const [kind, supported, changed] of pairs) {
            const of = kinds.get(kind) ?? { pairs: 0, rejected: 0, falselyRejected: 0 }
            kinds.set(kind, of)
            const started = performance.now()
            const right = grounding.supportOf(supported)
            const wrong = grounding.supportOf(changed)
            times.push((performance.now() - started) / 2)
            for (const count of [all, of]) {
              count.pairs += 1
              if (!wrong.supported) count.rejected += 1
              if (!right.supported) count.falselyRejected += 1
            }
            if (!right.supported) mistakes.push({ kind, sentence: supported, why: right.why })
            if (wrong.supported) mistakes.push({ kind, sentence: changed, why: null })
          }
        }
        times.sort((a, b) => a - b)
        const shares = ({ pairs, rejected, falselyRejected }: Count) => ({
          pairs,
          rejected: rejected / pairs,
          falselyRejected: falselyRejected / pairs,
        })
        const report = {
          ...shares(all),
          p50Ms: times[Math.floor(times.length / 2)] ?? 0,
          kinds: Object.fromEntries([...kinds].map(([kind, count]) => [kind, shares(count)])),
        }
        output.result(
          report,
          [
            `pairs              ${all.pairs}`,
            `rejected           ${report.rejected.toFixed(3)}`,
            `falsely rejected   ${report.falselyRejected.toFixed(3)}`,
            `p50Ms              ${report.p50Ms.toFixed(3)}`,
            '',
            ...[...kinds].map(
              ([kind, { pairs, rejected, falselyRejected }]) =>
                `${kind.padEnd(18)} ${rejected} of ${pairs} rejected, ${falselyRejected} falsely`,
            ),
            '',
            ...mistakes.map(
              ({ kind, sentence, why }) => `${kind}: ${why === null ? 'passed' : `rejected (${why})`}: ${sentence}`,
            ),
          ].join('\n'),
        )
      }),
    )
