import { Button } from '@mantine/core'
import type { DeskEvent, Outcome, ReplyPart } from '#contracts'
import { Icon } from '../frame/icons.tsx'
import { duration } from '../frame/time.ts'
import classes from './conversation.module.css'
import { Byline } from './events.tsx'

interface ReplyEventProps {
  event: Extract<DeskEvent, { kind: 'reply' }>
  nowMs: number
  explained: boolean
  onExplain: () => void
}

export const outcomeWords: Record<Outcome, string> = {
  answered: 'answered',
  asked: 'asked back',
  acted: 'acted',
  clarified: 'clarified',
  refused: 'refused',
  'handed-off': 'handed off',
  held: 'held for a person',
  failed: 'failed',
}

export function ReplyEvent({ event, nowMs, explained, onExplain }: ReplyEventProps) {
  const { trace, feedback, quickReplies } = event
  return (
    <div className={classes.ours} data-by="assistant" data-explained={explained || undefined}>
      <Byline at={event.at} nowMs={nowMs}>
        <Icon name="spark" size={13} /> Assistant
      </Byline>
      {event.parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a recorded reply never change
        <Part key={index} part={part} />
      ))}
      {quickReplies.length > 0 && (
        <ul className={classes.quickReplies} aria-label="Suggested answers">
          {quickReplies.map(({ label, payload }) => (
            <li key={payload}>{label}</li>
          ))}
        </ul>
      )}
      <div className={classes.under}>
        {feedback !== null && (
          <span className={classes.thumb} data-value={feedback}>
            <Icon name="up" size={15} flip={feedback === 'down'} />
            {feedback === 'up' ? 'Helpful' : 'Not helpful'}
          </span>
        )}
        {trace !== null && (
          <>
            <span>
              {outcomeWords[trace.outcome]} in {duration(trace.durationMs)}
            </span>
            <Button
              size="compact-xs"
              variant={explained ? 'filled' : 'light'}
              onClick={onExplain}
              aria-expanded={explained}
              aria-label={`Why this reply, ${outcomeWords[trace.outcome]}`}
            >
              Why?
            </Button>
          </>
        )}
      </div>
    </div>
  )
}

function Part({ part }: { part: ReplyPart }) {
  if (part.kind === 'card')
    return (
      <div className={classes.card}>
        <strong>{part.title}</strong>
        <dl>
          {part.lines.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    )
  return (
    <div className={classes.bubble}>
      {part.text}
      {part.citations?.map(({ passage, title, quote }) => (
        <details key={passage} className={classes.citation}>
          <summary>{title}</summary>
          <blockquote>{quote}</blockquote>
        </details>
      ))}
    </div>
  )
}
