import { confidenceHistogram, escapeHtml, reliabilityDiagram, rocChart } from './charts.ts'
import type { ConfidenceBin, ReportData, ReportedError } from './data.ts'
import { script, style } from './page.ts'

export interface ReportFigure {
  name: string
  value: string
  /** What it means, in a few words. */
  hint?: string
}

export interface ReportHeader {
  title: string
  /** What was measured on what, and when: one line each. */
  lines: string[]
  figures: ReportFigure[]
}

/** One self-contained HTML file: no request leaves it, texts are never markup. */
export function reportHtml(header: ReportHeader, data: ReportData): string {
  const e = escapeHtml
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${e(header.title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${e(header.title)}</h1>
${header.lines.map((line) => `<p class="soft">${e(line)}</p>`).join('\n')}
<dl class="figures">
${header.figures.map(({ name, value, hint }) => `<div><dt>${e(name)}</dt><dd${hint === undefined ? '' : ` title="${e(hint)}"`}>${e(value)}</dd></div>`).join('\n')}
</dl>
<section>
<h2>Confidence</h2>
<p>A confidence is worth something where it is true: of all rows that get 0.8, four in five should be right. Points below the diagonal were too sure, points above too timid.</p>
<div class="charts">
<figure><figcaption>How sure it was <span class="soft"><span class="key right"></span>right<span class="key wrong"></span>wrong</span></figcaption>${confidenceHistogram(data.bins)}</figure>
<figure><figcaption>Whether the confidence is true</figcaption>${reliabilityDiagram(data.bins)}</figure>
${data.roc === null ? '' : `<figure><figcaption>Out of scope: found against false alarms <span class="soft">(area ${data.roc.area.toFixed(3)})</span></figcaption>${rocChart(data.roc.points, data.roc.area)}</figure>`}
</div>
${binTable(data.bins)}
</section>
${confusionSection(data)}
${intentSection(data)}
${errorSection(data)}
</main>
<script>${script}</script>
</body>
</html>
`
}

/** A name may break after its joints. */
const breakable = (name: string) => escapeHtml(name).replace(/([_/-])/g, '$1<wbr>')

const share = (part: number) => `${(part * 100).toFixed(1)} %`

/** A column of texts is not sorted by. */
const unsorted = 'Such as'

function table(
  caption: string,
  heads: readonly (readonly [string, boolean])[],
  rows: readonly string[],
  isSortable = false,
): string {
  const cells = heads.map(
    ([name, isNumber]) =>
      `<th scope="col"${isNumber ? ' class="number"' : ''}>${isSortable && name !== unsorted ? `<button type="button">${escapeHtml(name)}</button>` : escapeHtml(name)}</th>`,
  )
  return `<div class="scroll" role="region" tabindex="0" aria-label="${escapeHtml(caption)}"><table${isSortable ? ' data-sortable' : ''}><caption>${escapeHtml(caption)}</caption><thead><tr>${cells.join('')}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table></div>`
}

const number = (value: string, sortedBy?: number) =>
  `<td class="number"${sortedBy === undefined ? '' : ` data-value="${sortedBy}"`}>${value}</td>`

function binTable(bins: readonly ConfidenceBin[]): string {
  const rows = bins.map(({ from, to, right, wrong, confidence }) => {
    const count = right + wrong
    return `<tr><th scope="row">${from.toFixed(2)} – ${to.toFixed(2)}</th>${number(String(count))}${number(confidence === null ? '–' : confidence.toFixed(3))}${number(count === 0 ? '–' : (right / count).toFixed(3))}</tr>`
  })
  const heads = [
    ['Confidence', false],
    ['Rows', true],
    ['Mean confidence', true],
    ['Share right', true],
  ] as const
  return `<details><summary>The same in numbers</summary>${table('Rows by confidence', heads, rows)}</details>`
}

function confusionSection({ confusions }: ReportData): string {
  if (confusions.length === 0) return '<section><h2>Confusions</h2><p>None: every row was right.</p></section>'
  const rows = confusions.map(
    ({ actual, predicted, count, share: part, examples }) =>
      `<tr><th scope="row" class="name">${breakable(actual)}</th><td class="name">${breakable(predicted)}</td>${number(String(count), count)}${number(share(part), part)}<td class="texts"><ul>${examples.map((text) => `<li>${escapeHtml(text)}</li>`).join('')}</ul></td></tr>`,
  )
  const heads = [
    ['Is', false],
    ['Read as', false],
    ['Rows', true],
    ['Of its rows', true],
    [unsorted, false],
  ] as const
  return `<section class="long"><h2>Confusions</h2><p>The pairs that cost most. Two that are confused both ways may want to be one intent.</p>${table('Most confused pairs', heads, rows, true)}</section>`
}

function intentSection({ intents }: ReportData): string {
  const rows = intents.map(
    ({ intent, rows: count, precision, recall, f1 }) =>
      `<tr><th scope="row" class="name">${breakable(intent)}</th>${number(String(count), count)}${number(precision.toFixed(3), precision)}${number(recall.toFixed(3), recall)}${number(f1.toFixed(3), f1)}</tr>`,
  )
  const heads = [
    ['Intent', false],
    ['Rows', true],
    ['Precision', true],
    ['Recall', true],
    ['F1', true],
  ] as const
  return `<section class="long"><h2>Intents</h2><p>Precision: how often it was right to say it. Recall: how often it was found. The worst come first.</p>${table('Every intent', heads, rows, true)}</section>`
}

function errorSection({ errors, errorCount }: ReportData): string {
  if (errors.length === 0) return ''
  const shown =
    errors.length < errorCount
      ? `The ${errors.length} surest of ${errorCount} errors.`
      : `All ${errorCount} errors, the surest first.`
  return `<section class="long"><h2>Errors</h2><p>${shown} Under each are the training examples most like it by words: they say where the error comes from.</p>
${errors.map(errorDetails).join('\n')}
</section>`
}

function errorDetails({
  text,
  actual,
  predicted,
  confidence,
  ownConfidence,
  outOfScope,
  nearest,
  nearestOwn,
}: ReportedError): string {
  const like = (entries: ReportedError['nearest']) =>
    entries
      .map(
        ({ text: other, intent, similarity }) =>
          `<li>${similarity.toFixed(2)} <b>${escapeHtml(intent)}</b> <q>${escapeHtml(other)}</q></li>`,
      )
      .join('')
  const own = ownConfidence === null ? 'not among the best' : ownConfidence.toFixed(3)
  return `<details><summary><q>${escapeHtml(text)}</q> <span class="to">is</span> ${escapeHtml(actual)}<span class="to">, read as</span> ${escapeHtml(predicted || 'nothing')} <span class="to">(${confidence.toFixed(2)})</span></summary><div class="like">Its own intent: ${own}. Out of scope: ${outOfScope.toFixed(2)}.<ul>${like(nearest)}</ul>${nearestOwn.length === 0 ? '' : `Most like it in its own intent:<ul>${like(nearestOwn)}</ul>`}</div></details>`
}
