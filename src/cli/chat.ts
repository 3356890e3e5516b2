import { randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline/promises'
import { Command } from 'commander'
import { type CustomerEvent, SentMessage, StartedConversation } from '#contracts'
import { jsonOption, runCommand } from './run.ts'
import { findServer, serverCalls } from './server-client.ts'

export function chatCommand(): Command {
  return new Command('chat')
    .description('Talk to the assistant of the running server in the terminal')
    .option('-m, --message <text...>', 'send these messages and end, instead of asking for them')
    .option(...jsonOption)
    .addHelpText(
      'after',
      '\nExamples:\n  $ npm run parley -- chat\n  $ npm run -s parley -- chat -m "hello" "where is my order?" --json\n\nIn the chat: a number presses that quick reply, an empty line or Ctrl-D ends.',
    )
    .action((options: { message?: string[]; json?: boolean }) =>
      runCommand(options, async (output) => {
        const { post } = serverCalls(await findServer())
        const started = StartedConversation.parse(await post('/v1/conversations', { channel: 'rest' }))
        const transcript: { from: string; text: string }[] = []
        let replies: { label: string; payload: string }[] = []
        const show = (events: CustomerEvent[]) => {
          for (const event of events) {
            const text = eventText(event)
            if (text === null) continue
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
        show(started.events)
        if (options.message) for (const text of options.message) await send(text)
        else {
          const terminal = createInterface({
            input: process.stdin,
            output: output.json ? process.stderr : process.stdout,
          })
          try {
            for (;;) {
              const typed = (await terminal.question('› ')).trim()
              if (typed === '') break
              await send(typed)
            }
          } catch (error) {
            // Ctrl-D closes the prompt; anything else is a real failure.
            if (!(error instanceof Error && error.name === 'AbortError')) throw error
          } finally {
            terminal.close()
          }
        }
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
