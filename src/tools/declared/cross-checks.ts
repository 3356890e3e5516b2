import { meets } from '#domain/customer.ts'
import { nearestName } from '#source-files/index.ts'
import type { Tool } from '../declare.ts'
import { inputSources } from './declaration-checks.ts'
import type { Declared } from './declared.ts'
import type { With } from './schema.ts'

/** Guards and compensations name other tools: they must be there, be of the right kind, and get what they need. */
export function crossProblems(all: readonly Declared[], toolNamed: (name: string) => Tool | undefined): void {
  const names = all.map(({ name }) => name)
  for (const declared of all) {
    const { declaration, tool, problem } = declared
    const given = tool?.facts.inputs ?? []
    const named = (key: 'guard' | 'before' | 'compensate'): { target: Tool; inputs: With } | null => {
      const wanted = declaration[key]
      if (wanted === undefined) return null
      const target = toolNamed(wanted.tool)
      if (target === undefined)
        problem(
          [key, 'tool'],
          `there is no tool "${wanted.tool}".`,
          nearestName(
            wanted.tool,
            names.filter((name) => name !== declared.name),
          ),
        )
      return target === undefined ? null : { target, inputs: wanted.with }
    }
    for (const key of ['guard', 'before'] as const) {
      const asked = named(key)
      if (asked === null) continue
      const { name, facts } = asked.target
      if (facts.effect !== 'read') problem([key, 'tool'], `it only asks; "${name}" writes.`)
      if (!meets(declaration.needs, facts.needs))
        problem([key, 'tool'], `"${name}" needs ${facts.needs}, this only ${declaration.needs}.`)
      fits(key, asked)
      inputSources(asked.inputs, given, declared, (name) => [key, 'with', name], ['result', 'before'])
    }
    if (declaration.before !== undefined && declaration.compensate === undefined)
      problem(['before'], '"before" is for "compensate", which is not there.')
    const back = named('compensate')
    if (back !== null) {
      if (back.target.facts.effect !== 'write')
        problem(['compensate', 'tool'], `what takes a change back writes; "${back.target.name}" only looks.`)
      fits('compensate', back)
      inputSources(
        back.inputs,
        given,
        declared,
        (name) => ['compensate', 'with', name],
        declaration.before === undefined ? ['before'] : [],
      )
    }

    function fits(key: 'guard' | 'before' | 'compensate', { target, inputs }: { target: Tool; inputs: With }): void {
      for (const name of Object.keys(inputs))
        if (!target.facts.inputs.includes(name))
          problem(
            [key, 'with', name],
            `"${target.name}" has no input "${name}".`,
            nearestName(name, target.facts.inputs),
          )
      for (const name of target.facts.requiredInputs)
        if (inputs[name] === undefined) problem([key], `"${target.name}" needs "${name}".`, 'Add it under `with:`.')
    }
  }
}
