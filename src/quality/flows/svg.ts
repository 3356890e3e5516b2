import type { FlowEdge, FlowGraph, FlowNode } from './graph.ts'

/** Measures of the picture, in pixels. */
const size = { width: 216, height: 46, columnPitch: 268, rowPitch: 88, margin: 28, radius: 8, characters: 31 } as const

/** What of a flow was reached, to be shown in its picture. */
export interface Marks {
  /** Paths of steps. */
  reached: ReadonlySet<string>
  /** `path way`: ways that steps went. */
  ways: ReadonlySet<string>
}

/** One flow as an SVG picture that follows the reader's light or dark setting. `hrefOf`: where boxes that lead to a flow link to. */
export function svgOf(
  graph: FlowGraph,
  marks: Marks | null = null,
  hrefOf: ((flow: string) => string) | null = null,
): string {
  const at = new Map(graph.nodes.map((node) => [node.id, node]))
  const columns = Math.max(...graph.nodes.map(({ column }) => column)) + 1
  const rows = Math.max(...graph.nodes.map(({ row }) => row)) + 1
  const width = columns * size.columnPitch + 2 * size.margin
  const height = rows * size.rowPitch + 2 * size.margin
  const edges = graph.edges.map((edge, index) => edgeSvg(edge, at, index, marks)).join('\n')
  const nodes = graph.nodes.map((node) => nodeSvg(node, marks, hrefOf)).join('\n')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(`The flow ${graph.flow}`)}">
<style>${style}</style>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" class="tip"/></marker></defs>
<rect class="ground" width="${width}" height="${height}"/>
${edges}
${nodes}
</svg>
`
}

const left = ({ column }: FlowNode): number => size.margin + column * size.columnPitch
const top = ({ row }: FlowNode): number => size.margin + row * size.rowPitch
const middle = (node: FlowNode): number => left(node) + size.width / 2

function nodeSvg(node: FlowNode, marks: Marks | null, hrefOf: ((flow: string) => string) | null): string {
  const { id, kind, title, detail, line, flows } = node
  const [x, y] = [left(node), top(node)]
  const isStep = line !== null
  const mark = marks === null || !isStep ? '' : marks.reached.has(id) ? ' reached' : ' missed'
  const round = kind === 'start' || kind === 'end' ? size.height / 2 : size.radius
  const lines = detail === null ? wrapped(title) : [title, detail]
  const texts = lines.map((text, index) => {
    const offset = lines.length === 1 ? size.height / 2 + 4 : 19 + index * 16
    return `<text x="${x + size.width / 2}" y="${y + offset}" class="${index === 0 || detail === null ? 'title' : 'detail'}">${escaped(cut(text))}</text>`
  })
  const hint = [id, title, ...(detail === null ? [] : [detail]), ...(isStep ? [`line ${line}`] : [])].join(' · ')
  const box = `<g class="${kind}${mark}"><title>${escaped(hint)}</title><rect x="${x}" y="${y}" width="${size.width}" height="${size.height}" rx="${round}"/>${texts.join('')}</g>`
  const [first] = flows
  return first === undefined || hrefOf === null ? box : `<a href="${escaped(hrefOf(first))}">${box}</a>`
}

/** A way is marked where its step was reached and never went it. */
const isMissed = ({ from, way }: FlowEdge, marks: Marks | null): boolean =>
  marks !== null && way !== null && marks.reached.has(from) && !marks.ways.has(`${from} ${way}`)

function edgeSvg(edge: FlowEdge, at: ReadonlyMap<string, FlowNode>, index: number, marks: Marks | null): string {
  const [from, to] = [at.get(edge.from), at.get(edge.to)]
  if (from === undefined || to === undefined) return ''
  const { path, labelAt } = edge.back ? backWay(from, to, index) : way(from, to)
  const label =
    edge.label === null
      ? ''
      : `<text x="${labelAt.x}" y="${labelAt.y}" class="label ${labelAt.anchor}"><title>${escaped(edge.label)}</title>${escaped(cut(edge.label))}</text>`
  return `<g class="way${edge.back ? ' back' : ''}${isMissed(edge, marks) ? ' missed' : ''}"><path d="${path}" marker-end="url(#tip)"/>${label}</g>`
}

interface Way {
  path: string
  labelAt: { x: number; y: number; anchor: 'start' | 'end' }
}

function way(from: FlowNode, to: FlowNode): Way {
  const [x, y] = [middle(from), top(from) + size.height]
  const [tx, ty] = [middle(to), top(to)]
  if (from.column === to.column)
    return { path: `M${x} ${y}V${ty - 2}`, labelAt: { x: x + 8, y: y + 16, anchor: 'start' } }
  if (to.column > from.column) {
    // Into a branch: out at the side, then down.
    const side = left(from) + size.width
    const level = top(from) + size.height / 2
    return { path: `M${side} ${level}H${tx}V${ty - 2}`, labelAt: { x: tx + 8, y: ty - 10, anchor: 'start' } }
  }
  // Back to the main line: down to just above the next step, then across.
  const level = ty - 14
  return { path: `M${x} ${y}V${level}H${tx}V${ty - 2}`, labelAt: { x: x + 8, y: y + 16, anchor: 'start' } }
}

/** Leads up again, on a track left of the boxes; several tracks lie beside each other. */
function backWay(from: FlowNode, to: FlowNode, index: number): Way {
  const track = Math.min(left(from), left(to)) - 8 - (index % 3) * 6
  const [y, ty] = [top(from) + size.height / 2, top(to) + size.height / 2]
  return {
    path: `M${left(from)} ${y}H${track}V${ty}H${left(to) - 2}`,
    labelAt: { x: left(from) - 6, y: y - 6, anchor: 'end' },
  }
}

/** In two lines where one is too short for it. */
function wrapped(text: string): string[] {
  if (text.length <= size.characters) return [text]
  const at = text.lastIndexOf(' ', size.characters)
  return at <= 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

const cut = (text: string): string =>
  text.length <= size.characters ? text : `${text.slice(0, size.characters - 1).trimEnd()}…`

export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (char) => `&#${char.codePointAt(0)};`)

const style = `
svg{--ink:#1c2733;--soft:#5b6b7b;--line:#8a99a8;--paper:#fff;--box:#f3f5f7;--ask:#e3effc;--say:#e9f7ee;--write:#fdebd8;--read:#f1ecfb;--decide:#fff6d6;--person:#fbe3ea;--missed:#c22}
@media (prefers-color-scheme:dark){svg{--ink:#e7edf3;--soft:#a3b1bf;--line:#728191;--paper:#14191f;--box:#232b34;--ask:#1d3350;--say:#1d3a2a;--write:#4a331c;--read:#33294d;--decide:#443b17;--person:#4a2230;--missed:#ff7b7b}}
.ground{fill:var(--paper)}
rect{fill:var(--box);stroke:var(--line)}
.ask rect{fill:var(--ask)}.say rect{fill:var(--say)}.write rect{fill:var(--write);stroke-width:2}.read rect{fill:var(--read)}.decide rect,.time rect{fill:var(--decide)}.person rect{fill:var(--person)}
.missed rect{stroke:var(--missed);stroke-width:2.5;stroke-dasharray:5 3}
.missed path{stroke:var(--missed);stroke-width:2}.missed .label{fill:var(--missed)}
a:hover rect,a:focus rect{stroke:var(--ink)}a text{text-decoration:underline}
text{font:12px system-ui,sans-serif;fill:var(--ink)}
.title,.detail{text-anchor:middle}.detail{font-size:11px;fill:var(--soft)}
.label{font-size:11px;fill:var(--soft)}.label.end{text-anchor:end}
path{fill:none;stroke:var(--line);stroke-width:1.4}.back path{stroke-dasharray:4 3}
.tip{fill:var(--line);stroke:none}
`.replaceAll('\n', '')
