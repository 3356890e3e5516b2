import { Badge, Code } from '@mantine/core'
import type { ReactNode } from 'react'
import type { DeskDetail } from '#contracts'
import { clockTime } from '../frame/time.ts'
import { useNow } from '../frame/use-now.ts'
import { customerName } from '../list/customer-name.ts'
import classes from './details.module.css'
import { shown } from './shown.ts'

/** What is known beside the words: who it is, why they wait, what the running flows have collected. */
export function DetailsPanel({ detail }: { detail: DeskDetail }) {
  const now = useNow()
  const { handoff, slots, customer, course, summary, talkedAbout } = detail
  const flows = Map.groupBy(slots, ({ flow }) => flow)
  return (
    <div className={classes.panel}>
      <Section title="Customer">
        <Facts
          facts={[
            ['Name', customerName(detail)],
            ['Identity', customer.level],
            ['Channel', detail.channel],
            ['Last activity', clockTime(detail.lastActivityAt, now)],
            ['So far', course?.inWords ?? 'nothing yet'],
            ['Rating', detail.satisfaction === null ? 'none yet' : `${detail.satisfaction} of 5`],
          ]}
        />
      </Section>
      {handoff && (
        <Section title="Handoff">
          {handoff.summary && <p className={classes.summary}>{handoff.summary}</p>}
          <Facts
            facts={[
              ['Reason', handoff.reason.replaceAll('-', ' ')],
              ['Team', handoff.team],
              [
                'Priority',
                handoff.priority === 'high' ? (
                  <Badge key="high" color="red" variant="light" size="sm">
                    High
                  </Badge>
                ) : (
                  'normal'
                ),
              ],
              ['Asked for', clockTime(handoff.requestedAt, now)],
              ['Taken by', handoff.agent ?? 'nobody yet'],
            ]}
          />
        </Section>
      )}
      {summary !== '' && (
        <Section title="What happened">
          <p className={classes.summary}>{summary}</p>
        </Section>
      )}
      {talkedAbout.length > 0 && (
        <Section title="Talked about">
          {talkedAbout.map(({ type, text, times, lastAt, known, done }) => (
            <div key={`${type} ${text}`} className={classes.flow}>
              <h4>
                {type.replaceAll('_', ' ')} {text}
              </h4>
              <dl>
                <div>
                  <dt>last</dt>
                  <dd>
                    {clockTime(lastAt, now)}
                    {times > 1 && `, ${times} times`}
                  </dd>
                </div>
                {done.map(({ what, outcome, at }) => (
                  <div key={`${what} ${at}`}>
                    <dt>{what}</dt>
                    <dd>{outcomes[outcome]}</dd>
                  </div>
                ))}
                {Object.entries(known).map(([name, value]) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>{Array.isArray(value) ? value.join(', ') : shown(value)}</dd>
                  </div>
                ))}
              </dl>
            </div>
          ))}
        </Section>
      )}
      <Section title="Collected">
        {flows.size === 0 && <p className={classes.none}>No flow is running.</p>}
        {[...flows].map(([flow, values]) => (
          <div key={flow} className={classes.flow}>
            <h4>{flow}</h4>
            <dl>
              {values.map(({ name, value }) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{shown(value)}</dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
      </Section>
      <Section title="Conversation">
        <Code className={classes.id}>{detail.conversation}</Code>
      </Section>
    </div>
  )
}

const outcomes = { begun: 'under way', done: 'done', 'not-done': 'not done', unknown: 'nobody knows' } as const

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className={classes.heading}>{title}</h3>
      {children}
    </section>
  )
}

function Facts({ facts }: { facts: [name: string, value: ReactNode][] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
