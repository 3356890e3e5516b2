import type { ResponseName } from './ids.ts'
import type { Json } from './json.ts'

export interface Citation {
  /** Stable within a release: article slug and passage number. */
  passage: string
  title: string
  url?: string
  /** The sentence(s) of the source that carry the statement, word for word. */
  quote: string
}

export interface QuickReply {
  label: string
  /** Sent back as is when pressed; signed into the conversation by the engine, valid until `forSeq` is answered. */
  payload: string
}

export type ReplyPart =
  | {
      kind: 'text'
      text: string
      citations?: Citation[]
      response?: ResponseName
      /** A language model wrote it from the cited passages, in its own words. Left out: templates, or word for word. */
      by?: 'model'
    }
  | { kind: 'card'; title: string; lines: { label: string; value: string }[]; imageUrl?: string; linkUrl?: string }

/** What goes back to the customer for one turn. Plain text throughout: surfaces encode it. */
export interface Reply {
  parts: ReplyPart[]
  quickReplies: QuickReply[]
  locale: string
  /** [0, 1]: how sure the assistant is that this is what was wanted. */
  confidence: number
  /** Why this reply, in order, for the desk and for `trace`. */
  reasons: string[]
}

/** How a turn ended. */
export type OutcomeKind = 'answered' | 'asked' | 'acted' | 'clarified' | 'refused' | 'handed-off' | 'held' | 'failed'

/** What the engine wants said: a response by name with its variables. Rendering is the respond step's. */
export interface Say {
  response: ResponseName
  variables: Record<string, Json>
  quickReplies?: QuickReply[]
  /** The question of the reply begins here: buttons of what was said before it would answer something else. */
  asks?: true
}

/** One thing of a reply, in the order the customer reads it: a response to render, or a question to answer from knowledge. */
export type ReplyItem = ({ kind: 'say' } & Say) | { kind: 'answer'; query: string; quickReplies?: QuickReply[] }

/** The plain text of a reply: for the desk's list, transcripts and tests. */
export function replyText(reply: Reply): string {
  return reply.parts
    .map((part) =>
      part.kind === 'text'
        ? part.text
        : [part.title, ...part.lines.map((line) => `${line.label}: ${line.value}`)].join('\n'),
    )
    .join('\n')
}
