import type { TurnTrace } from '#contracts'
import { shown } from '../details/shown.ts'
import { duration } from '../frame/time.ts'
import { timeBars } from './time-bars.ts'
import classes from './why.module.css'

/** The turn's steps one below the other, each bar where it lay in the turn's time; with what the step found. */
export function Steps({ steps }: { steps: TurnTrace['steps'] }) {
  const bars = timeBars(steps.map(({ ms }) => ms))
  return (
    <ol className={classes.steps}>
      {steps.map(({ step, ms, notes }, index) => {
        const bar = bars[index] ?? { left: 0, width: 0 }
        const found = Object.entries(notes)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a recorded trace never changes
          <li key={index}>
            <details open={false}>
              <summary data-empty={found.length === 0 || undefined}>
                <span>{step}</span>
                <span className={classes.share}>{duration(ms)}</span>
                <span className={classes.track} aria-hidden="true">
                  <span style={{ marginLeft: `${bar.left}%`, width: `${bar.width}%` }} />
                </span>
              </summary>
              <dl>
                {found.map(([name, value]) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>{shown(value, 600)}</dd>
                  </div>
                ))}
              </dl>
            </details>
          </li>
        )
      })}
    </ol>
  )
}
