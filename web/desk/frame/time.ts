const relative = new Intl.RelativeTimeFormat('en', { style: 'narrow', numeric: 'always' })

/** "4 min. ago"-like, short enough for a list. */
export function ago(at: string, nowMs: number): string {
  const seconds = Math.max(0, Math.round((nowMs - Date.parse(at)) / 1000))
  if (seconds < 60) return 'now'
  if (seconds < 3600) return relative.format(-Math.floor(seconds / 60), 'minute')
  if (seconds < 86_400) return relative.format(-Math.floor(seconds / 3600), 'hour')
  return relative.format(-Math.floor(seconds / 86_400), 'day')
}

/** Time of day; with the date where it was not today. */
export function clockTime(at: string, nowMs: number): string {
  const date = new Date(at)
  const today = date.toDateString() === new Date(nowMs).toDateString()
  return date.toLocaleString('en', today ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' })
}

/** A turn's times span microseconds to seconds. */
export function duration(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`
  return ms >= 10 ? `${Math.round(ms)} ms` : `${ms.toFixed(ms >= 1 ? 1 : 2)} ms`
}
