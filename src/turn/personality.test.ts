import { describe, expect, test } from 'vitest'
import type { AssistantRuntime } from '#assistant/index.ts'
import { seededRandom } from '#domain/random.ts'
import { type ReplyItem, replyText } from '#domain/reply.ts'
import { compileResponses, loadResponses, PersonalitySettings } from '#responses/index.ts'
import { type RenderContext, renderReply } from './render-reply.ts'

const { responses } = compileResponses([
  {
    file: 'responses/a.yaml',
    text: 'responses:\n  looked: "The parcel is in Leeds."\n  done: "Done: the address is new."\n',
  },
])
/** What rendering looks at, and no more. */
const assistant = {
  config: { languages: ['en'] },
  responses: loadResponses(responses.toJson(), {
    evaluate: () => true,
    currency: 'USD',
    timeZone: 'UTC',
    language: 'en',
    personality: PersonalitySettings.parse({ style: { empathy: 1, proactivity: 1 } }),
  }),
} as unknown as AssistantRuntime
const said = (names: string[], more: Partial<RenderContext> = {}): string => {
  const items = names.map((response): ReplyItem => ({ kind: 'say', response, variables: {} }))
  const context = { locale: 'en', channel: 'web', random: seededRandom('a'), variables: {}, nowMs: 0, ...more }
  return replyText(renderReply(assistant, items, context).reply)
}

describe('the personality in a whole reply', () => {
  test('understanding is said once, before everything else', () => {
    expect(said(['looked', 'done'], { mood: 'angry' })).toMatch(
      /^I[^.]+\. The parcel is in Leeds\.\nDone: the address is new\.$/,
    )
  })

  test('it is not said again where it was said a short while ago', () => {
    expect(said(['looked'], { mood: 'angry', isAcknowledged: true })).toBe('The parcel is in Leeds.')
  })

  test('more is offered behind the last part of a reply that ends a task', () => {
    expect(said(['looked', 'done'], { closes: true })).toMatch(
      /^The parcel is in Leeds\.\nDone: the address is new\. If [^.]+\.$/,
    )
    expect(said(['looked', 'done'])).toBe('The parcel is in Leeds.\nDone: the address is new.')
  })
})
