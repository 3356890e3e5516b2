import { randomUUID } from 'node:crypto'
import { Command } from 'commander'
import { type CustomerEvent, EventList, SentMessage, StartedConversation } from '#contracts'
import { jsonOption, runCommand } from './run.ts'
import { findServer, serverCalls } from './server-client.ts'
import { echoed, typedLines } from './typed-lines.ts'
import { texts } from './usage.ts'

/** How long one question for news stays open. */
const listenSeconds = 20

export function chatCommand(): Command {
  return new Command('chat')
    .description('Talk to the assistant of the running server in the terminal')
    .option('-m, --message <text...>', 'send these messages and end, instead of asking for them', texts)
    .option(...jsonOption)
    .addHelpText(
      'after',
      '\nExamples:\n  $ npm run parley -- chat\n  $ npm run -s parley -- chat -m "hello" "where is my order?" --json\n  $ npm run -s parley -- chat < messages.txt\n\nIn the chat: a number presses that quick reply, an empty line or Ctrl-D ends.',
    )
    .action((options: { message?: string[]; json?: boolean }) =>
      runCommand(options, async (output) => {
        const { post, get } = serverCalls(await findServer())
        const started = StartedConversation.parse(await post('/v1/conversations', { channel: 'rest' }))
        const transcript: { from: string; text: string }[] = []
        let replies: { label: string; payload: string }[] = []
        const shown = new Set<number>()
        const show = (events: CustomerEvent[]) => {
          for (const event of events) {
            const text = eventText(event)
            if (text === null || shown.has(event.seq)) continue
            shown.add(event.seq)
            transcript.push({ from: event.kind === 'message' ? 'customer' : event.kind, text })
            if (event.kind !== 'message') output.line(text.replace(/^/gm, '  '))
            if (event.kind === 'reply') replies = event.quickReplies
          }
          replies.forEach((reply, index) => {
            output.line(`    ${index + 1}) ${reply.label}`)
          })
        }
        const send = async (typed: string) => {
          const pressed = replies[Number(typed) - 1]
          const message = {
            clientId: randomUUID(),
            text: pressed?.label ?? typed,
            ...(pressed && { payload: pressed.payload }),
          }
          transcript.push({ from: 'customer', text: message.text })
          replies = []
          show(
            SentMessage.parse(
              await post(`/v1/conversations/${started.conversation}/messages?wait=true`, message, started.token),
            ).events,
          )
        }
        /** What comes without being asked for (a reminder, a person on the desk) while the terminal waits for a line. */
        const listen = async (signal: AbortSignal) => {
          for (let after = started.lastSeq; !signal.aborted; ) {
            const path = `/v1/conversations/${started.conversation}/events?after=${after}&wait=${listenSeconds}`
            const page = EventList.parse(await get(path, started.token, signal))
            after = page.events.at(-1)?.seq ?? after
            const unasked = page.events.filter((event) =>
              event.kind === 'reply' ? event.answers.length === 0 : event.kind === 'agent-message',
            )
            if (unasked.length === 0) continue
            // Not on the line that is being typed.
            output.line('')
            show(unasked)
          }
        }
        show(started.events)
        const leaving = new AbortController()
        // Its end, by leaving or by a server that is gone, is told by what is typed next.
        if (process.stdin.isTTY && !options.message) listen(leaving.signal).catch(() => undefined)
        const given = options.message
        for await (const typed of given ? echoed(given, output) : typedLines(output)) await send(typed)
        leaving.abort()
        output.result({ conversation: started.conversation, transcript }, '')
      }),
    )
}

function eventText(event: CustomerEvent): string | null {
  switch (event.kind) {
    case 'message':
      return event.text
    case 'reply':
      return event.parts
        .map((part) => {
          if (part.kind === 'card')
            return [part.title, ...part.lines.map((line) => `${line.label}: ${line.value}`)].join('\n')
          const sources = [...new Set((part.citations ?? []).map((citation) => citation.title))]
          return sources.length > 0 ? `${part.text}\n[${sources.join('; ')}]` : part.text
        })
        .join('\n')
    case 'agent-message':
      return `${event.agent}: ${event.text}`
    case 'status':
      return `(${event.status}${event.agent ? `: ${event.agent}` : ''})`
    case 'held':
      return '(a person will answer)'
    case 'satisfaction':
      return null
  }
}
