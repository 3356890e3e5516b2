import { describe, expect, test } from 'vitest'
import { command, compiled, order, Talk, tools, verified } from '../fixture/index.ts'
import { wordsFor } from '../words/index.ts'
import { readAnswer } from './wording.ts'

const english = wordsFor('en')
const toCancel = (text: string) => readAnswer(text, { stays: true, throughout: true, action: 'ends' }, english)?.answer
const toAdd = (text: string) => readAnswer(text, { stays: true, throughout: true, action: 'begins' }, english)?.answer
const toAny = (text: string) => readAnswer(text, { stays: true, throughout: true }, english)?.answer

describe('to "shall I cancel it?"', () => {
  test.each([
    'Yes stop it',
    'yes please cancel that',
    'yeah end it',
    'cancel it',
    'Cancel it please',
    'go ahead and cancel it',
    'please remove it',
    "yes, I don't need it any more",
    'yes we no longer want it',
    "yep, it doesn't fit anyway",
    'yes. take it off please',
    'sure, get rid of it',
    'do cancel it',
  ])('"%s" is a yes', (text) => expect(toCancel(text)).toBe('yes'))

  test.each([
    'yes keep it',
    'yes, leave it as it is',
    'yes, add another one',
    'yes renew it',
    'no, cancel it',
    'yes but not today',
  ])('"%s" says both, and is asked about', (text) => expect(toCancel(text)).toBe('neither'))

  test.each([
    'no, leave it',
    'stop it',
    "don't cancel it",
    'keep it',
    "no, don't cancel it",
    'let it be',
    'hold off please',
  ])('"%s" is a no', (text) => expect(toCancel(text)).toBe('no'))
})

describe('to "shall I add it again?"', () => {
  test.each([
    'yes add it',
    'add it again please',
    'yes, renew it',
    'yes by the end of the week please',
    'start it again',
  ])('"%s" is a yes', (text) => expect(toAdd(text)).toBe('yes'))

  test.each([
    'yes remove it',
    'yes, cancel the thing',
    'yes please take it off',
    'yeah you can end it',
    'sure, delete it',
  ])('"%s" says both, and is asked about', (text) => expect(toAdd(text)).toBe('neither'))
})

describe('to any "shall I?"', () => {
  test.each([
    'Please.',
    'please do',
    'if you would please',
    "that's it",
    "That's right",
    'exactly, the first one',
    'sure, why not',
    'I guess so',
    'I suppose so',
    'might as well',
    'would be great',
    "that'll do",
    'fine by me',
    'yes if you could',
    'yes if possible',
    'you may',
    'gladly',
    'I thought about it for a while. yes, do it',
    'my wife has the other one, but fine. Yes please',
    "that's what I want",
    'Perfect, do it',
    "I don't think so... actually yes, others may want it. Please do",
    'no wait. yes. go ahead',
    'great, go ahead',
    'yes, but this is everything, correct? go ahead',
    'ok but hurry please. Do it!',
  ])('"%s" is a yes', (text) => expect(toAny(text)).toBe(text.startsWith('my wife') ? 'neither' : 'yes'))

  test.each([
    'not really',
    "nah I'd rather look myself",
    "I'll have a look myself",
    'my passport says Annabel though. no, leave it as it is',
    'hm it cost me a lot. no',
    'I slept on it, no thanks',
    'no, leave it like it is',
    "I'd rather not",
    "I'll pass",
    'not worth it - no',
    'keep things the way they are',
    'better leave it',
    'scrap that',
  ])('"%s" is a no', (text) => expect(toAny(text)).toBe('no'))

  test.each([
    'if it is free then yes',
    'yes, if it costs nothing',
    'yes as long as it arrives on Monday',
    'only if you refund the postage, then ok',
    'yes unless it has been sent',
    'sure provided that I can send it back',
    'yes no wait',
    'yes, wait',
  ])('"%s" is neither', (text) => expect(toAny(text)).toBe('neither'))

  test.each(['thanks', 'hello', 'my order is late', 'what does it cost', 'the blue one', 'perhaps', 'I have a cat'])(
    '"%s" says nothing of the kind',
    (text) => expect(toAny(text)).toBeUndefined(),
  )
})

describe('in other languages', () => {
  test.each([
    ['de', 'Ja, bitte stornieren', 'ends', 'yes'],
    ['de', 'bitte', 'begins', 'yes'],
    ['de', 'ja, wenn es kostenlos ist', 'ends', 'neither'],
    ['de', 'ja, bitte entfernen', 'begins', 'neither'],
    ['fr', "s'il vous plaît", 'begins', 'yes'],
    ['fr', 'oui, annulez', 'ends', 'yes'],
    ['fr', 'oui, supprimez', 'begins', 'neither'],
    ['es', 'sí, cancela', 'ends', 'yes'],
    ['es', 'por favor', 'begins', 'yes'],
    ['it', 'sì, annulla', 'ends', 'yes'],
    ['it', 'sì, rimuovi', 'begins', 'neither'],
    ['pt', 'sim, cancele', 'ends', 'yes'],
    ['nl', 'ja, annuleer maar', 'ends', 'yes'],
    ['nl', 'ja, als het gratis is', 'ends', 'neither'],
  ] as const)('%s: "%s"', (language, text, action, answer) =>
    expect(readAnswer(text, { stays: true, throughout: true, action }, wordsFor(language))?.answer).toBe(answer),
  )
})

describe('in conversation', () => {
  const { start } = command
  const askedToCancel = async () => {
    const talk = new Talk({ identity: verified })
    await talk.commands(start('cancel-order', { order_number: order.number }))
    return talk
  }

  test('"yes stop it" to "shall I cancel it?" cancels the order, and not the task', async () => {
    const talk = await askedToCancel()
    expect(await talk.says('Yes stop it', { intents: { 'control/cancel': 0.9 } })).toContain('cancel-done')
  })

  test.each(['yes, stop it', 'Yes. Drop it please', 'sure, stop that'])('"%s" as well', async (text) => {
    const talk = await askedToCancel()
    expect(await talk.says(text, { intents: { 'control/cancel': 0.9 } })).toContain('cancel-done')
  })

  test('"that\'s it" agrees, whatever it takes leave of', async () => {
    const talk = await askedToCancel()
    expect(await talk.says("That's it", { intents: { 'tests/broken': 0.2 } })).toContain('cancel-done')
  })

  test('"that\'s all" is asked about', async () => {
    const talk = await askedToCancel()
    expect(await talk.says("that's all")).toEqual(['repair.ask-yes-no', 'cancel-sure'])
    expect(await talk.says('yes please')).toContain('cancel-done')
  })

  test('the words of a yes begin no other task', async () => {
    const talk = await askedToCancel()
    expect(await talk.says('Yes, I want it back.', { intents: { 'returns/size': 0.85 } })).toEqual([
      'cancel-done',
      'repair.anything-else',
    ])
    const more = await askedToCancel()
    const intents = { gifts: 0.85 }
    expect(await more.says('yes and a gift card too', { intents })).toContain('repair.queued-next')
  })

  test('a yes that contradicts what would be done is asked, and nothing is done', async () => {
    const adds = compiled(
      `
flows:
  verify-customer:
    description: Finds out who writes
    steps:
      - verify: { customer: "'C-1'", by: test }
  lost-service:
    description: A service is gone
    called: the missing service
    intents: [gifts]
    steps:
      - confirm: sure
      - call: add_service
        with: {}
      - say: own-end
`,
      [],
      new Map([...tools, ['add_service', { needs: 'anonymous' as const, effect: 'write' as const, confirm: true }]]),
    )
    const talk = new Talk({ flows: adds })
    await talk.commands(start('lost-service'))
    expect(await talk.says('yes remove that thing')).toEqual(['repair.ask-yes-no', 'sure'])
    expect(talk.calls).toEqual([])
    expect(await talk.says('yes, add it')).toContain('own-end')
  })

  test.each(['no, leave it as it is', 'my card says Ann though. no, leave it like it is', 'leave everything as it is'])(
    '"%s" to a summary asks not what should be different',
    async (text) => {
      const talk = new Talk({ identity: verified })
      await talk.commands(start('change-address', { order_number: order.number, address: '1 Mill Lane' }))
      expect(await talk.says(text)).toEqual(['repair.cancelled', 'repair.anything-else'])
    },
  )

  test('"no" alone does', async () => {
    const talk = new Talk({ identity: verified })
    await talk.commands(start('change-address', { order_number: order.number, address: '1 Mill Lane' }))
    expect(await talk.says('no, not like that')).toEqual(['repair.what-to-correct'])
  })

  test.each(['yes, but only the address', 'yes but just to 1 Mill Lane', 'ok but only the address please'])(
    '"%s" limits the yes to what is asked, and is one',
    async (text) => {
      const talk = new Talk({ identity: verified })
      await talk.commands(start('change-address', { order_number: order.number, address: '1 Mill Lane' }))
      const frame = talk.state.stack[0]
      if (frame !== undefined) frame.said = { address: '1 Mill Lane' }
      expect(await talk.says(text)).toContain('address-done')
    },
  )

  test.each(['yes but make it for my neighbour', 'sure, except for the house'])(
    '"%s" asks what should be different',
    async (text) => {
      const talk = new Talk({ identity: verified })
      await talk.commands(start('change-address', { order_number: order.number, address: '1 Mill Lane' }))
      expect(await talk.says(text)).toEqual(['repair.what-to-correct'])
    },
  )

  test.each(['Perfect, do it', 'Great, do it please', 'ok, go ahead then'])('"%s" asks nothing', async (text) => {
    const talk = await askedToCancel()
    expect(await talk.says(text, { intents: { 'control/affirm': 0.9 } })).toContain('cancel-done')
  })

  test.each([
    ['No no, not that one. I mean the other one', {}],
    ['no, wrong order', {}],
    ['no scrap that, the one with the boots', {}],
    ['No, MF-200002', { entities: { 'MF-200002': 'order_number' } }],
  ])('"%s" to "anything else?" is no goodbye', async (text, read) => {
    const talk = new Talk({ identity: verified })
    await talk.commands(start('order-status', { order_number: order.number }))
    await talk.says(text, read)
    expect(talk.result?.ended).toBe(false)
  })

  test.each(['no', 'No, I thank you.', 'no, sorted', 'nope, nothing else', "no, I'll ask my neighbour then"])(
    '"%s" is one',
    async (text) => {
      const talk = new Talk({ identity: verified })
      await talk.commands(start('order-status', { order_number: order.number }))
      expect(await talk.says(text)).toEqual(['repair.goodbye'])
    },
  )
})
