import { z } from 'zod'
import { promptText } from '../prompts/index.ts'
import { type Asking, common, languageName } from './asking.ts'
import { dataBlock } from './data-block.ts'
import { sameFacts } from './facts.ts'
import { roleLimits } from './limits.ts'

export interface ToTranslate {
  /** Translated together; none of them is empty. */
  texts: readonly string[]
  /** BCP 47. */
  from: string
  to: string
  withinMs?: number
}

const translated = z.object({ texts: z.array(z.string()) })

/**
 * Texts in another language, as many and in the same order. Null where a model gives none, or where one of them has other numbers, links,
 * addresses or codes than its original: a wrong amount in the right language is worse than the right one in the wrong language.
 */
export async function translate(asking: Asking, given: ToTranslate, signal?: AbortSignal): Promise<string[] | null> {
  const { texts, from, to, withinMs } = given
  const characters = texts.reduce((sum, text) => sum + text.length, 0)
  if (texts.length === 0 || texts.length > roleLimits.texts || characters > roleLimits.reply) return null
  const answered = await asking.models.ask(
    {
      ...common(asking, 'translate'),
      system: promptText(asking.prompts, 'translate', {
        company: asking.company,
        from: languageName(from),
        to: languageName(to),
      }),
      messages: texts.map((text) => ({ from: 'data' as const, text: dataBlock('text', text, roleLimits.reply) })),
      schema: translated,
      personal: true,
      ...(withinMs !== undefined && { withinMs }),
    },
    signal,
  )
  return answered.kind === 'given' ? readTranslation(answered.value.texts, texts) : null
}

/** A translation is seldom three times as long: then something was added, or it is not a translation. */
const longest = (text: string): number => 40 + text.length * 3

export function readTranslation(written: readonly string[], originals: readonly string[]): string[] | null {
  if (written.length !== originals.length) return null
  const texts = written.map((text) => text.trim())
  const isFaithful = texts.every((text, index) => {
    const original = originals[index] ?? ''
    return text !== '' && text.length <= longest(original) && !/<\/?data\b/i.test(text) && sameFacts(original, text)
  })
  return isFaithful ? texts : null
}
