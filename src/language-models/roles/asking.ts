import type { Prompts } from '../prompts/index.ts'
import type { LanguageModels } from '../types.ts'

/** For whom and with what a role asks. */
export interface Asking {
  models: LanguageModels
  prompts: Prompts
  tenant: string
  /** Null: it belongs to no conversation. */
  conversation: string | null
  /** What the assistant is called, for the prompt. */
  company: string
}

/** One line of what was said. */
export interface TalkLine {
  from: 'customer' | 'assistant' | 'agent'
  text: string
}

/** What every request of a role has in common. */
export const common = ({ prompts, tenant, conversation }: Asking, role: keyof Prompts) => {
  const { temperature, maxTokens } = prompts[role]
  return {
    role,
    tenant,
    conversation,
    ...(temperature !== null && { temperature }),
    ...(maxTokens !== null && { maxOutputTokens: maxTokens }),
  }
}

/** The newest lines that fit, in order. */
export function talkText(talk: readonly TalkLine[], characters: number, lineCharacters: number): string {
  const lines: string[] = []
  let left = characters
  for (const { from, text } of talk.toReversed()) {
    const line = `${from}: ${text.replaceAll(/\s+/g, ' ').trim().slice(0, lineCharacters)}`
    if (line.length > left) break
    lines.unshift(line)
    left -= line.length + 1
  }
  return lines.join('\n')
}

/** English names of languages, for prompts. */
const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' })

/** "German" for `de-AT`. What is no language tag stays as it is. */
export function languageName(tag: string): string {
  try {
    return names.of(tag.split('-')[0] ?? tag) ?? tag
  } catch {
    return tag
  }
}
