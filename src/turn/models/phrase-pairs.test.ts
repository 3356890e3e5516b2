import { expect, test } from 'vitest'
import { whatChanged } from '#language-models/roles/phrase.ts'

/** A template's text and a rewording that says the same. */
const good: [string, string][] = [
  [
    'Your order MF-104233 is on its way. It should arrive on March 3.',
    'Good news: order MF-104233 is already on its way and should be with you on March 3.',
  ],
  [
    'Your order MF-104233 is on its way. It should arrive on March 3.',
    'Order MF-104233 is on its way – it should arrive on March 3!',
  ],
  ['Which colour should it be?', 'What colour would you like it to be?'],
  ['Which colour should it be?', 'And which colour would you like?'],
  ['What is your order number?', 'Could you tell me your order number, please?'],
  [
    'I have cancelled order MF-104301. $57.00 is on its way back to you.',
    "All done: I've cancelled order MF-104301, and $57.00 is on its way back to you.",
  ],
  [
    'That is not possible any more, because the order has already been shipped.',
    "I'm afraid that isn't possible any more: the order has already been shipped.",
  ],
  ['You can return the boots within 30 days.', 'You have 30 days to return the boots.'],
  [
    'Your return is registered. The label is in your e-mail.',
    "Your return's registered, and you'll find the label in your e-mail.",
  ],
  ['I will let you know when it is back in stock.', "I'll let you know as soon as it's back in stock."],
  ['Thanks, that is noted.', "Thank you, I've noted that."],
  ['Is there anything else I can do for you?', 'Anything else I can help you with?'],
  ['The refund takes 3 to 5 business days.', 'Your refund will take 3 to 5 business days.'],
  [
    'Your subscription ends on June 30. You will not be charged again.',
    "Your subscription ends on June 30, and you won't be charged again.",
  ],
  ['We could not find an order with that number.', "We couldn't find any order with that number."],
]

/** … and one that says something else, by a word or two. */
const bad: [string, string][] = [
  [
    'Your order MF-104233 is on its way. It should arrive on March 3.',
    'Your order MF-104233 has been delivered. It arrived on March 3.',
  ],
  [
    'Your order MF-104233 is on its way. It should arrive on March 3.',
    'Your order MF-104233 is on its way. It will surely arrive before March 3, with a gift.',
  ],
  [
    'I have cancelled order MF-104301. $57.00 is on its way back to you.',
    'I could cancel order MF-104301. $57.00 would be on its way back to you.',
  ],
  [
    'That is not possible any more, because the order has already been shipped.',
    'That is possible, although the order has already been shipped.',
  ],
  ['You can return the boots within 30 days.', 'You can return the boots after 30 days.'],
  ['You can return the boots within 30 days.', 'You must return the boots within 30 days.'],
  ['You can return the boots within 30 days.', 'You can return the boots for free within 30 days.'],
  ['The refund takes 3 to 5 business days.', 'The refund takes 3 to 5 calendar days.'],
  ['The refund takes 3 to 5 business days.', 'The refund takes 3 to 5 business days, and we add a voucher.'],
  ['We could not find an order with that number.', 'We found an order with that number.'],
  [
    'Your subscription ends on June 30. You will not be charged again.',
    'Your subscription ends on June 30. You will be charged again.',
  ],
  ['Your subscription ends on June 30. You will not be charged again.', 'Your subscription ends on June 30.'],
  [
    'Your subscription ends on June 30. You will not be charged again.',
    'Your subscription does not end on June 30. You will not be charged again.',
  ],
  ['The blue one costs $20 and the red one costs $30.', 'The blue one costs $30 and the red one costs $20.'],
  ['Which colour should it be?', 'Which size should it be?'],
  ['What is your order number?', 'What is your card number?'],
  ['Please call the manager at the store.', 'Please call the police at the store.'],
]

const changed = ([text, reworded]: [string, string]) =>
  whatChanged({ text, locale: 'en', style: '', values: [] }, reworded)

test('no rewording that says something else is used', () => {
  expect(bad.filter((pair) => changed(pair) === null)).toEqual([])
})

test('most rewordings that say the same are used', () => {
  const used = good.filter((pair) => changed(pair) === null)
  // Those that are not leave the template as it was: a loss of manner, and of nothing else.
  expect(used.length / good.length).toBeGreaterThanOrEqual(0.6)
})
