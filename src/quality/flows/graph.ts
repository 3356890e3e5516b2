import { type CompiledFlow, type CompiledStep, printExpression } from '#dialogue/index.ts'
import { faceOf, type NodeKind, type StepFace, wayTitle } from './titles.ts'

export interface FlowNode extends StepFace {
  /** Path of the step (`3.then.0`), `start` or `end`. */
  id: string
  kind: NodeKind
  /** In its file, from 1; null for the start and the end. */
  line: number | null
  /** Place in the picture: the main line is column 0, each branch has columns of its own. */
  column: number
  row: number
}

export interface FlowEdge {
  from: string
  to: string
  label: string | null
  /** The way out of `from` that it is (`then`, `refused:late`, `yes`); null where the step has only one. */
  way: string | null
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
  way: string | null
}

/** A flow as boxes and ways, from its compiled steps: what runs, not what was meant. */
export function graphOf(flow: CompiledFlow): FlowGraph {
  const nodes: FlowNode[] = [
    { id: 'start', kind: 'start', title: flow.title, detail: guardOf(flow), line: null, flows: [], column: 0, row: 0 },
  ]
  const edges: FlowEdge[] = []
  const draw: Drawing = { flow, nodes, edges }
  const { exits, row } = drawSteps(draw, flow.steps, [], [{ from: 'start', label: null, way: null }], {
    column: 0,
    row: 1,
  })
  if (exits.length > 0) {
    nodes.push({ id: 'end', kind: 'end', title: 'resolved', detail: null, line: null, flows: [], column: 0, row })
    connect(draw, exits, 'end')
  }
  return { flow: flow.name, title: flow.title, description: flow.description, nodes, edges }
}

interface Drawing {
  flow: CompiledFlow
  nodes: FlowNode[]
  edges: FlowEdge[]
}

/** Who may start it. */
function guardOf({ needs, guard }: CompiledFlow): string | null {
  const conditions = [
    ...(needs === 'anonymous' ? [] : [`needs ${needs}`]),
    ...(guard === null ? [] : [printExpression(guard.onlyIf)]),
  ]
  return conditions.length === 0 ? null : conditions.join(', ')
}

function connect({ edges }: Drawing, exits: readonly Exit[], to: string): void {
  for (const { from, label, way } of exits) edges.push({ from, to, label, way, back: false })
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
    draw.nodes.push({ id, ...faceOf(step, draw.flow), line: step.line, column, row })
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
    const entry = [{ from: id, label: wayTitle(step, name), way: name }]
    const drawn = drawSteps(draw, nested, [...id.split('.'), name], entry, { column: right, row: row + 1 })
    if (step.kind === 'repeat')
      for (const { from, way } of drawn.exits) draw.edges.push({ from, to: id, label: 'next', way, back: true })
    else exits.push(...drawn.exits)
    right = drawn.right
    below = Math.max(below, drawn.row)
  }
  for (const { to, label } of backFrom(draw.flow, step)) draw.edges.push({ from: id, to, label, way: null, back: true })
  const on = onwards(step)
  if (on !== null) exits.push({ from: id, ...on })
  return { exits, row: below, right }
}

/** Where a step may lead back to. */
function backFrom(flow: CompiledFlow, step: CompiledStep): { to: string; label: string }[] {
  if (step.kind === 'ask-again') return [{ to: askingStep(flow, step.slot) ?? 'start', label: 'asks again' }]
  if (step.kind !== 'confirm' || step.correct === null) return []
  const asking = step.correct.flatMap((slot) => askingStep(flow, slot) ?? [])
  return [...new Set(asking)].map((to) => ({ to, label: 'no: another value' }))
}

/** The way to the next step and what is written on it; null where there is none. */
function onwards(step: CompiledStep): Omit<Exit, 'from'> | null {
  const branching = Object.keys(step.branches).length > 0
  switch (step.kind) {
    case 'end':
    case 'hand-off':
    case 'ask-again':
      return null
    case 'link':
      return step.returns ? { label: null, way: null } : null
    case 'if':
    case 'match': {
      const isCovered = step.kind === 'match' && step.exhaustive
      return isCovered || Object.hasOwn(step.branches, 'else') ? null : { label: 'else', way: 'else' }
    }
    case 'confirm':
      return { label: 'yes', way: 'yes' }
    case 'repeat':
      return { label: 'done', way: null }
    case 'call':
      return { label: branching ? 'done' : null, way: 'ok' }
    case 'collect':
    case 'choose':
      return { label: null, way: 'ok' }
    default:
      return { label: null, way: null }
  }
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
