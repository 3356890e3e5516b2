import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { problemText } from '#domain/problem.ts'
import { context, flow, problemsOf, responses } from '../fixture/problems.ts'
import { compileFlows } from './compile.ts'
import { flowFileJsonSchema, flowFileSchema, stepKinds } from './schema.ts'

/** Heads of flows are shown without their steps. */
const withSteps = (read: unknown) =>
  Object.fromEntries(Object.entries(read as object).map(([name, head]) => [name, { ...(head as object), steps: [] }]))

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

  test('shows nothing that could not be written', () => {
    const parts = [...page.matchAll(/^( *)```yaml\n([\s\S]*?)```/gm)].slice(1).map(([, indent = '', text = '']) => {
      const read: unknown = parse(text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''))
      if (Array.isArray(read)) return { shown: { description: 'd', steps: read } }
      const isSlot = typeof read === 'object' && read !== null && 'validate' in read
      return isSlot ? { shown: { description: 'd', slots: { voucher: read }, steps: [] } } : withSteps(read)
    })
    expect(parts.length).toBeGreaterThan(2)
    for (const flows of parts) expect(flowFileSchema.safeParse({ flows }).error).toBeUndefined()
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
