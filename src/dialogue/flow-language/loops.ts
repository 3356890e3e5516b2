import type { FlowName } from '#domain/ids.ts'
import { branch, type CompiledFlow, type CompiledStep, own } from './compiled.ts'
import type { Report } from './report.ts'
import { walkSteps } from './walk.ts'

/**
 * Flows that go to each other (or to themselves) on every way, and neither wait for the customer nor end before. What only may loop, for some
 * values, is not reported: the engine stops it after so many steps, and lint speaks of it.
 */

/** How a list of steps goes: always into a loop, possibly out (it waits or ends), or on to what follows it. */
type Course = 'trapped' | 'escapes' | 'continues'

/** All flows that never end, whatever happens. */
export function endlessFlows(flows: Readonly<Record<FlowName, CompiledFlow>>): Set<FlowName> {
  let endless = new Set(Object.keys(flows))
  for (;;) {
    const left = new Set(
      [...endless].filter((name) => {
        const flow = own(flows, name)
        return flow !== undefined && flow.guard === null && courseOf(flow.steps, endless) === 'trapped'
      }),
    )
    if (left.size === endless.size) return left
    endless = left
  }
}

function courseOf(steps: readonly CompiledStep[], endless: ReadonlySet<FlowName>): Course {
  for (const step of steps) {
    const course = stepCourse(step, endless)
    if (course !== 'continues') return course
  }
  return 'continues'
}

function stepCourse(step: CompiledStep, endless: ReadonlySet<FlowName>): Course {
  switch (step.kind) {
    case 'collect':
    case 'confirm':
    case 'choose':
    case 'ask-again':
    case 'wait':
    case 'hand-off':
    case 'end':
      return 'escapes'
    case 'link':
      if (endless.has(step.flow)) return 'trapped'
      return step.returns ? 'continues' : 'escapes'
    case 'if':
    case 'match': {
      const ways = Object.values(step.branches).map((steps) => courseOf(steps, endless))
      if (own(step.branches, branch.otherwise) === undefined && !(step.kind === 'match' && step.exhaustive))
        ways.push('continues')
      return together(ways)
    }
    case 'repeat':
      // There may be no round.
      return together(['continues', ...Object.values(step.branches).map((steps) => courseOf(steps, endless))])
    case 'call':
      // It works, or goes one of the ways that the flow has for what goes wrong.
      return together(['continues', ...Object.values(step.branches).map((steps) => courseOf(steps, endless))])
    default:
      return 'continues'
  }
}

function together(ways: readonly Course[]): Course {
  if (ways.includes('escapes')) return 'escapes'
  return ways.includes('continues') ? 'continues' : 'trapped'
}

/** Reports a flow that is part of a loop without an end; one that only goes into one is not to blame. */
export function checkLoops(
  report: Report,
  flow: CompiledFlow,
  endless: ReadonlySet<FlowName>,
  flows: Readonly<Record<FlowName, CompiledFlow>>,
): void {
  if (!endless.has(flow.name)) return
  const way = wayBack(flow, endless, flows)
  if (way === null) return
  report.errorAt(
    way.line,
    `This never ends: ${[flow.name, ...way.through].join(' goes to ')}, and on the way nothing waits for the customer or ends.`,
    'Ask something, wait, or end before it goes there.',
  )
}

/** The flows from here back to here, and the line of the first step on that way. */
function wayBack(
  flow: CompiledFlow,
  endless: ReadonlySet<FlowName>,
  flows: Readonly<Record<FlowName, CompiledFlow>>,
): { line: number; through: FlowName[] } | null {
  const seen = new Set<FlowName>()
  let ways = linksOf(flow, endless).map(({ to, line }) => ({ line, through: [to] }))
  while (ways.length > 0) {
    const back = ways.find(({ through }) => through.at(-1) === flow.name)
    if (back !== undefined) return back
    ways = ways.flatMap(({ line, through }) => {
      const last = own(flows, through.at(-1) ?? '')
      if (last === undefined || seen.has(last.name)) return []
      seen.add(last.name)
      return linksOf(last, endless).map(({ to }) => ({ line, through: [...through, to] }))
    })
  }
  return null
}

function linksOf(flow: CompiledFlow, endless: ReadonlySet<FlowName>): { to: FlowName; line: number }[] {
  const links: { to: FlowName; line: number }[] = []
  walkSteps(flow.steps, (step) => {
    if (step.kind === 'link' && endless.has(step.flow)) links.push({ to: step.flow, line: step.line })
  })
  return links
}
