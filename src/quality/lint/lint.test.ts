import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { AssistantConfig } from '#assistant/index.ts'
import { compileFlows } from '#dialogue/index.ts'
import { compileResponses } from '#responses/index.ts'
import { defineTool, ok, toolSet } from '#tools/index.ts'
import { lintAssistant, lintRules, lintText } from './lint.ts'
import type { LintInput } from './subject.ts'

const output = z.object({ state: z.string() })
const input = z.object({ number: z.string() })
const tools = toolSet([
  defineTool({
    name: 'look_up',
    description: 'Reads a thing',
    input,
    output,
    needs: 'anonymous',
    sideEffect: 'none',
    run: async () => ok({ state: 'new' }),
  }),
  defineTool({
    name: 'change',
    description: 'Changes a thing',
    input,
    output,
    needs: 'verified',
    sideEffect: 'write',
    idempotent: true,
    refusals: ['too-late', 'unknown'],
    run: async () => ok({ state: 'new' }),
  }),
])

interface Folder {
  flows: string
  responses?: string
  intents?: LintInput['intents']
  languages?: string[]
}

const asking = 'ask-number ask-colour done greeting sorry repair-x'.split(' ')

/** A folder as it would have been read. Flows that need a verification have one. */
function folder({ flows, responses, intents = [], languages = ['en'] }: Folder): LintInput {
  const files = [
    { file: 'flows/a.yaml', text: `flows:${flows}` },
    {
      file: 'responses/a.yaml',
      text: responses ?? `responses:\n${asking.map((name) => `  ${name}: ${name} is said`).join('\n')}\n`,
    },
    { file: 'tools.ts', text: "defineTool({ name: 'look_up' })\ndefineTool({ name: 'change' })\n" },
  ]
  const { responses: worded } = compileResponses([files[1] as (typeof files)[number]])
  const compiled = compileFlows([files[0] as (typeof files)[number]], {
    tools: new Map([...tools].map(([name, tool]) => [name, tool.facts])),
    responses: worded.uses(),
    entities: new Set(['number', 'email']),
    intents: new Set(['wish', 'other', ...intents.map(({ name }) => name)]),
    verification: flows.includes('  verify:') ? 'verify' : null,
  })
  // Wordings of built-in responses are no matter here.
  const problems = compiled.problems.filter(({ message }) => !message.startsWith('There is no wording for'))
  return {
    config: AssistantConfig.parse({ name: 'Test', languages }),
    flows: compiled.flows,
    intents,
    tools,
    wordings: worded.toJson(),
    problems,
    source: { folder: '.', files },
  }
}

/** `line rule`, those of tools and responses that are simply not used left out. */
const found = (content: Folder, ...rules: string[]): string[] =>
  lintAssistant(folder(content), rules)
    .findings.filter(({ rule }) => rules.length > 0 || !['tool-never-used', 'response-never-used'].includes(rule))
    .map(({ rule, line }) => `${line} ${rule}`)

const clean = `
  wish:
    description: A wish
    intents: [wish]
    steps:
      - collect: number
      - call: look_up
        with: { number: number }
        save: thing
      - if: thing.state == 'new'
        then:
          - say: done
`

describe('lint', () => {
  test('finds nothing in a flow that is right', () => {
    expect(found({ flows: clean })).toEqual([])
  })

  test('tells what the compiler reports, and nothing else until that is mended', () => {
    const broken = `${clean}\n  never:\n    description: Never\n    steps:\n      - say: dnoe\n`
    const { findings, errors } = lintAssistant(folder({ flows: broken }))
    expect(errors).toBe(1)
    expect(findings).toEqual([
      {
        rule: 'compile',
        severity: 'error',
        file: 'flows/a.yaml',
        line: 17,
        message: 'There is no response "dnoe".',
        todo: 'Did you mean "done"?',
      },
    ])
  })

  test('a flow that nothing starts, also where only such flows lead to it', () => {
    const flows = `${clean}
  lost:
    description: Lost
    steps: [{ link: lost-too, return: true }, { say: done }]
  lost-too:
    description: Lost too
    steps: [{ say: done }]
`
    expect(found({ flows })).toEqual(['14 flow-never-started', '17 flow-never-started'])
  })

  test('a flow that another offers, or begins later, is started', () => {
    const flows = `
  wish:
    description: A wish
    intents: [wish]
    steps:
      - say: done
        suggest: [offered]
      - schedule: { in: 2d, flow: later }
  offered: { description: Offered, steps: [{ say: done }] }
  later: { description: Later, steps: [{ say: done }] }
`
    expect(found({ flows })).toEqual([])
  })

  test('a flow that has itself begun again by the clock, unless something is asked on the way', () => {
    const flows = (asks: string) => `
  wish:
    description: A wish
    intents: [wish]
    steps:
      - say: done
      - schedule: { in: 1s, flow: later }
  later: { description: Later, steps: [${asks}{ link: wish }] }
`
    expect(found({ flows: flows('') }, 'schedule-without-end')).toEqual(['7 schedule-without-end'])
    expect(found({ flows: flows('{ confirm: done }, ') }, 'schedule-without-end')).toEqual([])
  })

  test('a time to schedule for that is always the same', () => {
    const flows = (at: string) => `
  wish:
    description: A wish
    intents: [wish]
    steps:
      - schedule: { at: ${at}, say: done }
`
    expect(found({ flows: flows(`"'2020-01-01'"`) }, 'schedule-fixed-time')).toEqual(['6 schedule-fixed-time'])
    expect(found({ flows: flows('today') }, 'schedule-fixed-time')).toEqual([])
  })

  test('branches that can never be taken', () => {
    const flows = `
  wish:
    description: A wish
    intents: [wish]
    steps:
      - collect: number
      - if: number == 'a'
        then: [{ say: done }]
        elif:
          - if: number == 'a'
            then: [{ say: sorry }]
      - if: 1 > 2
        then: [{ say: done }]
`
    expect(found({ flows })).toEqual(['7 unreachable-step', '12 unreachable-step'])
  })

  test('a circle of flows that no way leaves is an error, one that can be left is not', () => {
    const circle = (end: string) => `
  wish:
    description: A wish
    intents: [wish]
    steps: [{ collect: number }, { say: done, with: { number: number } }, { link: back }]
  back:
    description: Back
    steps: [${end}{ link: wish }]
`
    expect(found({ flows: circle('') }, 'loop-without-exit')).toEqual(['2 loop-without-exit', '6 loop-without-exit'])
    expect(found({ flows: circle("{ if: today == 'x', then: [{ end: resolved }] }, ") })).toEqual([])
  })

  test('asking again without a condition never ends', () => {
    const flows = `
  wish:
    description: A wish
    intents: [wish]
    steps: [{ collect: number }, { say: done, with: { number: number } }, { ask_again: number }]
`
    expect(found({ flows })).toEqual(['2 loop-without-exit'])
  })

  test('a circle on which nothing is asked', () => {
    const flows = `
  wish:
    description: A wish
    intents: [wish]
    steps: [{ if: today == 'x', then: [{ link: back }] }]
  back:
    description: Back
    steps: [{ if: today == 'y', then: [{ link: wish }] }]
`
    expect(found({ flows })).toEqual(['2 loop-without-question', '6 loop-without-question'])
  })

  test('slots that nothing fills, and those that are asked for and used by nothing', () => {
    const flows = `
  wish:
    description: A wish
    intents: [wish]
    slots:
      colour: { type: text }
      number: { type: number }
    steps:
      - collect: number
      - say: done
        with: { colour: colour }
`
    expect(found({ flows })).toEqual(['6 slot-never-filled', '7 slot-never-used'])
  })

  test('a slot that another flow gives, or asks for under the same name, is filled and used', () => {
    const flows = `
  wish:
    description: A wish
    intents: [wish]
    steps:
      - collect: number
        type: number
      - link: next
        with: { colour: "'red'" }
  next:
    description: Next
    slots: { colour: { type: text }, number: { type: number } }
    steps:
      - say: done
        with: { colour: colour, number: number }
`
    expect(found({ flows })).toEqual([])
  })

  test('a tool that needs an identity after questions, unless the flow asks for it first', () => {
    const flow = (needs: string) => `
  wish:
    description: A wish
    intents: [wish]${needs}
    steps:
      - collect: number
      - confirm: sorry
      - call: change
        with: { number: number }
        on_refused: { default: [{ say: sorry }] }
  verify:
    description: Who is it
    slots: { email: { type: email, ask: ask-colour } }
    steps:
      - collect: email
      - verify: { customer: email, by: mail }
`
    expect(found({ flows: flow('') })).toEqual(['8 identity-after-questions'])
    expect(found({ flows: flow('\n    needs: verified') })).toEqual([])
  })

  test('a change without a yes on some way, and refusals without a branch', () => {
    const flow = (confirm: string) => `
  wish:
    description: A wish
    intents: [wish]
    needs: verified
    steps:
      - collect: number
${confirm}
      - call: change
        with: { number: number }
  verify:
    description: Who is it
    steps:
      - verify: { customer: today, by: mail }
`
    expect(found({ flows: flow("      - if: number == 'a'\n        then: [{ confirm: sorry }]") })).toEqual([
      '10 refusal-unhandled',
      '10 write-without-confirm',
    ])
    const denied = '      - confirm: sorry\n        on_deny: [{ say: sorry }]'
    expect(found({ flows: flow(denied) })).toContain('10 write-without-confirm')
    expect(found({ flows: flow('      - confirm: sorry') })).toEqual(['9 refusal-unhandled'])
  })

  test('wordings that a language lacks; one without a locale is in the first', () => {
    const responses = `responses:
  done: { variants: [{ text: Done., locale: en }, { text: Fertig., locale: de }] }
  sorry: Sorry.
  ask-number: Which?
`
    expect(found({ flows: clean, responses, languages: ['en', 'de-AT'] }, 'wording-missing')).toEqual([
      '4 wording-missing',
    ])
  })

  test('a response whose wordings all have conditions', () => {
    const responses = `responses:
  done: { variants: [{ text: One., if: number == 1 }, { text: Two., if: number == 2 }] }
  ask-number: Which?
  sorry: { variants: [{ text: One., if: number == 1 }, { text: Else. }] }
`
    expect(found({ flows: clean, responses }, 'wording-conditional')).toEqual(['2 wording-conditional'])
  })

  test('intents that start nothing, and two flows that one intent starts', () => {
    const intents = ['wish', 'wish/small', 'stray', 'out-of-scope'].map((name) => ({
      name,
      description: null,
      command: null,
      response: null,
    }))
    const flows = `${clean}
  second:
    description: Second
    intents: [wish]
    steps: [{ say: done }]
`
    expect(found({ flows, intents })).toEqual(['2 intent-shared', 'null intent-starts-nothing'])
  })

  test('tools and responses that nothing uses', () => {
    expect(found({ flows: clean }, 'tool-never-used', 'response-never-used')).toEqual([
      '3 response-never-used',
      '6 response-never-used',
      '7 response-never-used',
      '2 tool-never-used',
    ])
  })

  test('an owner is missed only where most flows have one', () => {
    const flow = (name: string, owner: string) =>
      `\n  ${name}: { description: x, intents: [wish], priority: ${name.length}, ${owner}steps: [{ say: done }] }`
    const owned = flow('a', 'owner: shop, ') + flow('bb', 'owner: shop, ')
    expect(found({ flows: owned + flow('ccc', '') })).toEqual(['4 flow-without-owner'])
    expect(found({ flows: flow('a', '') + flow('bb', '') + flow('ccc', 'owner: shop, ') })).toEqual([])
  })

  test('a comment with a reason lets a finding pass; one without, or for nothing, is itself told', () => {
    const flows = (comment: string) => `
  # ${comment}
  lost: { description: Lost, steps: [{ say: done }] }
`
    const report = lintAssistant(folder({ flows: flows('lint-ignore flow-never-started: kept for the summer') }))
    expect(report).toMatchObject({ ignored: 1, warnings: 0 })
    expect(found({ flows: flows('lint-ignore flow-never-started') })).toEqual(['3 flow-never-started', '2 lint-ignore'])
    expect(found({ flows: flows('lint-ignore intent-shared: no reason') })).toEqual([
      '3 flow-never-started',
      '2 lint-ignore',
    ])
    expect(found({ flows: flows('lint-ignore no-such-rule: because') })).toContain('2 lint-ignore')
  })

  test('every rule has an id of its own, and the text names rule, place and remedy', () => {
    expect(new Set(lintRules.map(({ id }) => id)).size).toBe(lintRules.length)
    const text = lintText(
      lintAssistant(folder({ flows: '\n  lost: { description: Lost, steps: [{ say: done }] }\n' }), [
        'flow-never-started',
      ]),
    )
    expect(text).toContain('warning flow-never-started: Nothing starts the flow')
    expect(text).toContain('  flows/a.yaml:2  Nothing starts "lost". Give it intents:')
    expect(text).toContain('0 errors, 1 warning, 0 notes')
  })
})

test('docs/flows-tools.md lists every rule with its severity, and no other', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/flows-tools.md'), 'utf8')
  const section = page.slice(page.indexOf('## lint'), page.indexOf('## coverage'))
  const listed = [...section.matchAll(/^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \| ([a-z, ]+) \|/gm)].flatMap(
    ([, rules = '', severity = '']) =>
      [...rules.matchAll(/`([a-z-]+)`/g)].map(([, rule]) => `${rule} ${severity.split(',')[0]}`),
  )
  expect(listed.sort()).toEqual(lintRules.map(({ id, severity }) => `${id} ${severity}`).sort())
})
