import { expect, test } from 'vitest'
import { flow, problemsOf } from '../fixture/problems.ts'

/** What a file may not say, with the words an author gets: where, what is wrong, the nearest name, what to do. */
const refused: [what: string, steps: string, head: string, problem: string][] = [
  [
    'an unknown tool',
    '- call: get_ordr',
    '',
    'flows/a.yaml:6:15 There is no tool "get_ordr". Did you mean "get_order"?',
  ],
  ['an unknown response', '- say: helo', '', 'flows/a.yaml:6:14 There is no response "helo". Did you mean "hello"?'],
  [
    'an unknown slot in an expression',
    '- collect: order_number\n- if: order_numbr == 5\n  then: []',
    '',
    'flows/a.yaml:7:13 In "order_numbr == 5": "order_numbr" is no slot and no saved value of this flow. Did you mean "order_number", or the text \'order_numbr\'?',
  ],
  [
    'a slot that is never asked for',
    '- collect: order_number\n- ask_again: order_numbr',
    '',
    'flows/a.yaml:7 There is no collect or choose step for "order_numbr". Did you mean "order_number"?',
  ],
  [
    'a text compared with a number',
    '- collect: reason\n- if: reason > 90\n  then: []',
    'slots:\n  reason: { type: text }',
    'flows/a.yaml:8:13 In "reason > 90": reason is a text and 90 is a number: they cannot be compared. Write number(reason).',
  ],
  [
    'a value that is no choice',
    "- collect: reason\n- if: reason == 'sise'\n  then: []",
    'slots:\n  reason: { choices: [size, colour] }',
    "flows/a.yaml:8:13 In \"reason == 'sise'\": reason is never 'sise'. Did you mean 'size'?",
  ],
  [
    'a missing branch',
    '- collect: reason\n- match: reason\n  cases: { size: [{ say: hello }] }',
    'slots:\n  reason: { choices: [size, colour] }',
    'flows/a.yaml:8:9 This match has no case for "colour" of "reason". Add the cases, or an else.',
  ],
  [
    'an endless loop',
    '- say: hello\n- link: greet',
    '',
    'flows/a.yaml:7 This never ends: greet goes to greet, and on the way nothing waits for the customer or ends. Ask something, wait, or end before it goes there.',
  ],
  [
    'a step after the end',
    '- end: resolved\n- say: hello',
    '',
    'flows/a.yaml:7:9 This is never reached: the step before it (end) leaves the flow. Move it before that step, or into the branch it belongs to.',
  ],
  [
    'a tool that changes something, to validate with',
    '- collect: order_number\n  validate: [{ call: create_return, else: hello }]',
    '',
    'flows/a.yaml:7:28 "create_return" changes something, so it cannot tell whether a value is valid. Use a tool that only reads.',
  ],
  [
    'an intent that answers and does not exist',
    '- collect: order_number\n  intents: { orders/cansel: null }',
    '',
    'flows/a.yaml:6:9 There is no intent "orders/cansel". Did you mean "orders/cancel"?',
  ],
  [
    'a schedule without a time',
    '- schedule: { say: hello }',
    '',
    'flows/a.yaml:6:19 A schedule step has a time. Write in: 2d, or at: with a date.',
  ],
  [
    'a schedule without anything to do',
    '- schedule: { in: 2d }',
    '',
    'flows/a.yaml:6:19 A schedule step has something to say, or a flow to begin. Write say: or flow: (one of the two).',
  ],
  [
    'a time that is none',
    '- schedule: { in: 2 days, say: hello }',
    '',
    'flows/a.yaml:6:25 "schedule.in" of the step "schedule" is not right: A time is a number with s, m, h, d or w, as in "10m" or "2d".',
  ],
  [
    'a wait for something that is no number',
    '- wait: today',
    '',
    'flows/a.yaml:6:15 In "today": today is a text, and a number is needed here.',
  ],
  [
    'a flow that is suggested and does not exist',
    '- say: hello\n  suggest: [gret]',
    '',
    'flows/a.yaml:6 There is no flow "gret". Did you mean "greet"?',
  ],
  [
    'a flow that is suggested at silence and does not exist',
    '- collect: order_number\n  silence: [{ after: 1m, suggest: [gret] }]',
    '',
    'flows/a.yaml:6 There is no flow "gret". Did you mean "greet"?',
  ],
  [
    'a slot that a scheduled flow does not have',
    '- schedule: { in: 1h, flow: greet, with: { order: today } }\n- collect: order_number',
    '',
    'flows/a.yaml:6 There is no slot of "greet" named "order".',
  ],
]

test.each(refused)('%s is refused', (_, steps, head, problem) => {
  expect(problemsOf(flow(steps, head))).toEqual([problem])
})
