import type { Conversation } from '#domain/conversation.ts'
import type { TalkedThing } from '#domain/memory.ts'
import { summaryOf, thingsOfMentions, thingsTalkedAbout } from '#memory/index.ts'

/** What happened in a conversation and what it was about, for people who look at it. */
export function soFar({ dialogue, memory, mentions }: Conversation): { summary: string; things: TalkedThing[] } {
  return {
    summary: summaryOf({ dialogue, memory }),
    things: thingsTalkedAbout(memory?.things ?? thingsOfMentions(mentions)),
  }
}
