import type { Problem } from '#domain/problem.ts'
import { nearestName } from '#source-files/index.ts'
import type { AssistantConfig } from './config.ts'
import type { IntentDefinition } from './content.ts'

/** `by_intent` of a role of models names intents, or what stands before a `/` in some. */
export function byIntentProblems(
  models: AssistantConfig['models'],
  intents: readonly Pick<IntentDefinition, 'name'>[],
): Problem[] {
  const known = [...new Set(intents.flatMap(({ name }) => withParents(name)))]
  return Object.entries(models?.roles ?? {}).flatMap(([role, given]) =>
    Object.keys(given?.by_intent ?? {}).flatMap((name) =>
      known.includes(name)
        ? []
        : {
            file: 'assistant.yaml',
            line: null,
            column: null,
            message: `models: by_intent of ${role} names the intent "${name}", which does not exist.`,
            suggestion: nearestName(name, known),
            severity: 'error' as const,
          },
    ),
  )
}

function withParents(name: string): string[] {
  const parts = name.split('/')
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}
