import { ActionIcon, SegmentedControl, Textarea } from '@mantine/core'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { Status } from '#contracts'
import { Icon } from '../frame/icons.tsx'
import classes from './conversation.module.css'
import type { Mode } from './outgoing.ts'
import type { Talk } from './use-conversation.ts'

/** As in the contract: `AgentReply` and `AddNote`. */
const longest = 8000
/** "The agent is typing" is withdrawn after this pause. */
const typingPauseMs = 4000
const typingEveryMs = 3000

interface ComposerProps {
  talk: Talk
  mode: Mode
  onMode: (mode: Mode) => void
  status: Status
  onTyping: (on: boolean) => void
}

/** Replies go to the customer, notes stay on the desk; the two look different so that nobody mixes them up. */
export function Composer({ talk, mode, onMode, status, onTyping }: ComposerProps) {
  const text = talk.draft(mode)
  const mayWrite = mode === 'note' || talk.can.reply
  const typing = useTypingSignal(onTyping)

  function submit() {
    if (text.trim() === '' || !mayWrite) return
    talk.send(mode, text.trim())
    talk.setDraft(mode, '')
    typing.stop()
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    submit()
  }
  return (
    <form
      className={classes.composer}
      data-mode={mode}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <SegmentedControl<Mode>
        size="xs"
        aria-label="What to write"
        value={mode}
        onChange={onMode}
        data={[
          { value: 'reply', label: 'Reply' },
          { value: 'note', label: 'Private note' },
        ]}
      />
      <div className={classes.field}>
        <Textarea
          ref={talk.composer}
          variant="unstyled"
          classNames={{ input: classes.input ?? '' }}
          autosize
          minRows={1}
          maxRows={8}
          maxLength={longest}
          flex={1}
          value={text}
          disabled={!mayWrite}
          aria-label={mode === 'reply' ? 'Reply to the customer' : 'Private note'}
          placeholder={placeholder(mode, mayWrite, status)}
          onChange={(event) => {
            talk.setDraft(mode, event.currentTarget.value)
            if (mode === 'reply' && event.currentTarget.value !== '') typing.go()
          }}
          onKeyDown={onKeyDown}
        />
        <ActionIcon
          type="submit"
          size={34}
          radius="xl"
          aria-label={mode === 'reply' ? 'Send reply' : 'Save note'}
          disabled={text.trim() === '' || !mayWrite}
        >
          <Icon name="send" />
        </ActionIcon>
      </div>
    </form>
  )
}

function placeholder(mode: Mode, mayWrite: boolean, status: Status): string {
  if (mode === 'note') return 'Only the desk sees this. Enter saves.'
  if (mayWrite) return 'Write to the customer. Enter sends, Shift+Enter makes a line.'
  if (status === 'waiting') return 'Take the conversation to reply (t).'
  if (status === 'closed') return 'This conversation is over.'
  return status === 'taken' ? 'A colleague has this conversation.' : 'The assistant has this conversation.'
}

function useTypingSignal(tell: (on: boolean) => void) {
  const last = useRef(0)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const current = useRef(tell)
  current.current = tell
  const stop = () => {
    clearTimeout(timer.current)
    if (last.current > 0) current.current(false)
    last.current = 0
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the conversation is left
  useEffect(() => stop, [])
  return {
    stop,
    go() {
      if (Date.now() - last.current >= typingEveryMs) {
        last.current = Date.now()
        current.current(true)
      }
      clearTimeout(timer.current)
      timer.current = setTimeout(stop, typingPauseMs)
    },
  }
}
