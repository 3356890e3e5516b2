import { expect, test } from 'vitest'
import { command, order, Talk } from '../fixture/index.ts'

const { start, set, correct } = command

test('a number that is corrected while it serves to verify is also that of the task it is verified for', async () => {
  const talk = new Talk({})
  await talk.commands(start('cancel-order', { order_number: 'MF-999999' }))
  expect(talk.state.stack.map(({ flow }) => flow)).toEqual(['cancel-order', 'verify-customer'])
  await talk.commands(correct('order_number', order.number))
  expect(talk.state.stack.map(({ slots }) => slots['order_number'])).toEqual([order.number, order.number])
})

test('who was verified for something that came in between is not verified again for what waited', async () => {
  const talk = new Talk({})
  await talk.commands(start('cancel-order', { order_number: order.number }))
  await talk.commands(start('change-address', { order_number: order.number }))
  const said = await talk.commands(set('email', 'a@b.c'))
  expect(said).toContain('ask-address')
  const after = await talk.commands(command.cancel)
  expect(after).not.toContain('ask-email')
  expect(after).toContain('cancel-sure')
  expect(talk.state.stack.map(({ flow }) => flow)).toEqual(['cancel-order'])
})
