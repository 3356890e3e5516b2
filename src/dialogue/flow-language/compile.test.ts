import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { problemText } from '#domain/problem.ts'
import { builtInResponseList } from '../built-in-responses.ts'
import { compileFlows } from './compile.ts'
import type { FlowContext, ToolFacts } from './compiled.ts'
import { flowFileJsonSchema, flowFileSchema, stepKinds } from './schema.ts'

const read = (facts: Partial<ToolFacts> = {}): ToolFacts => ({ needs: 'anonymous', effect: 'read', ...facts })

const responses = (...names: string[]): FlowContext['responses'] =>
  new Map([...builtInResponseList.map(({ name }) => name), ...names].map((name) => [name, []]))

const context = (more: Partial<FlowContext> = {}): FlowContext => ({
  tools: new Map([
    ['get_order', read({ inputs: ['orderNumber'], requiredInputs: ['orderNumber'], refusals: ['order_not_found'] })],
    ['cancel_order', read({ effect: 'write', confirm: true })],
    ['create_return', read({ effect: 'write' })],
  ]),
  responses: responses('hello', 'ask-order-number', 'ask-reason', 'ask-thing', 'sure'),
  entities: new Set(['order_number', 'email']),
  intents: new Set(['orders/return/size', 'orders/cancel']),
  verification: null,
  ...more,
})

function problemsOf(text: string, more: Partial<FlowContext> = {}): string[] {
  return compileFlows([{ file: 'flows/a.yaml', text }], context(more)).problems.map(problemText)
}

const flow = (steps: string, head = ''): string => `flows:
  greet:
    description: Says hello
${head.replaceAll(/^/gm, '    ')}
    steps:
${steps.replaceAll(/^/gm, '      ')}
`

describe('the guide', () => {
  const page = readFileSync(new URL('../../../docs/flow-language.md', import.meta.url), 'utf8')
  const example = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? ''

  test('shows a flow that compiles without a problem', () => {
    const named = [...page.matchAll(/`((?:ask|explain|order|return)-[a-z-]+)`/g)].map((match) => match[1] as string)
    const verify =
      'flows:\n  verify-customer:\n    description: d\n    steps:\n      - verify: { customer: "\'C-1\'", by: test }\n'
    const { problems, flows } = compileFlows(
      [
        { file: 'page', text: example },
        { file: 'verify', text: verify },
      ],
      context({ responses: responses(...named), verification: 'verify-customer', intents: new Set(['orders/return']) }),
    )
    expect(problems.map(problemText)).toEqual([])
    expect(JSON.parse(JSON.stringify(flows))).toEqual(flows)
  })

  test('explains every step', () => {
    expect(stepKinds.filter((kind) => !page.includes(`| \`${kind}:`))).toEqual([])
  })
})

describe('the published schema', () => {
  test('accepts nested steps and refuses unknown ones at any depth', () => {
    const nested = (step: object) => ({
      flows: { greet: { description: 'd', steps: [{ call: 'x', on_failed: [step] }] } },
    })
    expect(flowFileSchema.safeParse(nested({ say: 'hello' })).success).toBe(true)
    expect(flowFileSchema.safeParse(nested({ shout: 'hello' })).success).toBe(false)
  })

  test('is JSON Schema with every step in it', () => {
    const text = JSON.stringify(flowFileJsonSchema())
    expect(stepKinds.filter((kind) => !text.includes(`"${kind}"`))).toEqual([])
  })
})

describe('a problem names file, line, column and the nearest valid name', () => {
  test('for an unknown step', () => {
    expect(problemsOf(flow('- sey: hello'))).toEqual([
      'flows/a.yaml:6:9 "sey" means nothing in a flow: it is no step. Did you mean "say"?',
    ])
  })
  test('for an unknown key of a step', () => {
    expect(problemsOf(flow('- say: hello\n  wiht: { a: 1 }'))).toEqual([
      'flows/a.yaml:7:9 "wiht" means nothing in the step "say". Did you mean "with"?',
    ])
  })
  test('for an unknown key of a flow', () => {
    expect(problemsOf(flow('- say: hello', 'intentz: [a]'))).toEqual([
      'flows/a.yaml:4:5 "intentz" means nothing in the flow "greet". Did you mean "intents"?',
    ])
  })
  test('for an unknown tool, response, flow and intent', () => {
    expect(
      problemsOf(flow('- call: get_ordr\n- say: helo\n- link: gret\n  return: true', 'intents: [order/cancel]')),
    ).toEqual([
      'flows/a.yaml:4:15 There is no intent "order/cancel". Did you mean "orders/cancel"?',
      'flows/a.yaml:6:15 There is no tool "get_ordr". Did you mean "get_order"?',
      'flows/a.yaml:7:14 There is no response "helo". Did you mean "hello"?',
      'flows/a.yaml:8 There is no flow "gret". Did you mean "greet"?',
    ])
  })
  test('for an unknown refusal code and unknown or missing inputs of a tool', () => {
    expect(
      problemsOf(flow('- call: get_order\n  with: { orderNo: 1 }\n  on_refused:\n    not_found: [{ end: resolved }]')),
    ).toEqual([
      'flows/a.yaml:7:17 "orderNo" means nothing in the input of "get_order".',
      'flows/a.yaml:6:9 "get_order" needs "orderNumber". Give it under with.',
      'flows/a.yaml:9:11 "not_found" means nothing in refusals of "get_order".',
    ])
  })
  test('for an unknown name in an expression, and says how text is written', () => {
    expect(problemsOf(flow('- set: { level: 1 }\n- if: level == gold\n  then: [{ say: hello }]'))).toEqual([
      `flows/a.yaml:7:13 In "level == gold": "gold" is no slot and no saved value of this flow. If it is meant as text, write 'gold' in quotes.`,
    ])
  })
  test('for an expression that cannot be read, at the very character', () => {
    expect(problemsOf(flow('- set: { a: 1 }\n- if: a = 1\n  then: [{ say: hello }]'))).toEqual([
      'flows/a.yaml:7:15 In "a = 1": "=" has no meaning here. Compare with "==".',
    ])
  })
  test('for YAML that is none', () => {
    expect(problemsOf('flows:\n  a: [')[0]).toMatch(/^flows\/a.yaml:\d+:\d+ This is not YAML: /)
  })
  test('for a file without flows, a flow without steps and a wrong value', () => {
    expect(problemsOf('- a')).toEqual([
      'flows/a.yaml:1:1 A flow file has the key "flows" with the flows by name. Write flows: and the flows below it.',
    ])
    expect(problemsOf('flows: { greet: { description: d } }')).toEqual([
      'flows/a.yaml:1:17 "steps" of the flow "greet" is missing.',
    ])
    expect(problemsOf(flow('- end: resolvd'))).toEqual([
      'flows/a.yaml:6:14 "end" of the step "end" must be "resolved" or "unresolved". Did you mean "resolved"?',
    ])
  })
})

describe('rules of the language', () => {
  test('text in quotes is text, text without is an expression', () => {
    const { flows } = compileFlows(
      [{ file: 'a', text: flow("- set: { a: 'shipping', b: a, c: 2, d: { expression: \"a + ': '\" } }") }],
      context(),
    )
    expect(flows.flows['greet']?.steps[0]).toMatchObject({
      values: {
        a: { op: 'value', value: 'shipping' },
        b: { op: 'name', name: 'a' },
        c: { op: 'value', value: 2 },
        d: { op: '+' },
      },
    })
  })
  test('a tool that wants a yes needs a confirm step before it', () => {
    expect(problemsOf(flow('- call: cancel_order'))).toEqual([
      'flows/a.yaml:6:9 "cancel_order" must not be used without a yes. Put a confirm step before it.',
    ])
    expect(problemsOf(flow('- confirm: sure\n- if: true\n  then: [{ call: cancel_order }]'))).toEqual([])
  })
  test('a slot whose kind cannot be told is a problem; one named like an entity type is not', () => {
    expect(problemsOf(flow('- collect: reason'))).toEqual([
      'flows/a.yaml:6:9 What kind of value is "reason"? Give type: an entity type, text, boolean, number, or choice with choices.',
    ])
    expect(problemsOf(flow('- collect: order_number'))).toEqual([])
  })
  test('what a slot is may be said in the step that asks for it', () => {
    const text = flow('- collect: reason\n  choices: [size, { value: stain, label: Stain, means: [dirty] }]')
    const { flows, problems } = compileFlows([{ file: 'a', text }], context())
    expect(problems).toEqual([])
    expect(flows.flows['greet']?.slots['reason']).toMatchObject({
      type: 'choice',
      ask: 'ask-reason',
      choices: [
        { value: 'size', label: 'Size', means: [], intents: [] },
        { value: 'stain', label: 'Stain', means: ['dirty'], intents: [] },
      ],
    })
  })
  test('steps after the end of a flow are pointed out', () => {
    expect(problemsOf(flow('- end: resolved\n- say: hello'))).toEqual([
      'flows/a.yaml:7:9 This is never reached: the step before it (end) leaves the flow. Move it before that step, or into the branch it belongs to.',
    ])
  })
  test('a response whose variable the flow does not have is pointed out', () => {
    const used = new Map([...responses(), ['hello', ['ordr', 'customer']]] as [string, string[]][])
    expect(problemsOf(flow('- set: { order: 1 }\n- say: hello'), { responses: used })).toEqual([
      'flows/a.yaml:7:14 The response "hello" uses {ordr}, which this flow does not have. Did you mean {order}?',
    ])
  })
  test('names that objects have by birth are no names of flows, slots or values', () => {
    expect(problemsOf(flow('- set: { constructor: 1 }'))[0]).toContain('"constructor" has a meaning of its own')
    expect(problemsOf('flows: { constructor: { description: d, steps: [] } }')[0]).toContain('cannot be the name')
  })
  test('the verification flow must exist, need nothing and verify', () => {
    expect(problemsOf(flow('- say: hello'), { verification: 'check' })).toEqual([
      'assistant.yaml The verification flow "check" does not exist.',
    ])
    expect(problemsOf(flow('- say: hello', 'needs: verified'), { verification: 'greet' })).toEqual([
      'flows/a.yaml:4:12 The verification flow cannot need what it is there to find out.',
      'flows/a.yaml:3:5 The verification flow has no "verify" step, so it can never succeed.',
    ])
  })
  test('a flow that needs verification in an assistant without one is a problem', () => {
    expect(problemsOf(flow('- say: hello', 'needs: verified'))[0]).toContain('the assistant has no verification flow')
  })
  test('a built-in response without wording is a problem', () => {
    const all = new Map(responses('hello'))
    all.delete('repair.goodbye')
    expect(problemsOf(flow('- say: hello'), { responses: all })[0]).toContain('no wording for "repair.goodbye"')
  })
  test('flows of the same intent are ordered by priority', () => {
    const text = `flows:
  a: { description: d, intents: [orders/cancel], steps: [] }
  b: { description: d, intents: [orders/cancel], priority: 2, steps: [] }`
    expect(compileFlows([{ file: 'a', text }], context()).flows.startedBy).toEqual({ 'orders/cancel': ['b', 'a'] })
  })
})

describe('match, repeat and guards', () => {
  const reason = 'slots:\n  reason: { type: choice, choices: [size, colour] }'

  test('a match over the choices of a slot has a case for each of them, or an else', () => {
    const match = (cases: string) => flow(`- collect: reason\n- match: reason\n${cases}`, reason)
    expect(problemsOf(match('  cases: { size: [{ say: hello }] }'))).toEqual([
      'flows/a.yaml:8:9 This match has no case for "colour" of "reason". Add the cases, or an else.',
    ])
    expect(problemsOf(match('  cases: { size | colour: [{ say: hello }] }'))).toEqual([])
    expect(problemsOf(match('  cases: { size: [{ say: hello }] }\n  else: []'))).toEqual([])
  })

  test('a case that is no choice is refused, with the nearest choice', () => {
    const steps = '- collect: reason\n- match: reason\n  cases:\n    sise: [{ say: hello }]\n  else: []'
    expect(problemsOf(flow(steps, reason))).toEqual([
      'flows/a.yaml:10:11 "sise" means nothing in the choices of "reason". Did you mean "size"?',
    ])
  })

  test('two cases for one value are refused', () => {
    const steps = "- match: today\n  cases: { a: [{ say: hello }], 'a | b': [{ say: hello }] }"
    expect(problemsOf(flow(steps))).toEqual(['flows/a.yaml:7:16 There are two cases for "a".'])
  })

  test('a step after one whose ways all leave the flow is never reached', () => {
    const steps = '- if: today\n  then: [{ end: resolved }]\n  else: [{ hand-off: x }]\n- say: hello'
    expect(problemsOf(flow(steps))).toEqual([
      'flows/a.yaml:9:9 This is never reached: the step before it (if) leaves the flow on every way. Move it before that step, or into the branch it belongs to.',
    ])
  })

  test('a repeat needs steps; a number of times has no element', () => {
    expect(problemsOf(flow('- repeat: { times: 2 }\n  as: x\n  steps: []'))).toEqual([
      'flows/a.yaml:7:13 "as" names the element of a list, and "times" has none. Write index: … for the number of the round.',
      'flows/a.yaml:6:9 A repeat without steps does nothing. Write steps: and what is done in each round.',
    ])
  })

  test('a guard has words for those it keeps out, and sees no slots', () => {
    expect(problemsOf(flow('- say: hello', "only_if: customer.level == 'gold'"))).toEqual([
      'flows/a.yaml:4:14 It is not said what those hear who may not start it. Add otherwise: and a response.',
    ])
    expect(
      problemsOf(flow('- collect: reason', `only_if: reason == 'size'\notherwise: hello\n${reason}`)).join(),
    ).toMatch('"reason" is no slot and no saved value')
    expect(problemsOf(flow('- say: hello', 'otherwise: hello'))).toEqual([
      'flows/a.yaml:4:16 "otherwise" is what those hear whom "only_if" keeps out, and there is none.',
    ])
  })

  test('a file of a later language is refused', () => {
    expect(problemsOf(`language_version: 2\n${flow('- say: hello')}`)).toEqual([
      'flows/a.yaml:1:19 This file is written in version 2 of the flow language, and this Parley reads 1. Use a newer Parley, or write the file anew (docs/flow-language.md).',
    ])
  })
})
