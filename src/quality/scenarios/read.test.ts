import { describe, expect, test } from 'vitest'
import { problemText } from '#domain/problem.ts'
import { checkScenarioNames, readScenarios, type ScenarioNames } from './read.ts'

const file = (text: string, name = 'scenarios/a.yaml') => ({ file: name, text })
const problemsOf = (text: string) => readScenarios([file(text)]).problems.map(problemText)

const minimal = `scenarios:
  greets:
    turns:
      - say: hello
        expect: { outcome: answered }
`

describe('scenario files', () => {
  test('a scenario is read with its place, single values as lists', () => {
    const { scenarios, problems } = readScenarios([file(minimal)])
    expect(problems).toEqual([])
    expect(scenarios[0]).toMatchObject({
      name: 'greets',
      file: 'scenarios/a.yaml',
      line: 2,
      turns: [{ say: ['hello'], expect: { outcome: ['answered'] } }],
    })
  })

  test('numbers need no quotes where a customer writes them', () => {
    const { scenarios } = readScenarios([
      file('scenarios:\n  a:\n    opening: 12345\n    answers: { pin: 4821 }\n    expect: { status: open }\n'),
    ])
    expect(scenarios[0]).toMatchObject({ opening: ['12345'], answers: { pin: ['4821'] } })
  })

  test('a number that YAML would change is a problem', () => {
    expect(problemsOf('scenarios:\n  a:\n    opening: [hi, 02108]\n    expect: { status: open }\n')).toEqual([
      "scenarios/a.yaml:3:19 YAML reads 02108 as 2108. Write '02108'.",
    ])
  })

  test('an unknown key is a problem with its line and the nearest key', () => {
    expect(problemsOf(minimal.replace('outcome', 'outcom'))).toEqual([
      'scenarios/a.yaml:5:19 "outcom" is not a key of "scenarios.greets.turns.0.expect". Did you mean "outcome"?',
    ])
  })

  test.each([
    ['a turn that says and presses', '- { say: a, press: b }', 'exactly one of say, press, wait, agent'],
    ['an expectation on an agent', '- { agent: take, expect: { outcome: answered } }', 'makes no turn'],
    ['a time without a unit', '- wait: "20"', 'write a time such as 45m'],
    ['a century', '- wait: 36500d', 'at most 366d'],
    ['a broken pattern', '- { say: a, expect: { reply: { matches: "(" } } }', 'Unterminated group'],
    ['an outcome that there is not', '- { say: a, expect: { outcome: done } }', 'outcome'],
  ])('%s is a problem', (_what, turn, problem) => {
    expect(problemsOf(`scenarios:\n  a:\n    turns:\n      ${turn}\n    expect: { status: open }\n`).join()).toContain(
      problem,
    )
  })

  test.each([
    ['neither turns nor opening', 'expect: { status: open }', 'either "turns" or "opening"'],
    ['both', '{ opening: a, turns: [{ say: a }], expect: { status: open } }', 'either "turns" or "opening"'],
    ['nothing expected', 'opening: hi', 'nothing is expected'],
    [
      'two records in one check',
      '{ opening: a, expect: { shop: { order: A, ordr: B, field: x, equals: 1 } } }',
      '"order" and "ordr"',
    ],
    [
      'a check without a comparison',
      '{ opening: a, expect: { shop: { order: A, field: x } } }',
      '"field" needs "equals"',
    ],
    ['a reaction to nothing', '{ opening: a, reactions: [{ say: b }], expect: {} }', 'say when'],
    ['a broken condition', '{ opening: a, confirm: { when: /(/, say: no }, expect: {} }', 'Unterminated group'],
    ['wishes of a script', '{ turns: [{ say: a, expect: {} }], then: b }', '"then" goes with "opening"'],
    ['a check of nothing', '{ opening: a, expect: { shop: { order: A } } }', 'say what must hold'],
    ['unchanged with more', '{ opening: a, expect: { shop: { unchanged: true, order: A } } }', 'stands alone'],
  ])('%s is a problem', (_what, scenario, problem) => {
    expect(problemsOf(`scenarios:\n  a:\n    ${scenario}\n`).join()).toContain(problem)
  })

  test('two scenarios of one name are a problem of the second', () => {
    const { problems } = readScenarios([file(minimal), file(minimal, 'scenarios/b.yaml')])
    expect(problems.map(problemText)).toEqual([
      'scenarios/b.yaml:2:3 There is another scenario "greets" in scenarios/a.yaml. Give each scenario a name of its own.',
    ])
  })
})

describe('names in scenarios', () => {
  const names: ScenarioNames = {
    intents: new Set(['orders/cancel', 'orders/status']),
    entities: new Set(['order_number']),
    flows: new Set(['cancel-order']),
    tools: new Set(['cancel_order']),
  }
  const problems = (expectation: string) =>
    checkScenarioNames(
      [file(`scenarios:\n  a:\n    turns:\n      - say: hi\n        expect: ${expectation}\n`)],
      names,
    ).map(problemText)

  test('what the assistant has is no problem; an intent may be named by its upper part', () => {
    expect(
      problems(
        '{ intent: orders, entities: { order_number: 1 }, flow: cancel-order, tools: { called: cancel_order } }',
      ),
    ).toEqual([])
  })

  test('what it has not is a problem with the nearest name', () => {
    expect(problems('{ intent: orders/cancle }')).toEqual([
      'scenarios/a.yaml:5:27 There is no intent "orders/cancle". Did you mean "orders/cancel"?',
    ])
    expect(problems('{ tools: { not_called: [cancle_order] } }')[0]).toContain('Did you mean "cancel_order"?')
    expect(problems('{ flow: cancel-ordr }')[0]).toContain('Did you mean "cancel-order"?')
    expect(problems('{ entities: { ordr_number: 1 } }')[0]).toContain('There is no entity "ordr_number"')
  })
})
