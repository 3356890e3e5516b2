import type { Conversation } from '#domain/conversation.ts'
import type { Understanding } from '#domain/understanding.ts'
import { type Asking, translate } from '#language-models/index.ts'
import { turnLimits } from '../limits.ts'

/** The customer's words in one of the assistant's languages. */
export interface Heard {
  text: string
  /** The language it was written in (BCP 47). */
  from: string
}

interface ToHear {
  text: string
  /** As the embedded models read it. */
  read: Understanding
  conversation: Pick<Conversation, 'locale' | 'speaks'>
  /** Languages that the assistant speaks by itself, and those that are translated for it. */
  languages: readonly string[]
  also: readonly string[]
}

export interface Hearing {
  /** Null: it is read as it was written. */
  heard: Heard | null
  /** The language that replies are translated into; null: they go out as they are. */
  speaks: string | null
}

/**
 * What a message says, where it is in a language that the assistant only has through a model. Surely in one of its own, the translating ends;
 * a word that could be any language is in the one that was spoken before. Without a translation it is read as it was written.
 */
export async function hear(asking: Asking, { text, read, conversation, languages, also }: ToHear): Promise<Hearing> {
  const before = conversation.speaks ?? null
  if (also.length === 0 || !asking.models.offers('translate')) return { heard: null, speaks: null }
  // Numbers, codes and the like are the same in every language.
  if (wordsOf(read).length === 0) return { heard: null, speaks: before }
  const language = spokenIn({ read, before, languages, also })
  if (language === null) return { heard: null, speaks: null }
  const [translated] = (await translate(asking, { texts: [text], from: language, to: conversation.locale })) ?? []
  return translated === undefined
    ? { heard: null, speaks: before }
    : { heard: { text: translated, from: language }, speaks: language }
}

const wordsOf = ({ text }: Understanding): readonly string[] =>
  text.match(/(?<![\p{L}\p{N}])[\p{L}\p{M}'’]+(?![\p{L}\p{N}])/gu) ?? []

const baseOf = (tag: string): string => tag.split('-')[0]?.toLowerCase() ?? tag

function spokenIn({
  read,
  before,
  languages,
  also,
}: Pick<ToHear, 'read' | 'languages' | 'also'> & { before: string | null }): string | null {
  const { code, confidence, undetermined } = read.language
  const isSaid =
    wordsOf(read).length >= turnLimits.foreignWords || /[^\p{Script=Latin}\p{P}\p{S}\p{N}\s]/u.test(read.text)
  const isSure = undetermined !== true && confidence >= turnLimits.foreignSureness && isSaid
  if (!isSure) return before
  if (languages.some((tag) => baseOf(tag) === code)) return null
  return also.find((tag) => baseOf(tag) === code) ?? before
}
