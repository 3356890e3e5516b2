import type { DimensionName } from './dimensions.ts'
import type { StyleGuide } from './guide.ts'

/** A style guide as a page: Markdown for a repository, HTML for everybody else. */

const named = (dimension: DimensionName): string => {
  const words = dimension.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
const fixed = (value: number | null): string => (value === null ? '–' : value.toFixed(2))

/** What holds in every style. */
const always = [
  'Facts, conditions, amounts, dates, names and promises are the same in every manner.',
  'Quotations and what a rule says word for word stay word for word.',
  'Distress and danger are answered in the words that were written for them.',
  'The customer always knows that it is not a person.',
]

export function guideMarkdown(guide: StyleGuide): string {
  const inCell = (text: string) => text.replaceAll('|', '\\|')
  return `${[
    `# How ${guide.assistant} speaks`,
    '',
    `${guide.character}.`,
    '',
    '## The manner',
    '',
    '| dimension | target | measured | that is |',
    '|---|---|---|---|',
    ...guide.rows.map(
      ({ dimension, target, means, measured }) =>
        `| ${named(dimension)} | ${fixed(target)} | ${fixed(measured)} | ${inCell(means)} |`,
    ),
    '',
    'Measured are all wordings of the assistant in this style; what is not listed stays as written.',
    '',
    '## Write so, not so',
    ...guide.examples.flatMap(({ dimension, rule, yes, no }) => [
      '',
      `### ${named(dimension)}`,
      '',
      rule,
      '',
      ...yes.map((text) => `- ✓ ${text}`),
      ...no.map((text) => `- ✗ ${text}`),
    ]),
    ...(guide.changes.length === 0
      ? []
      : [
          '',
          '## When the manner changes',
          '',
          ...guide.changes.map(
            ({ when, by }) =>
              `- **${when}**: ${by.map(({ dimension, from, to }) => `${to > from ? 'more' : 'less'} ${named(dimension).toLowerCase()} (${fixed(from)} → ${fixed(to)})`).join(', ')}`,
          ),
        ]),
    '',
    '## What never changes',
    '',
    ...always.map((line) => `- ${line}`),
  ].join('\n')}\n`
}

export function guideHtml(guide: StyleGuide): string {
  const t = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
  const meter = (target: number, measured: number | null) =>
    `<div class="meter" role="img" aria-label="target ${fixed(target)}, measured ${fixed(measured)}">${
      measured === null ? '' : `<i style="width:${(measured * 100).toFixed(0)}%"></i>`
    }<b style="left:${(target * 100).toFixed(0)}%"></b></div>`
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>How ${t(guide.assistant)} speaks</title>
<style>
  :root { color-scheme: light dark; --line: #8884; --fill: #4c8dae; --mark: #d9822b; --yes: #2f8f5b; --no: #c0463c }
  body { font: 16px/1.55 system-ui, sans-serif; max-width: 58rem; margin: 3rem auto; padding: 0 1.25rem }
  h1 { line-height: 1.2; margin-bottom: .25rem } h2 { margin-top: 2.5rem } h3 { margin: 1.75rem 0 .25rem }
  .lead { font-size: 1.1rem; opacity: .8 } table { border-collapse: collapse; width: 100% }
  td, th { text-align: left; padding: .45rem .75rem .45rem 0; border-bottom: 1px solid var(--line); vertical-align: middle }
  td.meterCell { width: 11rem } .meter { position: relative; height: .5rem; border-radius: .25rem; background: var(--line) }
  .meter i { position: absolute; inset: 0 auto 0 0; background: var(--fill); border-radius: inherit }
  .meter b { position: absolute; top: -.25rem; width: .2rem; height: 1rem; background: var(--mark); margin-left: -.1rem; border-radius: .1rem }
  .pair { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem } @media (max-width: 40rem) { .pair { grid-template-columns: 1fr } }
  .pair p { margin: .25rem 0; padding: .6rem .8rem; border-left: 3px solid var(--yes); background: #8881; border-radius: 0 .3rem .3rem 0 }
  .pair p.no { border-color: var(--no) } small { opacity: .7 }
</style>
<h1>How ${t(guide.assistant)} speaks</h1>
<p class="lead">${t(guide.character)}.</p>
<h2>The manner</h2>
<table>
<tr><th>Dimension</th><th>Target and measured</th><th>That is</th></tr>
${guide.rows
  .map(
    ({ dimension, target, means, measured }) =>
      `<tr><td>${named(dimension)}</td><td class="meterCell">${meter(target, measured)}<small>${fixed(target)} · ${fixed(measured)}</small></td><td>${t(means)}</td></tr>`,
  )
  .join('\n')}
</table>
<p><small>The orange mark is the target, the bar what is measured in all wordings in this style. What is not listed stays as written.</small></p>
<h2>Write so, not so</h2>
${guide.examples
  .map(
    ({ dimension, rule, yes, no }) =>
      `<h3>${named(dimension)}</h3><p>${t(rule)}</p>${yes
        .map((text, at) => `<div class="pair"><p>✓ ${t(text)}</p><p class="no">✗ ${t(no[at] ?? '')}</p></div>`)
        .join('')}`,
  )
  .join('\n')}
${guide.changes.length === 0 ? '' : '<h2>When the manner changes</h2>'}
<ul>${guide.changes
    .map(
      ({ when, by }) =>
        `<li><strong>${t(when)}</strong>: ${by
          .map(
            ({ dimension, from, to }) =>
              `${to > from ? 'more' : 'less'} ${named(dimension).toLowerCase()} <small>${fixed(from)} → ${fixed(to)}</small>`,
          )
          .join(', ')}</li>`,
    )
    .join('\n')}</ul>
<h2>What never changes</h2>
<ul>${always.map((line) => `<li>${t(line)}</li>`).join('')}</ul>
</html>
`
}
