import { isOutOfScope } from '#understanding/index.ts'
import type { Found, LintRule } from './finding.ts'
import { sharedIntent } from './flow-rules.ts'

const startsNothing: LintRule = {
  id: 'intent-starts-nothing',
  severity: 'note',
  about:
    'An intent starts no flow, is no command and no answer to any question: what it says is only looked up in the knowledge.',
  check({ intents, flows, intentPlaces }) {
    const named = new Set(Object.keys(flows.startedBy))
    for (const flow of Object.values(flows.flows))
      for (const slot of Object.values(flow.slots)) {
        for (const { intent } of slot.answers) named.add(intent)
        for (const intent of slot.expected) named.add(intent)
        for (const { intents: saying } of slot.choices) for (const intent of saying) named.add(intent)
      }
    const isNamed = (name: string): boolean =>
      name.split('/').some((_, index, parts) => named.has(parts.slice(0, index + 1).join('/')))
    return intents.flatMap(({ name, command }): Found[] => {
      if (command !== null || isOutOfScope(name) || isNamed(name)) return []
      const place = intentPlaces.get(name)
      return [
        {
          file: place?.file ?? 'intents',
          line: place?.line ?? null,
          message: `The intent "${name}" starts no flow and answers no question.`,
          todo: 'Name it in a flow (intents:) or at a slot, or give it a command such as answer-from-knowledge.',
        },
      ]
    })
  },
}

export const intentRules: readonly LintRule[] = [startsNothing, sharedIntent]
