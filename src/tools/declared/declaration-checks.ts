import { nearestName } from '#source-files/index.ts'
import type { Declared } from './declared.ts'
import type { Operation } from './operation.ts'
import type { Reconcile, With } from './schema.ts'

interface Around {
  keyIsSent: boolean
  query: Reconcile | undefined
  asking: Operation | null
}

/** What of a declaration does not fit its operation, or does not make sense. */
export function declarationProblems(declared: Declared, operation: Operation, around: Around): void {
  const { declaration, sideEffect, problem } = declared
  const { inputs, idempotency_argument: keyInput } = declaration
  const known = [...operation.inputs.keys()]
  const unknownInput = (path: string[], name: string) =>
    problem(path, `${operation.title} has no input "${name}".`, nearestName(name, known))
  for (const name of Object.keys(inputs)) if (!operation.inputs.has(name)) unknownInput(['inputs', name], name)
  if (keyInput !== undefined && !operation.inputs.has(keyInput)) unknownInput(['idempotency_argument'], keyInput)
  const given = declared.tool?.facts.inputs ?? []
  const fixed = Object.entries(inputs).flatMap(([name, { from }]) =>
    from === undefined ? [] : [[name, from] as const],
  )
  for (const [name, from] of fixed)
    inputSources({ [name]: from }, given, declared, () => ['inputs', name, 'from'], ['result', 'before', 'input'])
  if (around.query !== undefined && around.asking !== null) queryProblems(declared, around.query, around.asking, given)

  if (sideEffect === 'none') {
    for (const key of ['idempotent', 'confirm', 'compensate', 'reconcile', 'guard', 'before'] as const)
      if ((key === 'reconcile' ? around.query : declaration[key]) !== undefined)
        problem([key], `"${key}" is for writes; this only looks.`)
    return
  }
  if (declaration.owner !== undefined)
    problem(
      ['owner'],
      '"owner" is for what only looks: when a write answers it is too late.',
      'Name a read as its `guard`.',
    )
  if (declaration.idempotent === true && !around.keyIsSent && !operation.isRepeatable)
    problem(
      ['idempotent'],
      'it may be sent twice, and the other side gets no key to know that by.',
      'Say where the key goes: idempotency_header or idempotency_argument.',
      'warning',
    )
  if (around.query === undefined)
    problem(
      [],
      'nothing tells whether it happened when its answer is lost; such a call ends `unknown`.',
      'Add `reconcile`.',
      'warning',
    )
}

function queryProblems(declared: Declared, query: Reconcile, asking: Operation, given: readonly string[]): void {
  const { problem } = declared
  for (const name of Object.keys(query.with))
    if (!asking.inputs.has(name))
      problem(
        ['reconcile', 'with', name],
        `${asking.title} has no input "${name}".`,
        nearestName(name, asking.inputs.keys()),
      )
  for (const [name, { required }] of asking.inputs)
    if (required && query.with[name] === undefined)
      problem(['reconcile'], `${asking.title} needs "${name}".`, 'Add it under `with:`.')
  inputSources(query.with, given, declared, (name) => ['reconcile', 'with', name], ['result', 'before'])
  inputSources(query.find?.where ?? {}, given, declared, (name) => ['reconcile', 'find', 'where', name], [
    'result',
    'before',
  ])
}

type Root = 'result' | 'before' | 'input'

/** Sources must draw from what there is: inputs that flows give, and no result where there is none yet. */
export function inputSources(
  sources: With,
  given: readonly string[],
  { problem }: Declared,
  path: (name: string) => string[],
  without: readonly Root[],
): void {
  for (const [key, source] of Object.entries(sources)) {
    if (typeof source !== 'string') continue
    const [root = '', name = ''] = source.split('.')
    if (without.some((one) => one === root)) problem(path(key), `"${source}": there is no ${root} here.`)
    else if (root === 'input' && !given.includes(name))
      problem(path(key), `"${source}": it has no input "${name}".`, nearestName(name, given))
  }
}
