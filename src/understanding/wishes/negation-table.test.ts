import { describe, expect, it } from 'vitest'
import { parseMarkedExample } from '../marked-example.ts'
import { readingContext, smallAssistant } from '../small-assistant.fixture.ts'
import { train } from '../train.ts'
import { Understander } from '../understander.ts'

const more: Record<string, string[]> = {
  'refunds/start': [
    'I want a refund',
    'refund me please',
    'give me my money back',
    'can I get a refund for my order',
    'please refund the boots',
    'I would like my money refunded',
    'refund my order',
    'I need a refund',
  ],
  'orders/exchange': [
    'I want a replacement',
    'exchange it for another one',
    'send me a replacement please',
    'I would like to exchange the boots',
    'can you replace it',
    'please swap it for a new one',
    'I need an exchange',
    'replace the broken one',
  ],
  'orders/change-payment': [
    'use my gift card for this order',
    'pay with my gift card instead',
    'charge my other card',
    "don't charge my visa, charge my mastercard",
    'use another card for the order',
    'put it on my credit card',
    'I want to pay with my gift card',
    'use the gift card',
  ],
}
const understander = new Understander(
  await train(
    {
      ...smallAssistant,
      intents: [
        ...smallAssistant.intents,
        ...Object.entries(more).map(([name, texts]) => ({ name, examples: texts.map(parseMarkedExample) })),
      ],
    },
    { seed: 'test' },
  ),
)

/** What is wanted of a message, and what is refused (`-`), each by the last level of its intent. */
const read = (text: string) =>
  understander
    .understandWords(text, readingContext)
    .wishes.map(({ negated, intents: [best] }) => `${negated ? '-' : ''}${best?.name.split('/').at(-1)}`)
    .join(' ')

const cancel = 'cancel'
const address = 'change-address'
const exchange = 'exchange'
const refund = 'start'

describe('a negation reaches its clause and no further', () => {
  it.each([
    // Refused, and something else wanted.
    ["I don't want a refund, I want a replacement", `-${refund} ${exchange}`],
    ['I dont want a refund, I want a replacement', `-${refund} ${exchange}`],
    ['I do not want a refund. Send me a replacement please', `-${refund} ${exchange}`],
    ["I don't want to cancel my order, I want to change my address", `-${cancel} ${address}`],
    ["I don't want to cancel my order but change my address", `-${cancel} ${address}`],
    ["don't cancel my order, just change my address", `-${cancel} ${address}`],
    ['dont cancel my order just update my address', `-${cancel} ${address}`],
    ['do not cancel my order, please update the address on my account', `-${cancel} ${address}`],
    ['please change my address, do not cancel my order', `${address} -${cancel}`],
    ["change my address, but don't cancel my order", `${address} -${cancel}`],
    ["exchange the boots, I don't want a refund", `${exchange} -${refund}`],
    ["I need an exchange. I don't need a refund", `${exchange} -${refund}`],
    ["I'm not looking for a refund, please send me a replacement", `-${refund} ${exchange}`],
    ["I'd rather not cancel my order, can I change my address", `-${cancel} ${address}`],
    ["you shouldn't cancel my order, change my address", `-${cancel} ${address}`],
    ["I won't cancel my order, I want to change my address", `-${cancel} ${address}`],
    ['never mind the refund, send me a replacement', `-${refund} ${exchange}`],
    ['forget the refund, I want a replacement', `-${refund} ${exchange}`],
    ['no need to cancel my order, just change my address', `-${cancel} ${address}`],
    ['there is no need to refund me, send me a replacement', `-${refund} ${exchange}`],
    ['I no longer want to cancel my order, please change my address', `-${cancel} ${address}`],
    ["I don't want the refund, I want a replacement", `-${refund} ${exchange}`],
    ["I don't want my refund, send me a replacement please", `-${refund} ${exchange}`],
    // "Instead of" and the like.
    ['send me a replacement instead of a refund', `${exchange} -${refund}`],
    ['I want a replacement rather than a refund', `${exchange} -${refund}`],
    ['instead of a refund I want a replacement', `-${refund} ${exchange}`],
    ['rather than a refund, send me a replacement', `-${refund} ${exchange}`],
    ['change my address instead of cancelling my order', `${address} -${cancel}`],
    ['instead of cancelling my order, change my address', `-${cancel} ${address}`],
    ['please exchange it as opposed to refunding it', `${exchange} -${refund}`],
    // Refused and nothing else.
    ["don't cancel my order", `-${cancel}`],
    ['dont cancel my order', `-${cancel}`],
    ['please do not cancel my order', `-${cancel}`],
    ["I don't want to cancel my order", `-${cancel}`],
    ["I don't want you to cancel my order", `-${cancel}`],
    ['I am not going to cancel my order', `-${cancel}`],
    ["I'd rather not return the boots", `-${refund}`],
    ['no need to cancel my order', `-${cancel}`],
    ['never mind the refund', `-${refund}`],
    ['I changed my mind, do not cancel my order', `-${cancel}`],
    // How it is wanted, or of what: not refused.
    ["don't charge my visa, use the gift card", 'change-payment'],
    ["use the gift card, don't charge my visa", 'change-payment'],
    ['use the gift card instead of my visa', 'change-payment'],
    ['charge my mastercard rather than my visa', 'change-payment'],
    ['cancel the first one but not the second', cancel],
    ['cancel order MF-104233 but not MF-104299', cancel],
    ['return the boots, not the jacket', refund],
    ['return the boots and not the jacket', refund],
    ['not the boots, return the jacket', refund],
    ['I want to return the boots without the box', refund],
    ['cancel my order without charging me', cancel],
    ["cancel my order, I don't need it", cancel],
    ["cancel my order, I don't want it anymore", cancel],
    ["I don't want my order anymore, cancel it", cancel],
    ["I can't wait any longer, cancel my order", cancel],
    ["please cancel my order, it isn't what I wanted", cancel],
    ["I want a refund, I don't like the boots", refund],
    ["the boots don't fit, I want to return them", refund],
    ["I haven't got my order, where is it", 'status'],
    ["I didn't get my parcel", 'status'],
    ["they didn't cancel my order", cancel],
    ["you haven't cancelled my order, please cancel it", cancel],
    // Asked for by a question that denies.
    ["why don't you cancel my order", cancel],
    ["can't you cancel my order", cancel],
    ["couldn't you just change my address", address],
    ["why can't I cancel my order", cancel],
    ["won't you refund my order", refund],
    ["isn't it possible to cancel my order", cancel],
    ["don't you want to refund me", refund],
  ])('"%s" is %s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })
})
