import { promptText } from '../prompts/index.ts'
import { type Asking, common, languageName, type TalkLine, talkText } from './asking.ts'
import { dataBlock } from './data-block.ts'
import { hasPlaceholder } from './facts.ts'
import { roleLimits } from './limits.ts'

export interface ToSummarise {
  talk: readonly TalkLine[]
  /** What the assistant knows of the conversation, extracted: what the summary may rest on besides. */
  notes: string
  /** BCP 47: what the summary is written in. */
  locale: string
}

/**
 * A conversation in a few sentences for the person who takes it over. Null where there is none: the extracted notes are what they have then,
 * and they have those in any case.
 */
export async function summarise(asking: Asking, given: ToSummarise, signal?: AbortSignal): Promise<string | null> {
  const talk = talkText(given.talk, roleLimits.talk, roleLimits.talkLine)
  if (talk === '') return null
  const answered = await asking.models.ask(
    {
      ...common(asking, 'summarise'),
      system: promptText(asking.prompts, 'summarise', {
        company: asking.company,
        language: languageName(given.locale),
      }),
      messages: [
        { from: 'data', text: dataBlock('notes', given.notes, roleLimits.notes) },
        { from: 'data', text: dataBlock('conversation', talk, roleLimits.talk) },
      ],
      personal: true,
    },
    signal,
  )
  return answered.kind === 'given' ? readSummary(answered.value, `${given.notes}\n${talk}`) : null
}

/** A summary whose numbers and codes all stand in what it sums up; null where one does not, or where it is far too long. */
export function readSummary(written: string, sources: string): string | null {
  const text = written.trim()
  if (text === '' || text.length > roleLimits.summary || hasPlaceholder(text)) return null
  const known = sources.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
  const named = text.match(/[\p{L}\p{N}]*\d[\p{L}\p{N}]*/gu) ?? []
  // "2 boots" and "step 1" are counts that a writer may make; what is longer was copied or made up.
  return named.every((word) => word.length < 3 || known.includes(word)) ? text : null
}
