import { type IdentityLevel, meets } from '#domain/customer.ts'
import type { YamlPath } from '#source-files/index.ts'
import { branch, type CompiledStep } from './compiled.ts'
import { readsOf } from './names.ts'
import type { ExpressionSource } from './schema.ts'
import { type Compilers, compileSilence, type StepsOf, said, saidReads } from './step-compiler.ts'

/** The steps that ask the customer something. */
export const askingCompilers: Compilers<'collect' | 'confirm' | 'choose' | 'ask_again'> = {
  collect(of, source, path, hasYes) {
    const slot = of.slots[source.collect]
    if (slot?.type === 'chosen')
      of.report.error(path, `"${source.collect}" is chosen from a list elsewhere and cannot be collected too.`)
    const checks = slot?.checks ?? []
    return {
      kind: 'collect',
      slot: source.collect,
      needs: checks.reduce<IdentityLevel>((most, { needs }) => (meets(most, needs) ? most : needs), 'anonymous'),
      reads: readsOf(
        slot?.from ?? null,
        ...(slot?.validate ?? []).map((rule) => rule.if),
        ...checks.flatMap((check) => [check.if, ...Object.values(check.with)]),
      ).filter((name) => name !== source.collect && !checks.some(({ save }) => save === name)),
      writes: [source.collect, ...checks.flatMap(({ save }) => save ?? [])],
      branches: gaveUp(of, source.give_up, path, hasYes),
    }
  },
  confirm(of, source, path, hasYes) {
    const made = said(of, path, 'confirm', source.confirm, source.with, source.summary ? ['summary'] : [])
    const deny = source.on_deny
    const correct = deny !== undefined && !Array.isArray(deny) ? deny.correct : null
    const summary = source.summary ?? null
    return {
      kind: 'confirm',
      ...made,
      summary,
      correct: deny === undefined ? summary : correct,
      silence: compileSilence(of.names, [...path, 'silence'], source.silence),
      reads: [...new Set([...saidReads(of, made), ...(summary ?? [])])].sort(),
      branches: Array.isArray(deny) ? { [branch.deny]: of.nested(deny, [...path, 'on_deny'], hasYes) } : {},
    }
  },
  choose(of, source, path, hasYes) {
    const from = of.names.expression([...path, 'from'], source.from, { as: 'list' })
    const match = source.match === undefined ? null : of.names.expression([...path, 'match'], source.match)
    const ofItem = (key: string, text: ExpressionSource) => of.names.expression([...path, key], text, { itemOf: from })
    return {
      kind: 'choose',
      slot: source.choose,
      from,
      label: ofItem('label', source.label),
      value: source.value === undefined ? null : ofItem('value', source.value),
      attributes: Object.fromEntries(
        Object.entries(source.attributes ?? {}).map(([name, text]) => [
          name,
          of.names.expression([...path, 'attributes', name], text, { itemOf: from }),
        ]),
      ),
      match,
      many: source.many ?? false,
      askWhenOne: source.ask_when_one ?? false,
      reads: readsOf(from, match),
      writes: [source.choose],
      branches: {
        ...(source.on_none && { [branch.none]: of.nested(source.on_none, [...path, 'on_none'], hasYes) }),
        ...gaveUp(of, source.give_up, path, hasYes),
      },
    }
  },
  ask_again(of, source, path) {
    return {
      kind: 'ask-again',
      slot: source.ask_again,
      said: source.say === undefined ? null : said(of, path, 'say', source.say, source.with),
    }
  },
}

/** The steps that are done when a question was asked too often, where it has its own. */
const gaveUp = (of: StepsOf, source: unknown, path: YamlPath, hasYes: boolean): Record<string, CompiledStep[]> =>
  Array.isArray(source) ? { [branch.gaveUp]: of.nested(source, [...path, 'give_up'], hasYes) } : {}
