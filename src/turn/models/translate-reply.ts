import type { QuickReply, Reply, ReplyPart } from '#domain/reply.ts'
import { type Asking, translate } from '#language-models/index.ts'
import { languageResponse } from '#responses/index.ts'
import type { Note } from '../turn-context.ts'

/**
 * A reply in the customer's language: texts, cards and labels of buttons; what is cited stays as it stands in the article. Where a model
 * gives none that has the same numbers, links and codes, it goes out as it is.
 */
export async function translatedReply(asking: Asking, reply: Reply, to: string | null, note: Note): Promise<Reply> {
  // That the assistant does not have the language is said in it already.
  const isTheirs = reply.parts.some((part) => part.kind === 'text' && part.response === languageResponse)
  if (to === null || isTheirs) return reply
  const originals = [
    ...new Set([...reply.parts.flatMap(textsOf), ...reply.quickReplies.map(({ label }) => label)]),
  ].filter((text) => /\p{L}/u.test(text))
  const translated = await translate(asking, { texts: originals, from: reply.locale, to })
  note('translated', translated === null ? 'no' : to)
  if (translated === null) return reply
  const words = new Map(originals.map((text, index) => [text, translated[index] ?? text]))
  const said = (text: string): string => words.get(text) ?? text
  return {
    ...reply,
    locale: to,
    parts: reply.parts.map((part) => translatedPart(part, said)),
    quickReplies: reply.quickReplies.map((button) => translatedButton(button, said)),
    reasons: [...reply.reasons, `translated into ${to}`],
  }
}

const textsOf = (part: ReplyPart): string[] =>
  part.kind === 'text' ? [part.text] : [part.title, ...part.lines.flatMap(({ label, value }) => [label, value])]

const translatedPart = (part: ReplyPart, said: (text: string) => string): ReplyPart =>
  part.kind === 'text'
    ? { ...part, text: said(part.text) }
    : {
        ...part,
        title: said(part.title),
        lines: part.lines.map(({ label, value }) => ({ label: said(label), value: said(value) })),
      }

/** A button that says its own words is read as if they were typed: they go back as they are shown, and are translated like any message. */
const translatedButton = ({ label, payload }: QuickReply, said: (text: string) => string): QuickReply => ({
  label: said(label),
  payload: payload.trim() === label.trim() ? said(label) : payload,
})
