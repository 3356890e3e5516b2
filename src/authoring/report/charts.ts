import type { ConfidenceBin, RocPoint } from './data.ts'

/** Drawing area in SVG units; the page scales it. */
const size = { width: 480, height: 300, left: 66, right: 26, top: 18, bottom: 44 }
const inner = { width: size.width - size.left - size.right, height: size.height - size.top - size.bottom }
const x = (share: number) => round(size.left + share * inner.width)
const y = (share: number) => round(size.top + (1 - share) * inner.height)
const round = (value: number) => Math.round(value * 10) / 10
const percent = (share: number) => `${Math.round(share * 100)} %`

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** How many rows got which confidence, right ones below, wrong ones on top. */
export function confidenceHistogram(bins: readonly ConfidenceBin[]): string {
  const most = Math.max(1, ...bins.map(({ right, wrong }) => right + wrong))
  const top = niceCeiling(most)
  const bars = bins.map(({ from, to, right, wrong }) => {
    const [left, width] = [x(from) + 1, x(to) - x(from) - 2]
    const middle = y(right / top)
    const end = y((right + wrong) / top)
    const rows = right + wrong
    const middleOfBar = round(left + width / 2)
    const count =
      rows === 0
        ? ''
        : `<text class="count" x="${middleOfBar}" y="${round(end - 3)}" text-anchor="middle">${rows}</text>`
    const rectangle = (kind: string, upper: number, lower: number) =>
      lower - upper < 0.05
        ? ''
        : `<rect class="${kind}" x="${left}" y="${upper}" width="${round(width)}" height="${round(lower - upper)}"/>`
    return `<g><title>${percent(from)} to ${percent(to)}: ${right} right, ${wrong} wrong</title>${rectangle('right', middle, y(0))}${rectangle('wrong', end, middle)}${count}</g>`
  })
  return chart(
    'How sure it was',
    `Rows by confidence of the first intent: ${bins.map(({ from, right, wrong }) => `${percent(from)}: ${right} right, ${wrong} wrong`).join('; ')}`,
    axes(
      'confidence of the first intent',
      'rows',
      (top < 4 ? [0, 1] : [0, 0.5, 1]).map((share) => ({ share, label: String(Math.round(share * top)) })),
    ) + bars.join(''),
  )
}

/** Confidence against the share that was right: on the diagonal the confidence is what it says. */
export function reliabilityDiagram(bins: readonly ConfidenceBin[]): string {
  const all = bins.reduce((sum, { right, wrong }) => sum + right + wrong, 0)
  const points = bins.flatMap(({ confidence, right, wrong }) => {
    const rows = right + wrong
    if (confidence === null) return []
    const share = right / rows
    const radius = round(3 + 9 * Math.sqrt(rows / Math.max(1, all)))
    const label = `${rows} rows: confidence ${percent(confidence)}, right ${percent(share)}`
    return [
      `<line class="gap" x1="${x(confidence)}" y1="${y(confidence)}" x2="${x(confidence)}" y2="${y(share)}"/><circle class="point" cx="${x(confidence)}" cy="${y(share)}" r="${radius}"><title>${label}</title></circle>`,
    ]
  })
  return chart(
    'Whether the confidence is true',
    'Share that was right by mean confidence; the diagonal is a confidence that is what it says.',
    `${axes('mean confidence', 'share that was right', shares)}<line class="diagonal" x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}"/>${points.join('')}`,
  )
}

/** Messages out of scope that are found, against messages in scope that are wrongly refused. */
export function rocChart(points: readonly RocPoint[], area: number): string {
  const path = thinned(points).map(({ falseAlarms, found }, i) => `${i === 0 ? 'M' : 'L'}${x(falseAlarms)} ${y(found)}`)
  return chart(
    'Out of scope: found against false alarms',
    `ROC curve of the out-of-scope score, area ${area.toFixed(3)}`,
    `${axes('in scope, but taken for out of scope', 'out of scope that is found', shares)}<line class="diagonal" x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}"/><path class="curve" d="${path.join('')}"/>`,
  )
}

const shares = [0, 0.25, 0.5, 0.75, 1].map((share) => ({ share, label: percent(share) }))
/** Points of a curve beyond which more cannot be seen. */
const mostPoints = 400

function thinned(points: readonly RocPoint[]): RocPoint[] {
  const step = Math.max(1, Math.floor(points.length / mostPoints))
  return points.filter((_, i) => i % step === 0 || i === points.length - 1)
}

function axes(below: string, beside: string, marks: readonly { share: number; label: string }[]): string {
  const horizontal = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      `<text class="tick" x="${x(share)}" y="${size.height - size.bottom + 16}" text-anchor="middle">${percent(share)}</text>`,
  )
  const vertical = marks.map(
    ({ share, label }) =>
      `<line class="grid" x1="${x(0)}" y1="${y(share)}" x2="${x(1)}" y2="${y(share)}"/><text class="tick" x="${size.left - 8}" y="${y(share) + 4}" text-anchor="end">${label}</text>`,
  )
  return `${vertical.join('')}${horizontal.join('')}<text class="label" x="${x(0.5)}" y="${size.height - 8}" text-anchor="middle">${below}</text><text class="label" transform="translate(13 ${y(0.5)}) rotate(-90)" text-anchor="middle">${beside}</text>`
}

function chart(title: string, description: string, content: string): string {
  const id = `chart-${title.toLowerCase().replace(/[^a-z]+/g, '-')}`
  return `<svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-labelledby="${id}-title ${id}-description"><title id="${id}-title">${escapeHtml(title)}</title><desc id="${id}-description">${escapeHtml(description)}</desc>${content}</svg>`
}

/** The next round number that leaves little empty. */
function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 1.5, 2, 2.5, 3, 4, 5, 7.5, 10].find((step) => step * power >= value) ?? 10) * power
}
