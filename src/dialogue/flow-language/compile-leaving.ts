import { readsOf } from './names.ts'
import { durationMs } from './schema.ts'
import { type Compilers, compileSilence, saidReads } from './step-compiler.ts'

/** The steps that leave the flow, rest, or put something off. */
export const leavingCompilers: Compilers<'link' | 'hand-off' | 'end' | 'wait' | 'schedule'> = {
  link(of, source, path) {
    const values = of.names.values([...path, 'with'], source.with)
    return {
      kind: 'link',
      flow: source.link,
      returns: source.return ?? false,
      with: values,
      save: source.save ?? null,
      reads: readsOf(...Object.values(values)),
      writes: source.save === undefined ? [] : [source.save],
    }
  },
  'hand-off'(of, source, path) {
    const summary = source.summary === undefined ? null : of.names.value([...path, 'summary'], source.summary)
    return {
      kind: 'hand-off',
      team: source['hand-off'],
      priority: source.priority ?? 'normal',
      reason: source.reason ?? null,
      summary,
      reads: readsOf(summary),
    }
  },
  end(of, source, path) {
    const result = source.result === undefined ? null : of.names.value([...path, 'result'], source.result)
    return { kind: 'end', resolved: source.end === 'resolved', result, reads: readsOf(result) }
  },
  wait(of, source, path) {
    const written = String(source.wait)
    const ms = durationMs(written)
    const minutes = ms === null ? of.names.expression([...path, 'wait'], source.wait, { as: 'number' }) : null
    return {
      kind: 'wait',
      time: minutes === null ? { ms: ms ?? 0 } : { minutes },
      silence: compileSilence(of.names, [...path, 'on_silence'], source.on_silence),
      reads: readsOf(minutes),
    }
  },
  schedule(of, { schedule }, path) {
    const here = [...path, 'schedule']
    if ((schedule.in === undefined) === (schedule.at === undefined))
      of.report.error(here, 'A schedule step has a time.', 'Write in: 2d, or at: with a date.')
    if ((schedule.say === undefined) === (schedule.flow === undefined))
      of.report.error(
        here,
        'A schedule step has something to say, or a flow to begin.',
        'Write say: or flow: (one of the two).',
      )
    const at = schedule.at === undefined ? null : of.names.expression([...here, 'at'], schedule.at)
    const values = of.names.values([...here, 'with'], schedule.with)
    const uses =
      schedule.say === undefined
        ? []
        : of.names.response([...here, 'say'], schedule.say, Object.keys(schedule.with ?? {}))
    return {
      kind: 'schedule',
      when: at === null ? { inMs: durationMs(schedule.in ?? '') ?? 0 } : { at, zone: schedule.zone ?? 'customer' },
      flow: schedule.flow ?? null,
      response: schedule.say ?? null,
      with: values,
      uses,
      reads: [...new Set([...readsOf(at), ...saidReads(of, { with: values, uses })])].sort(),
    }
  },
}
