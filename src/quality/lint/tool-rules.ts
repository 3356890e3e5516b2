import { meets } from '#domain/customer.ts'
import type { Found, LintRule } from './finding.ts'
import { followWays } from './paths.ts'
import type { LintSubject } from './subject.ts'

/** Calls of a flow that writes may be right without a yes where the tool only tells the shop something; the author says so once. */
const unconfirmedWrite: LintRule = {
  id: 'write-without-confirm',
  severity: 'note',
  about: 'A tool that changes something is used, and on some way there the customer was not asked for a yes.',
  check: ({ flows }) =>
    Object.values(flows.flows).flatMap((flow) => {
      const found: Found[] = []
      followWays(flows, flow.name, (step, { confirmed }) => {
        if (step.kind !== 'call' || step.effect !== 'write' || confirmed) return
        found.push({
          file: flow.file,
          line: step.line,
          message: `"${step.tool}" changes something, and in "${flow.name}" the customer is not asked first on every way.`,
          todo: 'Put a confirm before it; or say why none is needed: # lint-ignore write-without-confirm: …',
        })
      })
      return found
    }),
}

const lateIdentity: LintRule = {
  id: 'identity-after-questions',
  severity: 'warning',
  about:
    'A step needs to know who writes better than its flow asks for, and comes after questions: who cannot be verified has answered them for nothing.',
  check: ({ flows }) =>
    Object.values(flows.flows).flatMap((flow) => {
      const found: Found[] = []
      followWays(flows, flow.name, (step, { asked, level }) => {
        if ((step.kind !== 'call' && step.kind !== 'collect') || meets(level, step.needs) || !asked) return
        const what = step.kind === 'call' ? `"${step.tool}"` : `The check of "${step.slot}"`
        found.push({
          file: flow.file,
          line: step.line,
          message: `${what} needs a customer who is ${step.needs}; "${flow.name}" asks for that only then, after other questions.`,
          todo: `Write needs: ${step.needs} at the flow, or verify before the first question.`,
        })
      })
      return found
    }),
}

const unhandledRefusal: LintRule = {
  id: 'refusal-unhandled',
  severity: 'warning',
  about:
    'A tool may refuse, and no branch says what then: the customer hears only that it is not possible. A warning where a tool that changes something has no branch at all.',
  check: ({ steps, tools }) =>
    steps.flatMap(({ flow, file, line, step }): Found[] => {
      if (step.kind !== 'call' || Object.hasOwn(step.branches, 'refused:default')) return []
      const codes = tools.get(step.tool)?.facts.refusals ?? []
      const missing = codes.filter((code) => !Object.hasOwn(step.branches, `refused:${code}`))
      if (missing.length === 0) return []
      const isBare = step.effect === 'write' && missing.length === codes.length
      return [
        {
          severity: isBare ? 'warning' : 'note',
          file,
          line,
          message: `"${step.tool}" may refuse with ${missing.join(', ')}; "${flow}" has no branch for ${missing.length === 1 ? 'it' : 'them'}.`,
          todo: `Add on_refused: with ${missing.length === codes.length ? 'a default' : `${missing.join(', ')}, or a default`}.`,
        },
      ]
    }),
}

const unusedTool: LintRule = {
  id: 'tool-never-used',
  severity: 'note',
  about: 'A tool is declared and no flow uses it, neither as a step, nor as a check, nor to take another one back.',
  check(subject) {
    const used = new Set(usedTools(subject))
    const code = subject.toolSources.map(({ text }) => text).join('\n')
    // What takes another tool back is named in code: compensate: … => ({ tool: 'x', input }).
    const isNamed = (name: string) => new RegExp(`tool:\\s*['"\`]${name}['"\`]`).test(code)
    return [...subject.tools.keys()]
      .filter((name) => !used.has(name) && !isNamed(name))
      .map((name) => ({
        ...subject.toolPlace(name),
        message: `No flow uses the tool "${name}".`,
        todo: 'Use it, or remove it.',
      }))
  },
}

const usedTools = ({ steps, flows }: LintSubject): string[] => [
  ...steps.flatMap(({ step }) => (step.kind === 'call' ? [step.tool] : [])),
  ...Object.values(flows.flows).flatMap(({ slots }) =>
    Object.values(slots).flatMap(({ checks }) => checks.map(({ tool }) => tool)),
  ),
]

export const toolRules: readonly LintRule[] = [unconfirmedWrite, lateIdentity, unhandledRefusal, unusedTool]
