import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { seededRandom } from '#domain/random.ts'
import { compileResponses, loadResponses, type RenderContext } from '../index.ts'
import { styleGuide } from './guide.ts'
import { guideHtml, guideMarkdown } from './guide-pages.ts'
import { styleInstructions } from './instructions.ts'
import { presetNames, presets } from './presets.ts'
import { previewStyle } from './preview.ts'
import { PersonalitySettings } from './settings.ts'
import { neutral, withDimensions } from './style.ts'

type Written = z.input<typeof PersonalitySettings>

const wordingsOf = (yaml: string) => {
  const { responses, problems } = compileResponses([{ file: 'responses/a.yaml', text: yaml }])
  expect(problems).toEqual([])
  return responses.toJson()
}
const said = (yaml: string, personality: Written, more: Partial<RenderContext> = {}, response = 'r') => {
  const { parts } = loadResponses(wordingsOf(yaml), {
    evaluate: () => true,
    currency: 'USD',
    timeZone: 'UTC',
    language: 'en-US',
    personality: PersonalitySettings.parse(personality),
  }).render(response, {
    locale: 'en-US',
    channel: 'web',
    random: seededRandom('a'),
    variables: {},
    nowMs: 0,
    ...more,
  })
  return parts.map((part) => (part.kind === 'text' ? part.text : '')).join('\n')
}
const seeds = Array.from({ length: 12 }, (_, at) => String(at))

describe('what is said', () => {
  const two = `responses:
  r:
    variants:
      - "Certainly. Kindly provide your order number, it is required."
      - "Sure, happy to help! Just tell me your order number."
`
  test('the wording that is nearest to the style is said', () => {
    for (const seed of seeds) {
      const random = () => ({ random: seededRandom(seed) })
      expect(said(two, { style: { formality: 1, contraction: 0 } }, random())).toMatch(/^Certainly/)
      expect(said(two, { style: { formality: 0, warmth: 1 } }, random())).toMatch(/^Sure/)
    }
  })

  test('among near-equals the seeded draw stays, as it was without a personality', () => {
    const same =
      'responses:\n  r: { variants: [The red one is here., The blue one is here., The green one is here.] }\n'
    const drawn = seeds.map((seed) => said(same, {}, { random: seededRandom(seed) }))
    expect(new Set(drawn).size).toBe(3)
    expect(seeds.map((seed) => said(same, { preset: 'formal' }, { random: seededRandom(seed) }))).toEqual(drawn)
  })

  test('values are never rewritten, only the template around them', () => {
    const yaml = 'responses:\n  r: "Hi {name}! It\'s {thing}."\n'
    expect(said(yaml, { preset: 'formal' }, { variables: { name: "Hi, it's OK!", thing: "don't 🎉" } })).toBe(
      "Hello Hi, it's OK!. It is don't 🎉.",
    )
  })

  test('the channel and the mood change the manner', () => {
    const yaml = 'responses:\n  r: "It\'s late."\n'
    const written: Written = {
      preset: 'friendly',
      channels: { email: { style: { contraction: 0 } } },
      style: { empathy: 0.9 },
    }
    expect(said(yaml, written)).toBe("It's late.")
    expect(said(yaml, written, { channel: 'email' })).toBe('It is late.')
    expect(said(yaml, written, { mood: 'angry', opens: true })).toMatch(/^I.+\. It's late\.$/)
    expect(said(yaml, written, { mood: 'angry', opens: false })).toBe("It's late.")
  })

  test('a wording that is to stay as written stays, and so does what is said in distress', () => {
    const formal: Written = { preset: 'formal' }
    expect(said('responses:\n  r: { text: "It\'s law!", as_written: true }\n', formal)).toBe("It's law!")
    expect(said('responses:\n  safety.self-harm: "I\'m here. Don\'t go!"\n', formal, {}, 'safety.self-harm')).toBe(
      "I'm here. Don't go!",
    )
  })

  test('where a value is missing, the sentence that goes is the one its author wrote', () => {
    const yaml =
      'responses:\n  r: "We have found your order {number} in the system, and it arrives on the day after {day}. That is all."\n'
    expect(said(yaml, { style: { sentence_length: 0 } }, { variables: { number: 'A-1' } })).toBe('That is all.')
  })

  test('wordings of another language keep their words', () => {
    const yaml = 'responses:\n  r: { text: "Hi! Das ist OK, it\'s fine! 🎉", locale: de }\n'
    expect(said(yaml, { preset: 'formal' }, { locale: 'de-DE' })).toBe("Hi. Das ist OK, it's fine.")
  })
})

describe('what a model is told', () => {
  test('only what the style sets, the strongest first, and what never changes', () => {
    const text = styleInstructions(withDimensions(neutral, { warmth: 0.7, humour: 0, sentence_length: 0.2 }), 'en-US')
    expect(text).toBe(
      'Manner: No humour. Very short sentences (about 7 words a sentence). Be warm and kind. Manner never changes facts, conditions, amounts, dates, names or promises; what is quoted stays word for word.',
    )
    expect(styleInstructions(neutral, 'en')).toBe('')
  })

  test('every preset fits a short paragraph', () => {
    for (const name of presetNames)
      expect(styleInstructions(presets[name].style, 'en').length, name).toBeLessThan(1_200)
  })

  test('contractions are not asked of other languages', () => {
    expect(styleInstructions(presets.formal.style, 'en')).toContain('contractions')
    expect(styleInstructions(presets.formal.style, 'de-DE')).not.toContain('contractions')
  })
})

describe('the style guide', () => {
  const yaml = `responses:
  a: "OK, I've changed the address of <your> order, and it's on its way!"
  b: "Please tell me the number of your order, and I'll look it up."
  c: "I'm afraid that can't be changed any more, because it was sent today."
`
  const settings = PersonalitySettings.parse({
    preset: { formal: 2, friendly: 1 },
    style: { warmth: 0.8 },
    channels: { voice: { shift: { verbosity: -0.4 } } },
  })
  const guide = styleGuide('A & B', settings, wordingsOf(yaml), 'en')

  test('shows what is wanted and what not, from the wordings of the assistant', () => {
    const contraction = guide.examples.find(({ dimension }) => dimension === 'contraction')
    expect(contraction?.yes[0]).toMatch(/I have|it is|cannot|I will/)
    expect(contraction?.no[0]).toMatch(/['’](?:ve|s|t|ll)/)
    expect(guide.character).toBe('67 % formal, 33 % friendly, with dimensions of its own')
  })

  test('tells how the manner changes with moods and channels', () => {
    expect(guide.changes.map(({ when }) => when)).toEqual(
      expect.arrayContaining(['To an angry customer', 'On voice', 'To a customer who wants it short']),
    )
  })

  test('is a page in which nothing of a wording is markup', () => {
    expect(guideMarkdown(guide)).toContain('# How A & B speaks')
    expect(guideHtml(guide)).toContain('A &#38; B')
    expect(guideHtml(guide)).not.toContain('<your>')
  })
})

test('a preview tells which rules changed which wording, and what is measured before and after', () => {
  const { wordings, before, after } = previewStyle(
    wordingsOf('responses:\n  r: "It\'s {order.number|upper}."\n  safety.x: "Don\'t!"\n'),
    PersonalitySettings.parse({ preset: 'formal' }),
    'en',
  )
  expect(wordings).toEqual([
    {
      response: 'r',
      variant: 0,
      before: "It's {order.number}.",
      after: 'It is {order.number}.',
      applied: ['no contractions'],
    },
    { response: 'safety.x', variant: 0, before: "Don't!", after: "Don't!", applied: [] },
  ])
  expect(before.contraction.score).toBe(1)
  expect(after.contraction.score).toBeLessThan(before.contraction.score ?? 0)
})
