import { describe, expect, test } from 'vitest'
import { flow, problemsOf } from '../fixture/problems.ts'

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

describe('loops without an end', () => {
  const two = (there: string, back: string) => `flows:
  here:
    description: d
    steps:
${there.replaceAll(/^/gm, '      ')}
  there:
    description: d
    steps:
${back.replaceAll(/^/gm, '      ')}
`
  const endless = 'Ask something, wait, or end before it goes there.'

  test('flows that only go to each other are refused, each at its step', () => {
    expect(problemsOf(two('- say: hello\n- link: there', '- link: here'))).toEqual([
      `flows/a.yaml:6 This never ends: here goes to there goes to here, and on the way nothing waits for the customer or ends. ${endless}`,
      `flows/a.yaml:10 This never ends: there goes to here goes to there, and on the way nothing waits for the customer or ends. ${endless}`,
    ])
    expect(problemsOf(two('- link: here\n  return: true', '- say: hello'))).toEqual([
      `flows/a.yaml:5 This never ends: here goes to here, and on the way nothing waits for the customer or ends. ${endless}`,
    ])
  })

  test('also where every branch goes there', () => {
    const branches = '- if: today\n  then: [{ link: here }]\n  else: [{ say: hello }]\n- link: here'
    expect(problemsOf(two(branches, '- say: hello'))).toHaveLength(1)
  })

  test.each([
    ['one of them asks', '- collect: order_number\n- link: there', '- link: here'],
    ['one of them waits', '- wait: 5m\n- link: there', '- link: here'],
    ['one way ends', '- if: today\n  then: [{ link: there }]', '- link: here'],
    ['there may be no round', '- link: there', '- repeat: { times: 2 }\n  steps: [{ link: here, return: true }]'],
    [
      'a refusal ends it',
      '- call: get_order\n  with: { orderNumber: today }\n  on_refused: { default: [{ end: resolved }] }\n- link: there',
      '- link: here',
    ],
  ])('none where %s', (_, there, back) => {
    expect(problemsOf(two(there, back))).toEqual([])
  })
})
