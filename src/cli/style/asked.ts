import { type Command, InvalidArgumentError, Option } from 'commander'
import { compiledFolder } from '#compose/compiled.ts'
import { appError } from '#domain/errors.ts'
import {
  type DimensionName,
  dimensionNames,
  type Mood,
  moodNames,
  PersonalitySettings,
  type PresetName,
  presetNames,
  type Situation,
  type Wordings,
} from '#responses/index.ts'
import { nearestName } from '#source-files/index.ts'
import { collected } from '../usage.ts'

/** Which manner a command is asked about: the assistant's, changed by options. */
export interface StyleOptions {
  preset: string[]
  set: string[]
  mood?: Mood
  channel?: string
  brief?: boolean
}

export const withStyleOptions = (command: Command): Command =>
  command
    .option('--preset <name>', "this preset in place of the assistant's, or several as name:weight", collected, [])
    .option('--set <dimension=value>', 'one dimension from 0 to 1 (may be given several times)', collected, [])
    .addOption(new Option('--mood <mood>', 'to a customer in this mood').choices(moodNames))
    .option('--channel <name>', 'on this channel')
    .option('--brief', 'to a customer who wants it short')

export interface AskedStyle {
  name: string
  language: string
  settings: PersonalitySettings
  situation: Situation
  wordings: Wordings
}

/** An assistant's wordings and how it is to speak. Throws `assistant.missing`, `assistant.invalid` and `cli.usage`. */
export async function askedStyle(folder: string, options: StyleOptions): Promise<AskedStyle> {
  const { config, wordings, problems } = await compiledFolder(folder, process.env)
  const wrong = problems.find(({ file, severity }) => severity === 'error' && file === 'assistant.yaml')
  if (wrong !== undefined)
    throw appError('cli.bad-file', {
      file: `${folder}/assistant.yaml`,
      problem: `${wrong.message}${wrong.suggestion === null ? '' : ` ${wrong.suggestion}`}`,
    })
  const preset = options.preset.length === 0 ? undefined : presetOf(options.preset)
  const style = { ...(preset === undefined && config.personality.style), ...valuesOf(options.set) }
  const settings = PersonalitySettings.parse({
    ...config.personality,
    ...(preset !== undefined && { preset }),
    style: Object.keys(style).length === 0 ? undefined : style,
  })
  const { mood, channel, brief } = options
  return {
    name: config.name,
    language: config.languages[0] ?? 'en',
    settings,
    situation: { mood: mood ?? null, channel, brief },
    wordings,
  }
}

function presetOf(given: readonly string[]): PresetName | Partial<Record<PresetName, number>> {
  const weights = given.map((one) => {
    const [name = '', weight = '1'] = one.split(/[:=]/)
    const value = Number(weight)
    if (!(value > 0 && value <= 100)) throw usage(`"${one}" has no weight above 0, such as ${name}:0.7`)
    return [known(name, presetNames, 'preset'), value] as const
  })
  const [only] = weights
  return weights.length === 1 && only !== undefined ? only[0] : Object.fromEntries(weights)
}

function valuesOf(given: readonly string[]): Partial<Record<DimensionName, number>> {
  return Object.fromEntries(
    given.map((one) => {
      const [name = '', value = ''] = one.split('=')
      const dimension = known(name, dimensionNames, 'dimension')
      const number = Number(value)
      if (value.trim() === '' || !(number >= 0 && number <= 1))
        throw usage(`"${one}" needs a value from 0 to 1, such as ${dimension}=0.8`)
      return [dimension, number]
    }),
  )
}

function known<T extends string>(name: string, names: readonly T[], what: string): T {
  const found = names.find((one) => one === name)
  if (found !== undefined) return found
  throw usage(`there is no ${what} "${name}". ${nearestName(name, names) ?? `There are ${names.join(', ')}`}`)
}

const usage = (problem: string) => appError('cli.usage', { problem })

/** Reads an option that is a share from 0 to 1. */
export function share(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !(value >= 0 && value <= 1)) throw new InvalidArgumentError('write a number from 0 to 1')
  return value
}
