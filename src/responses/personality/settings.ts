import { z } from 'zod'
import { nearestName } from '#source-files/index.ts'
import { type DimensionName, dimensionNames, dimensions } from './dimensions.ts'
import { moodNames } from './mood.ts'
import { presetNames } from './presets.ts'

const perDimension = (of: (name: DimensionName) => z.ZodType<number>) =>
  z.strictObject(
    Object.fromEntries(dimensionNames.map((name) => [name, of(name).optional()])) as Record<
      DimensionName,
      z.ZodOptional<z.ZodType<number>>
    >,
  )

const Values = perDimension((name) => {
  const { low, high } = dimensions[name]
  return z.number().min(0).max(1).describe(`0: ${low}. 0.5: as written. 1: ${high}`)
})
const Shifts = perDimension((name) => z.number().min(-1).max(1).describe(`Added to ${name}`))

const Preset = z
  .union(
    [
      z.enum(presetNames),
      z
        .strictObject(
          Object.fromEntries(presetNames.map((name) => [name, z.number().positive().max(100).optional()])) as Record<
            (typeof presetNames)[number],
            z.ZodOptional<z.ZodNumber>
          >,
        )
        .refine((weights) => Object.values(weights).some((weight) => weight !== undefined), {
          error: 'name at least one preset with its weight',
          // A misspelt name is one mistake, not two.
          when: ({ issues }) => issues.length === 0,
        }),
    ],
    { error: ({ input }) => presetProblem(input) },
  )
  .describe('A way of speaking to begin with, or several with their weights: { friendly: 0.7, expert: 0.3 }')

function presetProblem(given: unknown): string {
  const named =
    typeof given === 'string' ? [given] : given !== null && typeof given === 'object' ? Object.keys(given) : []
  const unknown = named.find((name) => !presetNames.some((known) => known === name))
  if (unknown === undefined) return 'name a preset, or several with weights above 0: { friendly: 0.7, expert: 0.3 }'
  return `there is no preset "${unknown}". ${nearestName(unknown, presetNames) ?? `There are ${presetNames.join(', ')}`}`
}

const Manner = z.strictObject({
  preset: Preset.optional(),
  style: Values.optional().describe('Single dimensions, in place of those above'),
  shift: Shifts.optional().describe('Added to single dimensions, from -1 to 1'),
})

/** `personality:` of assistant.yaml. */
export const PersonalitySettings = z
  .strictObject({
    assistant_name: z.string().optional().describe('What it calls itself'),
    tone: z.string().optional().describe("Prefers wordings of this tone (a variant's `tone`)"),
    emoji: z
      .boolean()
      .optional()
      .describe('Whether wordings keep their emoji; left out: no, unless the preset or `style.emoji_use` says so'),
    contractions: z.boolean().default(true).describe('"don\'t" rather than "do not"'),
    preset: Preset.optional(),
    style: Values.optional().describe('How it speaks, dimension by dimension from 0 to 1; see docs/personality.md'),
    channels: z
      .record(z.string().regex(/^[a-z][a-z0-9-]*$/, 'write the name of a channel: web, voice, email'), Manner)
      .default({})
      .describe('Another manner on a channel'),
    moods: z
      .partialRecord(z.enum(moodNames), Manner)
      .default({})
      .describe('Another manner with a customer who is angry, sad …, in place of what is built in; {} changes nothing'),
  })
  .describe('How it speaks')
export type PersonalitySettings = z.infer<typeof PersonalitySettings>
export type Manner = z.infer<typeof Manner>
