import { describe, expect, it } from 'vitest'
import type { Meaning } from '#domain/understanding.ts'
import { EntityExtractor } from '../entities/extractor.ts'
import { readingContext, smallAssistant } from '../small-assistant.fixture.ts'
import { tokenise } from '../tokens.ts'
import { MeaningReader } from './index.ts'

const extractor = new EntityExtractor(smallAssistant.entities, [], () => true)

function meaningOf(text: string): Meaning {
  const tokens = tokenise(text)
  return new MeaningReader(text, tokens, extractor.extract(text, tokens, readingContext)).read({
    start: 0,
    end: text.length,
  })
}

/** The frame in one line: what matters of it, in a fixed order. */
function said(text: string): string {
  const { act, constraints, negations, conditions, preferences } = meaningOf(text)
  const kind = act.kind === 'question' ? `question ${act.about}` : act.kind
  return [
    kind,
    ...constraints.map(({ attribute, operator }) => `${attribute} ${operator}`),
    ...negations.filter((negation) => negation.kind !== 'report').map((negation) => negation.kind),
    ...conditions.map(({ connective, alternative }) =>
      alternative === null ? connective : `${connective} … otherwise`,
    ),
    ...preferences.map(() => 'preference'),
  ].join(', ')
}

/** As people write to a shop: in a hurry, without signs, misspelt, polite, angry, long-winded. */
describe('the frame of what people write', () => {
  it.each([
    ['yo can u cancel my order thx', 'request'],
    ['CANCEL IT NOW!!!', 'request'],
    ['pls dont ship it yet i moved', 'request, prohibition'],
    ['need smth under 40 bucks b4 friday asap', 'request, price at-most, time before, time least'],
    ['do u guys have anything cheeper then 20 dollars', 'question rules, price less-than'],
    ['boots size 9 not suede under $100 if possible', 'statement, material is-not, price at-most, preference'],
    ['nvm the refund just send a new one', 'request, withdrawn'],
    ['if it hasnt left yet cancel it otherwise ill send it back', 'request, if … otherwise'],
    ['hiya is there any way u could hold the parcel till monday', 'request, time by'],
    ['wheres my stuff its been 3 weeks', 'question case'],
    ['so like can i return shoes i already wore', 'question rules'],
    ['im not happy with this at all its broken', 'complaint'],
    ['i dont want a voucher i want my money back', 'request, unwanted'],
    ['how long do i have to send stuff back', 'question rules'],
    ['Good afternoon, I was hoping you might tell me when my jacket will arrive. Many thanks, Ruth', 'question case'],
    [
      'Dear Sir or Madam, kindly cancel the above order unless it has already been dispatched. Yours faithfully',
      'request, unless',
    ],
    ['I would be most grateful if you could send it to my office instead', 'request'],
    ['This is the THIRD time I am writing. Nobody answers. Where is my refund?', 'question case'],
    ['not the black ones, the brown ones please', 'statement, contrast'],
    ['i said the red one not the blue one', 'statement, contrast'],
    ['only in navy, and no wool, im allergic', 'statement, colour is, material is-not'],
    ['at least 2 but no more than 5', 'statement, quantity at-least, amount at-most'],
    ['ideally before xmas but after is fine too', 'statement, time before, preference'],
    ["I'd rather pick it up than have it delivered", 'request, preference'],
    ['make sure u dont leave it with the neighbour', 'request, prohibition'],
    ['what if its too small', 'question case'],
    ['would it be possible to get it by tomorrow', 'question case, time by'],
    ['you never refunded me', 'complaint'],
    ['can someone pls explain why i was charged twice', 'question case'],
    ['ok', 'statement'],
    ['👍', 'statement'],
    ['wo ist mein Paket?', 'question case'],
  ])('"%s": %s', (text, expected) => {
    expect(said(text)).toBe(expected)
  })
})
