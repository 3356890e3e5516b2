/** Narrowest bar that can be seen, in per cent of the width. */
const thinnest = 1.5

/** Where each step's bar begins and how wide it is, in per cent of the whole, the steps one after another. Never beyond 100. */
export function timeBars(times: readonly number[]): { left: number; width: number }[] {
  const total = times.reduce((sum, ms) => sum + Math.max(0, ms), 0)
  let before = 0
  return times.map((ms) => {
    const share = total === 0 ? 0 : (Math.max(0, ms) / total) * 100
    const width = Math.max(thinnest, share)
    const left = Math.min(before, 100 - width)
    before += share
    return { left, width }
  })
}
