import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { builtInResponseList } from '#dialogue/index.ts'
import type { Json } from '#domain/json.ts'
import { seededRandom } from '#domain/random.ts'
import { replyText } from '#domain/reply.ts'
import { findPersonalData } from '#privacy/index.ts'
import { checkReply, compileResponses, loadResponses } from '#responses/index.ts'

const folder = join(import.meta.dirname, 'responses')
const files = ['built-in.yaml', 'small-talk.yaml'].map((name) => ({
  file: `responses/${name}`,
  text: readFileSync(join(folder, name), 'utf8'),
}))
const engineVariables = new Map<string, string[]>(
  builtInResponseList.map(({ name, variables }) => [name, Object.keys(variables)]),
)
const { responses, problems } = compileResponses(files, {
  variables: (name) => engineVariables.get(name) ?? null,
  always: ['customer', 'settings'],
  required: [...engineVariables.keys()],
})

/** Conditions of these files: a path, or a comparison with a number. */
const evaluate = (source: string, variables: Record<string, Json>): Json => {
  const [, path = '', sign, number] = /^([\w.]+)(?: (==|>) (\d+))?$/.exec(source) ?? []
  const value = path
    .split('.')
    .reduce<Json>((inner, name) => (inner as Record<string, Json> | null)?.[name] ?? null, variables)
  if (sign === undefined) return value
  return typeof value === 'number' && (sign === '==' ? value === Number(number) : value > Number(number))
}
const wordings = loadResponses(responses.toJson(), { evaluate, currency: 'USD', timeZone: 'America/New_York' })
const render = (name: string, variables: Record<string, Json>, seed: number) =>
  wordings.render(name, { locale: 'en-US', channel: 'web', random: seededRandom(String(seed)), variables, nowMs: 0 })

test('every response of the engine has a wording, and the files are sound', () => {
  expect(problems).toEqual([])
})

test('what the engine says itself has two wordings or more, so that it does not sound like a machine', () => {
  const wordings = responses.toJson()
  for (const name of engineVariables.keys()) expect(wordings[name]?.length, name).toBeGreaterThanOrEqual(2)
})

describe('whatever is known, something is said that passes the check', () => {
  const full: Record<string, Json> = {
    customer: { name: 'Jane Miller' },
    flow: 'your return',
    slot: 'order number',
    value: 'MF-104233',
    options: ['A return', 'A refund'],
    message: 'the order has already been shipped.',
    ahead: 3,
    opens: 'Monday at 8:00 AM EST',
    team: 'support',
    languages: 'English and Spanish',
    done: true,
    title: 'Cancel an order',
    facts: ['your size: M (November 20)'],
    things: ['order MF-104233'],
    matters: ['your return was opened'],
    fact: 'your size',
    what: ['the new address of the order'],
    kept: ['the refund'],
  }
  for (const [label, variables] of Object.entries({ everything: full, nothing: {} }))
    test(`with ${label} known`, () => {
      for (const name of wordings.names())
        for (let seed = 0; seed < 6; seed += 1) {
          const { parts, missing, grounds, variant } = render(name, variables, seed)
          const said = `${name}: ${replyText({ parts, quickReplies: [], locale: 'en', confidence: 1, reasons: [] })}`
          expect(said.length - name.length, said).toBeGreaterThan(2)
          expect(said).not.toMatch(/[{}\uE000]|undefined|null/)
          const checked = checkReply(
            { parts },
            { grounds: [...grounds, variables], own: [variables], findPersonalData },
          )
          expect(checked.findings, said).toEqual([])
          if (label === 'everything') expect([missing, variant === null], said).toEqual([[], false])
        }
    })
})

test('the place in the queue is told as it is', () => {
  const told = (ahead: Json) =>
    replyText({ ...render('handoff.promise', { ahead }, 1), locale: 'en', confidence: 1, reasons: [] })
  expect(told(0)).toMatch(/next/)
  expect(told(1)).toContain('one person ahead')
  expect(told(4)).toContain('4 people ahead')
  expect(told(null)).not.toMatch(/ahead|next/)
})

test('a customer in distress is given help, not a shop', () => {
  for (let seed = 0; seed < 4; seed += 1) {
    const text = replyText({ ...render('safety.self-harm', {}, seed), locale: 'en', confidence: 1, reasons: [] })
    expect(text).toContain('988')
    expect(text).toContain('911')
  }
})
