import type { FlowGraph } from './graph.ts'
import { escaped, type Marks, svgOf } from './svg.ts'

export interface PageOptions {
  title: string
  /** Below the title. */
  summary?: string
  /** What of a flow was reached, and how that is said in a few words. */
  marksOf?: (graph: FlowGraph) => { marks: Marks; note: string; isWhole: boolean }
}

/** All flows on one page that needs nothing else: a list to jump from, a search, a picture of each. */
export function graphPage(graphs: readonly FlowGraph[], { title, summary, marksOf }: PageOptions): string {
  const marked = graphs.map((graph) => ({ graph, of: marksOf?.(graph) ?? null }))
  const badge = (of: { note: string; isWhole: boolean } | null) =>
    of === null ? '' : ` <b class="${of.isWhole ? 'whole' : 'partly'}">${escaped(of.note)}</b>`
  const items = marked.map(
    ({ graph: { flow, title: called }, of }) =>
      `<li><a href="#${escaped(flow)}">${escaped(flow)}</a>${badge(of)} <span>${escaped(called)}</span></li>`,
  )
  const sections = marked.map(
    ({ graph, of }) => `<section id="${escaped(graph.flow)}"><h2>${escaped(graph.flow)}${badge(of)}</h2>
<p>${escaped(graph.description ?? '')}</p>
<p class="ways">${gone(graph)}</p>
<div class="picture" tabindex="0" role="group" aria-label="${escaped(`Picture of ${graph.flow}`)}">${svgOf(graph, of?.marks ?? null, (flow) => `#${flow}`)}</div></section>`,
  )
  const head = summary === undefined ? '' : `<p>${escaped(summary)}</p>`
  const legend = marksOf === undefined ? '' : '<p class="legend"><i></i> never reached</p>'
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escaped(title)}</title><style>${style}</style></head>
<body><nav><h1>${escaped(title)}</h1>${head}${legend}<input type="search" placeholder="Find a flow" aria-label="Find a flow"><ul>${items.join('')}</ul></nav>
<main>${sections.join('\n')}</main>
<script>
const search = document.querySelector('input')
search.addEventListener('input', () => {
  const wanted = search.value.trim().toLowerCase()
  for (const item of document.querySelectorAll('nav li')) item.hidden = !item.textContent.toLowerCase().includes(wanted)
})
</script></body></html>
`
}

/** Where a flow leads, as links. */
function gone({ nodes }: FlowGraph): string {
  const flows = [...new Set(nodes.flatMap(({ flows }) => flows))]
  if (flows.length === 0) return ''
  return `Leads to ${flows.map((flow) => `<a href="#${escaped(flow)}">${escaped(flow)}</a>`).join(', ')}`
}

const style = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1c2733;--soft:#5b6b7b;--line:#d5dce3;--link:#0b5cad;--missed:#c22;--whole:#1b7f3b}
@media (prefers-color-scheme:dark){:root{--paper:#14191f;--ink:#e7edf3;--soft:#a3b1bf;--line:#2d3742;--link:#7db8f5;--missed:#ff7b7b;--whole:#6fcf8b}}
*{box-sizing:border-box}body{margin:0;font:15px/1.5 system-ui,sans-serif;background:var(--paper);color:var(--ink);display:grid;grid-template-columns:19rem 1fr}
nav{position:sticky;top:0;height:100vh;overflow:auto;padding:1rem;border-right:1px solid var(--line)}
h1{font-size:1.1rem;margin:0 0 .75rem}nav ul{list-style:none;margin:.75rem 0 0;padding:0}nav li{padding:.15rem 0}nav span{display:block;color:var(--soft);font-size:.82rem}
input{width:100%;padding:.45rem .6rem;border:1px solid var(--line);border-radius:6px;background:var(--paper);color:var(--ink);font:inherit}
a{color:var(--link)}main{padding:1rem 1.5rem;min-width:0}section{padding-bottom:2rem;border-bottom:1px solid var(--line)}h2{font-size:1.05rem;margin:1.5rem 0 .25rem}
b{font-size:.82rem;font-weight:600}nav b{display:block}.whole{color:var(--whole)}.partly{color:var(--missed)}.legend i{display:inline-block;width:1.6em;height:1em;border:2px dashed var(--missed);border-radius:4px;vertical-align:-.1em}
p{margin:.2rem 0;color:var(--soft)}.ways:empty{display:none}.picture{overflow:auto;max-height:85vh;margin-top:.75rem;border:1px solid var(--line);border-radius:8px}
@media (max-width:52rem){body{display:block}nav{position:static;height:auto;max-height:16rem;border-right:0;border-bottom:1px solid var(--line)}}
`.replaceAll('\n', '')
