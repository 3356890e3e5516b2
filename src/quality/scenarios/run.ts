import { type Failure, playScenario, type ScenarioResult } from './play.ts'
import type { LoadedScenario } from './read.ts'
import type { Theatre } from './stage.ts'
import { type TranscriptLine, transcriptText } from './transcript.ts'

export interface Selection {
  /** A name, a part of one, or a regular expression between slashes; null: all. */
  only: string | null
  /** One of these; empty: all. */
  tags: readonly string[]
}

export function selectScenarios(scenarios: readonly LoadedScenario[], { only, tags }: Selection): LoadedScenario[] {
  const isMeant = nameMatcher(only)
  return scenarios.filter(
    ({ name, tags: own }) => isMeant(name) && (tags.length === 0 || tags.some((tag) => own.includes(tag))),
  )
}

function nameMatcher(only: string | null): (name: string) => boolean {
  if (only === null) return () => true
  const expression = /^\/(.+)\/$/.exec(only)?.[1]
  if (expression === undefined) return (name) => name.includes(only)
  const pattern = new RegExp(expression, 'i')
  return (name) => pattern.test(name)
}

/** What a run of scenarios comes to: the object that `parley test --json` prints. */
export interface ScenarioReport {
  passed: number
  failed: number
  /** Left out by the selection, or not reached after `bail`. */
  skipped: number
  failures: ReportedFailure[]
  seconds: number
}

export interface ReportedFailure extends Failure {
  scenario: string
  /** `scenarios/orders.yaml:12` */
  place: string
  /** Further expectations that failed. */
  others: Failure[]
  transcript: TranscriptLine[]
  trace: string[]
}

interface RunOptions {
  bail: boolean
  /** Milliseconds of a clock that only runs forward. */
  nowMs(): number
  onResult?(result: ScenarioResult): void
}

/** Plays one scenario after another: they share the back end. */
export async function runScenarios(
  all: readonly LoadedScenario[],
  selected: readonly LoadedScenario[],
  theatre: Theatre,
  options: RunOptions,
): Promise<ScenarioReport> {
  const startedAt = options.nowMs()
  const results: ScenarioResult[] = []
  for (const scenario of selected) {
    const result = await playScenario(scenario, theatre)
    results.push(result)
    options.onResult?.(result)
    if (options.bail && !result.passed) break
  }
  const failed = results.filter((result) => !result.passed)
  return {
    passed: results.length - failed.length,
    failed: failed.length,
    skipped: all.length - results.length,
    failures: failed.flatMap(reported),
    seconds: Math.round((options.nowMs() - startedAt) / 10) / 100,
  }
}

function reported({ scenario, file, line, failures, transcript, trace }: ScenarioResult): ReportedFailure[] {
  const [first, ...others] = failures
  if (first === undefined) return []
  return [{ scenario, place: line === null ? file : `${file}:${line}`, ...first, others, transcript, trace }]
}

const indented = (text: string, by: string): string => text.replace(/^(?=.)/gm, by)

/** A failed scenario as people read it: what was expected, what came, and how the conversation went. */
export function failureText({ scenario, place, others, transcript, trace, ...first }: ReportedFailure): string {
  const expectations = [first, ...others].map(({ turn, expectation, expected, got }) =>
    [
      `  ${turn === undefined ? 'at the end' : `turn ${turn}`}, ${expectation}`,
      indented(`expected  ${expected}`, '    '),
      indented(`got       ${got}`, '    '),
    ].join('\n'),
  )
  return [
    `${scenario}  (${place})`,
    ...expectations,
    '',
    indented(transcriptText(transcript), '  │ '),
    '',
    ...(trace.length > 0 ? [indented(trace.join('\n'), '    '), ''] : []),
  ].join('\n')
}

/** The same for a result: what a test prints. */
export const resultText = (result: ScenarioResult): string => reported(result).map(failureText).join('\n')
