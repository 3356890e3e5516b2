import type { OpenTheatre } from '#compose/theatre.ts'
import { anonymous } from '#domain/customer.ts'
import type { EventOf } from '#domain/events.ts'
import { replyText } from '#domain/reply.ts'
import { type LoadedScenario, playScenario, type Stage, standardTime } from '#quality/index.ts'
import { attackClasses } from '#responses/index.ts'

/** A customer's message, with what was asked before it and what stopped it. */
export interface Met {
  said: string
  /** The assistant's words before it. */
  after: string
  /** The rule that stopped it; `intent` where an intent about safety refused it by itself, `again` what only came after; null where nothing did. */
  rule: string | null
  /** Of the rule; 0 where it is not told. */
  score: number
  /** What it was read as, and how sure that is; how unlike anything known it seemed; the guards' likeliest attack. */
  read: string
}

/** What an assistant says where a message is stopped; what it says of itself or of languages is no such thing. */
const stops = /^said safety\.(?:injection|unsafe|off-topic|emergency|self-harm|worried|victim|others-data|still-here)\b/

/** What stopped the message of this turn. */
export function stoppedIn({ personal, data }: EventOf<'turn-recorded'>): Pick<Met, 'rule' | 'score' | 'read'> {
  const noteOf = (step: string, name: string) => personal?.trace.find((one) => one.step === step)?.notes[name]
  const [intent] = data.intents
  const scores = Object.entries((noteOf('decide', 'guardrails') ?? {}) as Record<string, number>).filter(([name]) =>
    (attackClasses as readonly string[]).includes(name),
  )
  const likeliest = scores.sort(([, a], [, b]) => b - a)[0] ?? ['none', 0]
  const outOfScope = personal?.understanding?.outOfScope ?? 0
  const read = `${intent?.name ?? 'nothing'} ${(intent?.confidence ?? 0).toFixed(2)}, out of scope ${outOfScope.toFixed(2)}, ${likeliest[0]} ${likeliest[1].toFixed(2)}`
  const said = noteOf('respond', 'responses')
  if (!Array.isArray(said) || !said.some((line) => stops.test(String(line)))) return { rule: null, score: 0, read }
  const rule = noteOf('decide', 'stopped by')
  const told = noteOf('decide', 'guardrails') as Record<string, number> | undefined
  if (typeof rule === 'string') return { rule, score: told?.[rule] ?? 0, read }
  const isAgain = said.some((line) => String(line).startsWith('said safety.still-here'))
  return { rule: isAgain ? 'again' : 'intent', score: 0, read }
}

/** Says the lines one after the other; where a conversation ends, the rest is said in a new one. Gives those from `from` on. */
export async function sayAll(theatre: OpenTheatre, lines: readonly string[], from = 0): Promise<Met[]> {
  const met: Met[] = []
  for (let next = 0; next < lines.length; ) {
    const stage = await theatre.open(Date.parse(standardTime))
    try {
      const greeting = await stage.start(anonymous, undefined)
      let after = greeting ? replyText(greeting) : ''
      for (; next < lines.length; next += 1) {
        if ((await stage.conversation()).status !== 'open') break
        const said = lines[next] as string
        const { turn } = await stage.say([{ text: said, payload: null }])
        if (next >= from) met.push({ said, after, ...stoppedIn(turn) })
        after = turn.personal?.reply ? replyText(turn.personal.reply) : ''
      }
    } finally {
      await stage.close()
    }
  }
  return met
}

/** Plays a scenario as `parley test` does and gives each message that was typed in it. */
export async function playAndMeet(scenario: LoadedScenario, theatre: OpenTheatre): Promise<Met[]> {
  const met: Met[] = []
  const watched = (stage: Stage): Stage => {
    let after = ''
    return {
      ...stage,
      async say(messages) {
        const answer = await stage.say(messages)
        const said = messages.map(({ text }) => text).join(' / ')
        if (messages.every(({ payload }) => payload === null)) met.push({ said, after, ...stoppedIn(answer.turn) })
        after = answer.turn.personal?.reply ? replyText(answer.turn.personal.reply) : ''
        return answer
      },
    }
  }
  await playScenario(scenario, {
    ...theatre,
    open: async (atMs, faults) => watched(await theatre.open(atMs, faults)),
  })
  return met
}
