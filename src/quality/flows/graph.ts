import { type CompiledFlow, type CompiledStep, printExpression } from '#dialogue/index.ts'

/** What a box of the picture is, by what happens there: its shape and colour follow. */
export type NodeKind =
  | 'start'
  | 'ask'
  | 'say'
  | 'read'
  | 'write'
  | 'decide'
  | 'compute'
  | 'go'
  | 'person'
  | 'time'
  | 'end'

export interface FlowNode {
  /** Path of the step (`3.then.0`), `start` or `end`. */
  id: string
  kind: NodeKind
  title: string
  /** Second line, where there is more to say. */
  detail: string | null
  /** In its file, from 1; null for the start and the end. */
  line: number | null
  /** The flow that is gone to. */
  flow: string | null
  /** Place in the picture: the main line is column 0, each branch has columns of its own. */
  column: number
  row: number
}

export interface FlowEdge {
  from: string
  to: string
  label: string | null
  /** Leads back to an earlier step. */
  back: boolean
}

export interface FlowGraph {
  flow: string
  title: string
  description: string | null
  nodes: FlowNode[]
  edges: FlowEdge[]
}

/** What leads on from somewhere: the box, and what is written on its way out. */
interface Exit {
  from: string
  label: string | null
}

/** A flow as boxes and ways, from its compiled steps: what runs, not what was meant. */
export function graphOf(flow: CompiledFlow): FlowGraph {
  const nodes: FlowNode[] = [
    { id: 'start', kind: 'start', title: flow.title, detail: guardOf(flow), line: null, flow: null, column: 0, row: 0 },
  ]
  const edges: FlowEdge[] = []
  const draw: Drawing = { flow, nodes, edges }
  const { exits, row } = drawSteps(draw, flow.steps, [], [{ from: 'start', label: null }], { column: 0, row: 1 })
  if (exits.length > 0) {
    nodes.push({ id: 'end', kind: 'end', title: 'resolved', detail: null, line: null, flow: null, column: 0, row })
    connect(draw, exits, 'end')
  }
  return { flow: flow.name, title: flow.title, description: flow.description, nodes, edges }
}

interface Drawing {
  flow: CompiledFlow
  nodes: FlowNode[]
  edges: FlowEdge[]
}

const guardOf = ({ needs }: CompiledFlow): string | null => (needs === 'anonymous' ? null : `needs ${needs}`)

function connect({ edges }: Drawing, exits: readonly Exit[], to: string): void {
  for (const { from, label } of exits) edges.push({ from, to, label, back: false })
}

interface Place {
  column: number
  row: number
}

/** What a list of steps took: where it goes on, the next free row, and the first column right of it. */
interface Drawn {
  exits: Exit[]
  row: number
  right: number
}

/** Draws a list of steps after these exits. */
function drawSteps(
  draw: Drawing,
  steps: readonly CompiledStep[],
  path: readonly string[],
  before: Exit[],
  { column, row: first }: Place,
): Drawn {
  let [exits, row, right] = [before, first, column + 1]
  for (const [index, step] of steps.entries()) {
    const id = [...path, String(index)].join('.')
    draw.nodes.push({ ...nodeOf(step, id), column, row })
    connect(draw, exits, id)
    const drawn = drawBranches(draw, step, id, { column, row })
    exits = drawn.exits
    row = drawn.row
    right = Math.max(right, drawn.right)
  }
  return { exits, row, right }
}

/** The ways out of a step: its branches side by side, each with its label, and the way on to the next step. */
function drawBranches(draw: Drawing, step: CompiledStep, id: string, { column, row }: Place): Drawn {
  const exits: Exit[] = []
  let [right, below] = [column + 1, row + 1]
  for (const [name, nested] of Object.entries(step.branches)) {
    const entry = [{ from: id, label: branchLabel(step, name) }]
    const drawn = drawSteps(draw, nested, [...id.split('.'), name], entry, { column: right, row: row + 1 })
    if (step.kind === 'repeat')
      for (const { from } of drawn.exits) draw.edges.push({ from, to: id, label: 'next', back: true })
    else exits.push(...drawn.exits)
    right = drawn.right
    below = Math.max(below, drawn.row)
  }
  for (const { to, label } of backFrom(draw.flow, step)) draw.edges.push({ from: id, to, label, back: true })
  const on = labelOn(step)
  if (on !== false) exits.push({ from: id, label: on })
  return { exits, row: below, right }
}

/** Where a step may lead back to. */
function backFrom(flow: CompiledFlow, step: CompiledStep): { to: string; label: string }[] {
  if (step.kind === 'ask-again') return [{ to: askingStep(flow, step.slot) ?? 'start', label: 'asks again' }]
  if (step.kind !== 'confirm' || step.correct === null) return []
  const asking = step.correct.flatMap((slot) => askingStep(flow, slot) ?? [])
  return [...new Set(asking)].map((to) => ({ to, label: 'no: another value' }))
}

/** What is written on the way to the next step; false where there is none. */
function labelOn(step: CompiledStep): string | null | false {
  const has = (name: string) => Object.hasOwn(step.branches, name)
  switch (step.kind) {
    case 'end':
    case 'hand-off':
    case 'ask-again':
      return false
    case 'link':
      return step.returns ? null : false
    case 'if':
    case 'match':
      return has('else') ? false : 'else'
    case 'confirm':
      return 'yes'
    case 'repeat':
      return 'done'
    case 'call':
      return Object.keys(step.branches).length > 0 ? 'done' : null
    default:
      return null
  }
}

function branchLabel(step: CompiledStep, name: string): string {
  if (step.kind === 'if') {
    const arm = step.arms.find(({ branch }) => branch === name)
    return arm === undefined ? name : printExpression(arm.if)
  }
  if (step.kind === 'confirm') return 'no'
  return name.replace(/^refused:default$/, 'refused').replace(/^refused:/, '')
}

/** Where a slot is asked for first. */
function askingStep(flow: CompiledFlow, slot: string): string | null {
  const search = (steps: readonly CompiledStep[], path: string): string | null => {
    for (const [index, step] of steps.entries()) {
      const id = `${path}${index}`
      if ((step.kind === 'collect' || step.kind === 'choose') && step.slot === slot) return id
      for (const [name, nested] of Object.entries(step.branches)) {
        const found = search(nested, `${id}.${name}.`)
        if (found !== null) return found
      }
    }
    return null
  }
  return search(flow.steps, '')
}

function nodeOf(step: CompiledStep, id: string): Omit<FlowNode, 'column' | 'row'> {
  const node = (kind: NodeKind, title: string, detail: string | null = null, flow: string | null = null) => ({
    id,
    kind,
    title,
    detail,
    line: step.line,
    flow,
  })
  switch (step.kind) {
    case 'collect':
      return node('ask', `ask: ${step.slot}`)
    case 'choose':
      return node('ask', `choose: ${step.slot}`, `of ${printExpression(step.from)}`)
    case 'confirm':
      return node('ask', 'confirm', step.response)
    case 'say':
      return node('say', `say: ${step.response}`)
    case 'answer':
      return node('say', 'answer from knowledge', printExpression(step.query))
    case 'call':
      return node(
        step.effect,
        `${step.effect === 'write' ? 'do' : 'look up'}: ${step.tool}`,
        step.confirm ? 'wants a yes' : null,
      )
    case 'set':
      return node('compute', `set: ${Object.keys(step.values).join(', ')}`)
    case 'verify':
      return node('compute', `${step.level} by ${step.by}`)
    case 'link':
      return node('go', `${step.returns ? 'do' : 'go to'}: ${step.flow}`, null, step.flow)
    case 'hand-off':
      return node('person', `hand over: ${step.team}`, step.priority === 'high' ? 'with priority' : null)
    case 'end':
      return node('end', step.resolved ? 'resolved' : 'unresolved')
    case 'if':
      return node('decide', 'if')
    default:
      return node(otherKinds[step.kind] ?? 'compute', step.kind)
  }
}

const otherKinds: Record<string, NodeKind> = {
  match: 'decide',
  repeat: 'decide',
  wait: 'time',
  schedule: 'time',
}
