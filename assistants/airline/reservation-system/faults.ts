/**
 * How an operation can be made to fail, for tests.
 * `hang`, `error`, `nonsense` and `break` come before any effect; `effect-then-hang` and `effect-then-break` after it: the client
 * never sees the answer to something that was done.
 */
export const faultModes = ['hang', 'error', 'nonsense', 'break', 'effect-then-hang', 'effect-then-break'] as const
export type FaultMode = (typeof faultModes)[number]

type Fault = { operation: string; mode: FaultMode; times: number }

/** The failures that are asked for; each is used up call by call. */
export class Faults {
  private faults: Fault[] = []

  add(fault: Fault): void {
    this.faults.push({ ...fault })
  }

  list(): Fault[] {
    return this.faults.map((fault) => ({ ...fault }))
  }

  clear(): void {
    this.faults = []
  }

  /** The failure for the next call of this operation, if there is one; counts it. */
  take(operation: string): FaultMode | null {
    const fault = this.faults.find((each) => each.operation === operation || each.operation === '*')
    if (!fault) return null
    fault.times -= 1
    if (fault.times <= 0) this.faults = this.faults.filter((each) => each !== fault)
    return fault.mode
  }
}
