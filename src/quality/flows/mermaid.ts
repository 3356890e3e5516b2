import type { FlowGraph } from './graph.ts'
import type { NodeKind } from './titles.ts'

/** Opening and closing of a box by kind, as Mermaid's flowcharts write shapes. */
const shapes: Record<NodeKind, readonly [string, string]> = {
  start: ['([', '])'],
  ask: ['[/', '/]'],
  say: ['>', ']'],
  read: ['[(', ')]'],
  write: ['[[', ']]'],
  decide: ['{', '}'],
  compute: ['[', ']'],
  go: ['[\\', '/]'],
  person: ['{{', '}}'],
  time: ['((', '))'],
  end: ['([', '])'],
}

/** One flow as a Mermaid flowchart, for Markdown pages and repositories that draw it. */
export function mermaidOf({ nodes, edges }: FlowGraph): string {
  const name = (id: string) => `n_${id.replaceAll(/[^A-Za-z0-9]/g, '_')}`
  const lines = ['flowchart TD']
  for (const { id, kind, title, detail } of nodes) {
    const [open, close] = shapes[kind]
    lines.push(`  ${name(id)}${open}${quoted(detail === null ? title : `${title}<br/>${detail}`)}${close}`)
  }
  for (const { from, to, label, back } of edges) {
    const arrow = back ? '-.->' : '-->'
    lines.push(`  ${name(from)} ${arrow}${label === null ? '' : `|${quoted(label)}|`} ${name(to)}`)
  }
  return `${lines.join('\n')}\n`
}

/** Mermaid reads entities by number; a quote, a bracket or a hash would end or change the text. */
const quoted = (text: string): string =>
  `"${text
    .split('<br/>')
    .map((line) => line.replaceAll(/[#"&<>]/g, (char) => `#${char.codePointAt(0)};`))
    .join('<br/>')}"`
