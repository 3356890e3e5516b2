import type { SweepPoint, SweepReport } from './sweep.ts'
import { settingText, sweepText } from './text.ts'

/** Pixels of the picture, and of the margin that has the scales. */
const size = { width: 760, height: 440, margin: 76 }

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

interface Scale {
  from: number
  to: number
}
const scaleOf = (values: readonly number[]): Scale => {
  const [from, to] = [Math.min(...values), Math.max(...values)]
  const room = Math.max(0.005, (to - from) * 0.08)
  return { from: Math.max(0, from - room), to: Math.min(1, to + room) }
}

/** Settings of which no other has both fewer errors and more resolved. */
export function frontier(points: readonly SweepPoint[]): SweepPoint[] {
  const sorted = [...points].sort((a, b) => a.shares.error - b.shares.error || b.shares.resolved - a.shares.resolved)
  let best = -1
  return sorted.filter(({ shares }) => {
    if (shares.resolved <= best) return false
    best = shares.resolved
    return true
  })
}

/** How it goes as one threshold moves alone, from low to high, where that changes anything. */
function courses(current: SweepPoint, points: readonly SweepPoint[]): { name: string; course: SweepPoint[] }[] {
  const byName = new Map<string, { value: number; point: SweepPoint }[]>()
  for (const point of points) {
    const [only, more] = Object.entries(point.thresholds)
    if (only === undefined || more !== undefined) continue
    byName.set(only[0], [...(byName.get(only[0]) ?? []), { value: only[1], point }])
  }
  const same = ({ shares }: SweepPoint) =>
    shares.error === current.shares.error && shares.resolved === current.shares.resolved
  return [...byName].flatMap(([name, moved]) => {
    const course = moved.sort((a, b) => a.value - b.value).map(({ point }) => point)
    return course.every(same) ? [] : [{ name, course }]
  })
}

/**
 * The trade-off as SVG: errors to the right, resolved upwards; a circle's size is the share that is asked about, a ring the share that goes to
 * a person. The line joins what cannot be bettered in both.
 */
export function sweepSvg({ current, points, recommended }: SweepReport): string {
  const all = [current, ...points]
  const across = scaleOf(all.map(({ shares }) => shares.error))
  const up = scaleOf(all.map(({ shares }) => shares.resolved))
  const { width, height, margin } = size
  const x = (share: number) => margin + ((share - across.from) / (across.to - across.from)) * (width - 2 * margin)
  const y = (share: number) => height - margin - ((share - up.from) / (up.to - up.from)) * (height - 2 * margin)
  const spot = (point: SweepPoint): string => {
    const { shares, thresholds, cost } = point
    const radius = 4 + shares.asked * 40
    const fill = point === recommended ? '#1a7f37' : point === current ? '#0b57d0' : '#9aa0a6'
    const title = `${settingText(thresholds)}: resolved ${(shares.resolved * 100).toFixed(1)} %, asked ${(shares.asked * 100).toFixed(1)} %, error ${(shares.error * 100).toFixed(1)} %, handoff ${(shares.handoff * 100).toFixed(1)} %, cost ${cost}`
    const ring =
      shares.handoff > 0
        ? `<circle cx="${x(shares.error).toFixed(1)}" cy="${y(shares.resolved).toFixed(1)}" r="${(radius + shares.handoff * 60).toFixed(1)}" fill="none" stroke="#b3261e"/>`
        : ''
    return `${ring}<circle cx="${x(shares.error).toFixed(1)}" cy="${y(shares.resolved).toFixed(1)}" r="${radius.toFixed(1)}" fill="${fill}" fill-opacity="0.7"><title>${escaped(title)}</title></circle>`
  }
  const line = frontier(all)
    .map(({ shares }) => `${x(shares.error).toFixed(1)},${y(shares.resolved).toFixed(1)}`)
    .join(' ')
  const ticks = [0, 1, 2, 3, 4].map((at) => at / 4)
  const scales = ticks.flatMap((at) => {
    const [error, resolved] = [across.from + at * (across.to - across.from), up.from + at * (up.to - up.from)]
    return [
      `<text x="${x(error).toFixed(1)}" y="${height - margin + 18}" text-anchor="middle">${(error * 100).toFixed(1)} %</text>`,
      `<text x="${margin - 8}" y="${(y(resolved) + 4).toFixed(1)}" text-anchor="end">${(resolved * 100).toFixed(1)} %</text>`,
    ]
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="Resolved against errors, by setting" font-family="system-ui, sans-serif" font-size="11">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<path d="M${margin} ${margin}V${height - margin}H${width - margin}" fill="none" stroke="#5f6368"/>`,
    ...scales,
    `<text x="${width / 2}" y="${height - 14}" text-anchor="middle">decisions that begin something wrong</text>`,
    `<text x="16" y="${height / 2}" text-anchor="middle" transform="rotate(-90 16 ${height / 2})">resolved at once</text>`,
    ...courses(current, points).map(({ name, course }) => {
      const along = course.map(({ shares }) => `${x(shares.error).toFixed(1)},${y(shares.resolved).toFixed(1)}`)
      const [end] = course.slice(-1)
      const label =
        end === undefined
          ? ''
          : `<text x="${(x(end.shares.error) + 6).toFixed(1)}" y="${(y(end.shares.resolved) - 6).toFixed(1)}" fill="#5f6368">${name}</text>`
      return `<polyline points="${along.join(' ')}" fill="none" stroke="#dadce0"/>${label}`
    }),
    `<polyline points="${line}" fill="none" stroke="#1a7f37" stroke-dasharray="4 3"/>`,
    ...points.filter((point) => point !== recommended).map(spot),
    spot(current),
    recommended === current ? '' : spot(recommended),
    '</svg>',
  ].join('\n')
}

/** A page with the picture and the table. */
export const sweepPage = (report: SweepReport): string =>
  `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Thresholds</title>
<style>body{font:14px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}svg{max-width:100%;height:auto}pre{overflow:auto}</style>
</head><body>
<h1>Thresholds: resolved, errors, questions, people</h1>
<p>Blue: the present setting. Green: the recommended one. The larger a circle, the more is asked back; a red ring: goes to a person.</p>
${sweepSvg(report)}
<pre>${escaped(sweepText(report))}</pre>
</body></html>
`
