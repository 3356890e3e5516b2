import { Badge, CloseButton, Code } from '@mantine/core'
import type { TurnTrace } from '#contracts'
import { outcomeWords } from '../conversation/reply-event.tsx'
import { shown } from '../details/shown.ts'
import { duration } from '../frame/time.ts'
import { Steps } from './steps.tsx'
import classes from './why.module.css'

/** Why a reply was given: what was understood, decided and done, step by step. */
export function WhyPanel({ trace, onClose }: { trace: TurnTrace; onClose: () => void }) {
  return (
    <div className={classes.panel}>
      <header className={classes.head}>
        <h2>Why this reply</h2>
        <CloseButton aria-label="Close" onClick={onClose} />
      </header>
      <p className={classes.line}>
        <Badge variant="light" tt="none">
          {outcomeWords[trace.outcome]}
        </Badge>{' '}
        in {duration(trace.durationMs)} · language {trace.language}
      </p>

      {trace.reasons.length > 0 && (
        <section>
          <h3>Reasons</h3>
          <ol className={classes.reasons}>
            {trace.reasons.map((reason, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a recorded trace never changes
              <li key={index}>{reason}</li>
            ))}
          </ol>
        </section>
      )}

      <section>
        <h3>Intents</h3>
        {trace.intents.length === 0 && <p className={classes.none}>None was recognised.</p>}
        {trace.intents.map(({ name, confidence }) => (
          <Bar key={name} label={name} share={confidence} />
        ))}
      </section>

      {trace.entities.length > 0 && (
        <section>
          <h3>Entities</h3>
          <ul className={classes.items}>
            {trace.entities.map(({ type, text, value, confidence }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a recorded trace never changes
              <li key={index}>
                <strong>{type}</strong> “{text}”
                {shown(value) !== text && (
                  <>
                    {' '}
                    → <Code>{shown(value, 200)}</Code>
                  </>
                )}
                <span className={classes.share}>{percent(confidence)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}

      <section>
        <h3>Commands</h3>
        {trace.commands.length === 0 && <p className={classes.none}>None.</p>}
        <ul className={classes.items}>
          {trace.commands.map(({ kind, detail, proposer, confidence }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a recorded trace never changes
            <li key={index}>
              <strong>{kind}</strong> {detail}
              <span className={classes.share}>{percent(confidence)}</span>
              <small>proposed by {proposer}</small>
            </li>
          ))}
        </ul>
      </section>

      {trace.toolCalls.length > 0 && (
        <section>
          <h3>Tool calls</h3>
          {trace.toolCalls.map(({ tool, outcome, ms, input, result }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a recorded trace never changes
            <details key={index} className={classes.call}>
              <summary>
                <strong>{tool}</strong>
                <Badge size="sm" variant="light" tt="none" color={outcome === 'ok' ? 'green' : 'orange'}>
                  {outcome}
                </Badge>
                <span className={classes.share}>{duration(ms)}</span>
              </summary>
              <h4>Input</h4>
              <Code block className={classes.json ?? ''} tabIndex={0}>
                {shown(input)}
              </Code>
              <h4>Result</h4>
              <Code block className={classes.json ?? ''} tabIndex={0}>
                {shown(result)}
              </Code>
            </details>
          ))}
        </section>
      )}

      {trace.modelCalls.length > 0 && (
        <section>
          <h3>Language models</h3>
          <ul className={classes.items}>
            {trace.modelCalls.map(({ role, model, outcomes, inputTokens, outputTokens, cost, cache, ms }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a recorded trace never changes
              <li key={index}>
                <strong>{role}</strong> {model ?? 'no answer'}
                <span className={classes.share}>{duration(ms)}</span>
                <small>
                  {cache === 'none' ? outcomes.join(', ') || 'not asked' : `from the cache (${cache})`} · {inputTokens}{' '}
                  tokens read, {outputTokens} written · ${cost.toFixed(4)}
                </small>
              </li>
            ))}
          </ul>
        </section>
      )}

      <section>
        <h3>Steps</h3>
        <Steps steps={trace.steps} />
      </section>

      <section>
        <h3>Release</h3>
        <Code className={classes.release ?? ''}>{trace.release}</Code>
      </section>
    </div>
  )
}

function Bar({ label, share }: { label: string; share: number }) {
  return (
    <div className={classes.bar}>
      <span>{label}</span>
      <span className={classes.share}>{percent(share)}</span>
      <div className={classes.track} aria-hidden="true">
        <div style={{ width: `${Math.min(100, Math.max(1, share * 100))}%` }} />
      </div>
    </div>
  )
}

const percent = (share: number) => `${Math.round(share * 100)} %`
