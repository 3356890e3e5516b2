/**
 * Named places where the crash test kills the process. In production no failpoint is set and each costs one function call.
 */
export const failpointNames = [
  'message-stored',
  'tool-started',
  'effect-done',
  'before-record',
  'recorded-not-delivered',
] as const
export type FailpointName = (typeof failpointNames)[number]

export type Failpoint = (name: FailpointName) => Promise<void>

export const noFailpoint: Failpoint = () => Promise.resolve()

/**
 * Kills this process (SIGKILL: no cleanup, as in a real crash) the `count`-th time the failpoint is reached. From the environment:
 * `PARLEY_FAILPOINT=effect-done:3`. Only the crash test sets it.
 */
export function failpointFromEnvironment(value: string | undefined): Failpoint {
  if (value === undefined || value === '') return noFailpoint
  const [name = '', count = '1'] = value.split(':')
  if (!failpointNames.some((known) => known === name))
    throw new Error(`unknown failpoint ${name}; known: ${failpointNames.join(', ')}`)
  let left = Number(count)
  return async (reached) => {
    if (reached !== name) return
    left -= 1
    if (left > 0) return
    process.kill(process.pid, 'SIGKILL')
    // The signal is delivered asynchronously: never go on.
    await new Promise(() => undefined)
  }
}
