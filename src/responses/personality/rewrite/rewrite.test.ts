import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileResponses } from '../../compile.ts'
import { readTemplate, type Segment } from '../../template.ts'
import { dimensionNames } from '../dimensions.ts'
import { moodNames } from '../mood.ts'
import { presetNames, presets } from '../presets.ts'
import { mapStyle, neutral, type PartialStyle, withDimensions } from '../style.ts'
import { contract, expandContractions } from './contractions.ts'
import { saysTheSame } from './guard.ts'
import { type RewriteRequest, rewriteTemplate } from './rewrite.ts'

const written = (segments: readonly Segment[]): string =>
  segments.map((segment) => (typeof segment === 'string' ? segment : `{${segment.path.join('.')}}`)).join('')
const rewritten = (text: string, style: PartialStyle, more: Partial<RewriteRequest> = {}): string =>
  written(
    rewriteTemplate(readTemplate(text).segments, { style: withDimensions(neutral, style), locale: 'en-US', ...more })
      .segments,
  )
const ends = { opens: true, closes: true }

const assistants = join(import.meta.dirname, '../../../../assistants')
/** Every wording that ships: what people really write, in all its shapes. */
const wordings = readdirSync(assistants).flatMap((name) => {
  const folder = join(assistants, name, 'responses')
  const files = readdirSync(folder).map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))
  return Object.values(compileResponses(files).responses.toJson())
    .flat()
    .map(({ segments }) => segments)
})

describe('what every rewriting keeps, over all shipped wordings and any style', () => {
  const request = fc.record({
    segments: fc.constantFrom(...wordings),
    style: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 20, maxLength: 20 }),
    mood: fc.option(fc.constantFrom(...moodNames)),
    place: fc.record({ opens: fc.boolean(), closes: fc.boolean() }),
  })
  const each = (check: (before: string, after: string) => void) =>
    fc.assert(
      fc.property(request, ({ segments, style, mood, place }) => {
        const target = mapStyle((name) => style[dimensionNames.indexOf(name)] ?? 0.5)
        const { segments: after } = rewriteTemplate(segments, { style: target, locale: 'en', mood, place })
        check(written(segments), written(after))
      }),
      { numRuns: 400 },
    )
  /** Lines that rules put behind a wording say nothing of the matter. */
  const withoutLines = (text: string) =>
    text.replace(/ If (?:you need anything else|there(?: is|['’]s) more)[^.]*\./, '')
  // Told apart from the guard's own reading on purpose: a second opinion.
  const found = (text: string, pattern: RegExp) => (text.match(pattern) ?? []).map((one) => one.toLowerCase())

  test('placeholders, numbers, quotations and addresses stay, in their order', () => {
    const fixed = /\{[^}]*\}|"[^"]*"|https?:\/\/\S*[\w/]|[\w.]+@[\w.]+\w|\p{L}*-?\d[\w.,:/-]*\w|\d/gu
    each((before, after) => expect(found(after, fixed)).toEqual(found(before, fixed)))
  })

  test('as many denials as before', () => {
    const denials = (text: string) =>
      found(
        text.replace(/\bno (?:problem|hurry)\b/gi, ''),
        /\b(?:not|no|never|none|nothing|nobody|without)\b|n['’]t\b|\bcannot\b/gi,
      ).length
    each((before, after) => expect(denials(after)).toBe(denials(before)))
  })

  test('conditions and exceptions stay, in their order', () => {
    const conditions = /\b(?:if|unless|only|until|except|before|after|once)\b/gi
    each((before, after) => expect(found(withoutLines(after), conditions)).toEqual(found(before, conditions)))
  })

  test('nothing is left half: no doubled space, no space before a mark, no empty sentence', () => {
    each((before, after) => {
      if (!/ {2}| [.,!?](?:\s|$)|[.!?] ?[.,;](?!\.)/.test(before))
        expect(after).not.toMatch(/ {2}| [.,!?](?:\s|$)|[!?] ?[.,;]|[^.]\.\.[^.]/)
      expect(after.trim()).not.toBe('')
    })
  })
})

test('a style in the middle changes no wording at all', () => {
  for (const segments of wordings)
    expect(rewriteTemplate(segments, { style: neutral, locale: 'en' }).segments).toEqual(segments)
})

test('the same template and style always give the same words', () => {
  for (const name of presetNames)
    for (const segments of wordings.slice(0, 80)) {
      const request = { style: presets[name].style, locale: 'en' }
      expect(rewriteTemplate(segments, request)).toEqual(rewriteTemplate(segments, request))
    }
})

test('the further from the middle, the more wordings change, and none changes back', () => {
  const changed = (formality: number) =>
    new Set(
      wordings.filter(
        (segments) =>
          rewriteTemplate(segments, { style: withDimensions(neutral, { formality }), locale: 'en' }).applied.length > 0,
      ),
    )
  const [little, more, most] = [changed(0.65), changed(0.8), changed(1)] as const
  expect(little.size).toBeGreaterThan(0)
  expect(more.size).toBeGreaterThan(little.size)
  expect(most.size).toBeGreaterThan(more.size)
  expect([...little].every((one) => more.has(one)) && [...more].every((one) => most.has(one))).toBe(true)
})

describe('each dimension at its end', () => {
  const cases: [style: PartialStyle, before: string, after: string][] = [
    [{ formality: 1 }, "Hi there! OK, I've changed it.", "Hello! Very well, I've changed it."],
    [{ formality: 0 }, 'Hello! Certainly, it is done.', 'Hi! Sure, it is done.'],
    [
      { contraction: 0 },
      "It's there, and I can't stop it. Isn't it here?",
      'It is there, and I cannot stop it. Is it not here?',
    ],
    [
      { contraction: 1 },
      'It is there, and I cannot stop it. I am sorry.',
      "It's there, and I can't stop it. I'm sorry.",
    ],
    [{ emoji_use: 0 }, 'Great 👍🏽 it works', 'Great it works'],
    [{ emoji_use: 1 }, 'Welcome back!', 'Welcome back! 👋'],
    [{ emoji_use: 1 }, "I'm sorry, it is late.", "I'm sorry, it is late."],
    [{ exclamation: 0 }, 'Done! Thanks!', 'Done. Thanks.'],
    [{ exclamation: 1 }, 'Welcome back.', 'Welcome back!'],
    [{ politeness: 0 }, 'Please write it again.', 'Write it again.'],
    [{ politeness: 1 }, 'Tell me the number.', 'Please tell me the number.'],
    [
      { hedging: 0 },
      "That's not possible, I'm afraid. Just ask for a person.",
      "That's not possible. Ask for a person.",
    ],
    [{ enthusiasm: 0 }, 'Good news: order {n} was sent.', 'Order {n} was sent.'],
    [{ enthusiasm: 1 }, 'Good news: order {n} was sent.', 'Great news: order {n} was sent.'],
    [{ apology: 0 }, "I'm sorry, order {n} is late.", 'Order {n} is late.'],
    [{ apology: 1 }, "I couldn't find order {n}.", "I'm sorry, I couldn't find order {n}."],
    [{ directness: 1 }, 'Could you tell me your name?', 'Please tell me your name.'],
    [{ directness: 0 }, 'Please tell me your name.', 'Could you tell me your name?'],
    [{ humour: 0 }, 'Hmm, I see no order.', 'I see no order.'],
    [{ warmth: 0 }, 'Take your time. Your place is kept.', 'Your place is kept.'],
    [{ reading_level: 0 }, 'In order to proceed I require the number.', 'To go on I need the number.'],
    [
      { first_person_plural: 1 },
      "I'm looking, and I'll tell my colleague. Trust me.",
      "We're looking, and we'll tell our colleague. Trust us.",
    ],
    [
      { sentence_length: 0 },
      'Order {n} is on its way to you by truck, and you can follow it on the page below.',
      'Order {n} is on its way to you by truck. You can follow it on the page below.',
    ],
  ]
  for (const [style, before, after] of cases)
    test(`${JSON.stringify(style)}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`, () => {
      expect(rewritten(before, style)).toBe(after)
    })
})

describe('what is never done', () => {
  test('a sentence with a condition is not divided', () => {
    const text = 'If the parcel is not there by {day}, tell me, and I will send another one at no cost.'
    expect(rewritten(text, { sentence_length: 0 })).toBe(text)
  })

  test('"send it, and I will …" is a condition too', () => {
    const text = 'Send the parcel back to us in its box, and I will refund the whole amount to you.'
    expect(rewritten(text, { sentence_length: 0 })).toBe(text)
  })

  test('what only looks like a request is none', () => {
    for (const text of ['Check refunds take five days.', 'Name changes are free.', 'Put options are not offered.'])
      expect(rewritten(text, { politeness: 1 })).toBe(text)
    const later = 'Tell me when it is there.'
    expect(rewritten(later, { directness: 0 })).toBe(later)
  })

  test('the assistant stays "I" where it says what it is', () => {
    const text = "I'm Finch, an automated assistant."
    expect(rewritten(text, { first_person_plural: 1 })).toBe(text)
    expect(rewritten("I'm {name}, at your service.", { first_person_plural: 1 })).toBe("I'm {name}, at your service.")
  })

  test('what stood small behind a full stop stays small', () => {
    expect(rewritten("Great, we open at 9 a.m. on Monday, I'm afraid.", { hedging: 0, enthusiasm: 0 })).toBe(
      'We open at 9 a.m. on Monday.',
    )
    expect(rewritten('your return, please', { politeness: 0 })).toBe('your return, please')
  })

  test('what stands in quotation marks stays word for word', () => {
    const text = 'Just write "please stop!", or choose "I don\'t have it".'
    expect(rewritten(text, { contraction: 0, politeness: 0, exclamation: 0 })).toBe(text)
  })

  test('words of other languages stay, only marks are changed', () => {
    const text = "¡Hola! Hi, it's OK 🎉"
    expect(rewritten(text, { formality: 1, contraction: 0, exclamation: 0, emoji_use: 0 }, { locale: 'es' })).toBe(
      "Hola. Hi, it's OK",
    )
  })

  test('a text with private-use characters of its own is left alone', () => {
    expect(rewritten('Hi \uE101 there!', { formality: 1, exclamation: 0 })).toBe('Hi \uE101 there!')
  })
})

describe('lines that are added', () => {
  test('feeling is shown in front of the reply to a customer who is angry, and once', () => {
    const style = { empathy: 1 }
    expect(rewritten('Order {n} is late.', style, { mood: 'angry', place: ends })).toMatch(
      /^I.{15,50}\. Order \{n\} is late\.$/,
    )
    expect(rewritten('Order {n} is late.', style, { mood: 'angry', place: { opens: false, closes: true } })).toBe(
      'Order {n} is late.',
    )
    expect(rewritten("I'm sorry, it's late.", style, { mood: 'angry', place: ends })).toBe("I'm sorry, it's late.")
    expect(rewritten('Order {n} is late.', style, { place: ends })).toBe('Order {n} is late.')
  })

  test('more is offered at the end of a task only, as a statement', () => {
    expect(rewritten('Done: it is cancelled.', { proactivity: 1 }, { place: ends })).toMatch(
      /^Done: it is cancelled\. If [^.?]+\.$/,
    )
    expect(rewritten('Done: it is cancelled.', { proactivity: 1 })).toBe('Done: it is cancelled.')
    expect(rewritten('Shall I cancel it?', { proactivity: 1 }, { place: ends })).toBe('Shall I cancel it?')
  })
})

describe('contractions', () => {
  const pairs: [short: string, long: string][] = [
    ["I can't, won't and don't.", 'I cannot, will not and do not.'],
    ["It's been sent, and it's here.", 'It has been sent, and it is here.'],
    ["I'd like that; you'd better go.", 'I would like that; you had better go.'],
    ["If it isn't there, tell me.", 'If it is not there, tell me.'],
    ["That's right, isn't it?", 'That is right, is it not?'],
    ["Don't worry, we're there. Let's go.", 'Do not worry, we are there. Let us go.'],
  ]
  for (const [short, long] of pairs) test(`"${short}" is "${long}"`, () => expect(expandContractions(short)).toBe(long))

  test('what has two meanings stays short', () => {
    expect(expandContractions("I'd booked it. Isn't the parcel there?")).toBe("I'd booked it. Isn't the parcel there?")
  })

  test('what is stressed is not shortened', () => {
    expect(contract('The name as it is on the card; it is here.')).toBe("The name as it is on the card; it's here.")
  })

  test('only the perfect is shortened, never possession', () => {
    expect(contract('I have your order, and I have sent it.')).toBe("I have your order, and I've sent it.")
  })

  test('there and back again says the same', () => {
    for (const segments of wordings) {
      const text = segments.map((segment) => (typeof segment === 'string' ? segment : 'X')).join('')
      expect(saysTheSame(text, contract(expandContractions(text))), text).toBe(true)
    }
  })
})

describe('the guard sees', () => {
  const changes: [why: string, before: string, after: string][] = [
    ['a denial that went', 'It is not refunded.', 'It is refunded.'],
    ['a condition that went', 'It is free if you are a member.', 'It is free.'],
    ['a promise that got stronger', 'It should arrive today.', 'It will arrive today.'],
    ['protected things changing places', 'From \uE100 to \uE101.', 'From \uE101 to \uE100.'],
    ['a protected thing twice', 'It costs \uE100.', 'It costs \uE100, \uE100.'],
  ]
  for (const [why, before, after] of changes)
    test(why, () => {
      expect(saysTheSame(before, after)).toBe(false)
    })
})
