import type { ModelRole } from '#domain/model-call.ts'
import type { LanguageModel } from '#ports/language-model.ts'
import type { ModelChoice } from '#ports/language-model-choice.ts'
import { type ModelSpec, type ModelsConfig, type RoleSpec, resolveModels } from '../config/index.ts'
import { costOf } from '../spending/tokens.ts'
import { checkModel, type ModelCheck } from './check-model.ts'

export interface RoleCheck {
  role: ModelRole
  /** In the order in which they are asked; those without a key are not among them. */
  chain: string[]
  /** The first one that can do what the role needs; null where none can: the role is done embedded. */
  answeredBy: string | null
  withinMs: number
  /** Estimated US dollars for a thousand requests of usual size to that model. */
  perThousand: number | null
  advice: string[]
}

export interface ModelsCheck {
  models: ModelCheck[]
  roles: RoleCheck[]
  missing: { model: string; variable: string }[]
  /** US dollars that the check cost. */
  cost: number
  ok: boolean
}

/** Usual sizes of requests in tokens, with a dozen flows, five passages and half a page of conversation; for prices only. */
export const usualTokens: Record<ModelRole, { input: number; cachedInput: number; output: number }> = {
  understand: { input: 4_000, cachedInput: 2_500, output: 120 },
  rewrite: { input: 600, cachedInput: 0, output: 40 },
  answer: { input: 2_500, cachedInput: 600, output: 200 },
  phrase: { input: 800, cachedInput: 400, output: 150 },
  summarise: { input: 1_500, cachedInput: 0, output: 200 },
  judge: { input: 1_500, cachedInput: 500, output: 80 },
  translate: { input: 600, cachedInput: 300, output: 200 },
}

const needsJson: ReadonlySet<ModelRole> = new Set(['understand', 'judge', 'translate'])

export interface CheckSurroundings {
  environment: Readonly<Record<string, string | undefined>>
  open(choice: ModelChoice): Promise<LanguageModel>
  /** Milliseconds that never go back. */
  nowMs: () => number
  signal: AbortSignal
  onChecked?: (done: number, total: number, model: string) => void
}

/** Tries every configured model once, all at the same time, and says what that means for the roles. */
export async function checkModels(config: ModelsConfig, surroundings: CheckSurroundings): Promise<ModelsCheck> {
  const { models: specs, roles, missing } = resolveModels(config, surroundings.environment)
  let done = 0
  const models = await Promise.all(
    [...specs.values()].map(async (spec) => {
      const model = await surroundings.open(spec.choice)
      const check = await checkModel(spec, model, surroundings.nowMs, surroundings.signal)
      done += 1
      surroundings.onChecked?.(done, specs.size, spec.name)
      return check
    }),
  )
  const byName = new Map(models.map((check) => [check.model, check]))
  const ofRoles = [...roles.values()].map((role) => checkRole(role, byName, specs))
  return {
    models,
    roles: ofRoles,
    missing,
    cost: models.reduce((sum, { cost }) => sum + cost, 0),
    ok: missing.length === 0 && models.every(({ ok }) => ok) && ofRoles.every(({ answeredBy }) => answeredBy !== null),
  }
}

function checkRole(
  role: RoleSpec,
  checks: ReadonlyMap<string, ModelCheck>,
  specs: ReadonlyMap<string, ModelSpec>,
): RoleCheck {
  const fits = (check: ModelCheck | undefined) =>
    check?.reachable === 'ok' &&
    check.exists === 'ok' &&
    check.totalMs !== null &&
    (!needsJson.has(role.role) || check.structured === 'ok')
  const chain = role.chain.map(({ name }) => name)
  const answeredBy = chain.find((name) => fits(checks.get(name))) ?? null
  const spec = answeredBy === null ? undefined : specs.get(answeredBy)
  const check = answeredBy === null ? undefined : checks.get(answeredBy)
  return {
    role: role.role,
    chain,
    answeredBy,
    withinMs: role.withinMs,
    perThousand: spec === undefined ? null : Math.round(costOf(spec, usualTokens[role.role]) * 1e9) / 1e6,
    advice: [
      ...(answeredBy === null ? [`No model of ${role.role} can be used; it is done embedded.`] : []),
      ...(check && check.firstMs !== null && check.firstMs > role.firstMs
        ? [
            `${answeredBy} needed ${check.firstMs} ms to begin and ${role.role} waits ${role.firstMs} ms (first_ms): it would be given up. Choose a faster model or a longer time.`,
          ]
        : []),
      ...(check && check.totalMs !== null && check.totalMs > role.withinMs
        ? [`${answeredBy} needed ${check.totalMs} ms and ${role.role} has ${role.withinMs} ms (within_ms).`]
        : []),
    ],
  }
}
