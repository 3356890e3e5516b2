const formats = new Map<string, Intl.DateTimeFormat>()
/** Offsets change on the quarter hour at most. */
const quarterMs = 15 * 60_000
const offsets = new Map<string, number>()
const mostOffsets = 2_000

/** Minutes that the clocks of an IANA zone are ahead of UTC at a moment; 0 where the zone is not known. */
export function offsetMinutes(timeZone: string, atMs: number): number {
  if (!Number.isFinite(atMs) || Math.abs(atMs) > 8.64e15) return 0
  const quarter = Math.floor(atMs / quarterMs)
  const key = `${timeZone}@${quarter}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  const offset = readOffset(timeZone, quarter * quarterMs)
  if (offsets.size >= mostOffsets) offsets.clear()
  offsets.set(key, offset)
  return offset
}

function readOffset(timeZone: string, atMs: number): number {
  try {
    let format = formats.get(timeZone)
    if (format === undefined) {
      format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
      formats.set(timeZone, format)
    }
    const name = format.formatToParts(atMs).find(({ type }) => type === 'timeZoneName')?.value ?? ''
    const match = /^GMT([+-])(\d{2}):(\d{2})/.exec(name)
    if (match === null) return 0
    return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]))
  } catch {
    // An unknown zone name is a fault of configuration that the assistant's loader reports; reading goes on in UTC.
    return 0
  }
}
