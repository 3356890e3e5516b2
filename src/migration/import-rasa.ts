import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { stringify } from 'yaml'
import { requiredResponses } from '#assistant/index.ts'
import { toYaml } from '#authoring/index.ts'
import { appError } from '#domain/errors.ts'
import { declaredActions, type MigratedConfig, readConfiguration, readSlots } from './domain.ts'
import { numberEntity } from './flow-slots.ts'
import { type MigratedFlow, type MigratedTool, migrateFlows } from './flows.ts'
import { readIntents, triggerFlows } from './intents.ts'
import { toolNameOf } from './names.ts'
import { emptyFolder, type ProjectFile, readProject } from './project.ts'
import { type MigrationNote, Notes, notesMarkdown } from './report.ts'
import { type MigratedResponses, readResponses } from './responses.ts'
import { migrateTests } from './scenarios.ts'
import { toolsFile } from './tools-file.ts'

export interface MigratedAssistant {
  /** Files of an assistant folder, by path. */
  files: Map<string, string>
  notes: MigrationNote[]
  counts: { flows: number; responses: number; slots: number; intents: number; tools: number; scenarios: number }
  /** Names of the tools that are stubs, with the slots they take and give. */
  tools: MigratedTool[]
}

/** What is said of the assistant's own accord and has no counterpart there; responses that the project words so go first. */
const own: Record<(typeof requiredResponses)[number], { theirs: readonly string[]; text: string }> = {
  greeting: { theirs: ['utter_greet', 'utter_welcome'], text: 'Hello, how can I help you?' },
  'knowledge.unknown': { theirs: ['utter_no_relevant_answer_found'], text: 'I have no answer to that.' },
  'handoff.promise': { theirs: ['utter_human_handoff'], text: 'I am passing you on to a colleague.' },
  'handoff.closed': { theirs: [], text: 'Nobody is at the desk right now; a colleague will answer you here.' },
  'handoff.still-waiting': { theirs: [], text: 'A colleague will be with you as soon as possible.' },
  'handoff.withdrawn': { theirs: [], text: 'Fine, let us go on together.' },
  'intake.empty': { theirs: [], text: 'I received no text. What can I do for you?' },
  'intake.too-long': { theirs: [], text: 'That is more than I can read at once. Could you say it in fewer words?' },
  'intake.over-long-token': { theirs: [], text: 'I cannot read that. Could you write it in words?' },
  'language.not-supported': { theirs: [], text: 'Sorry, I do not speak that language.' },
  'turn.failed': { theirs: ['utter_internal_error_rasa'], text: 'Something went wrong on our side. Please try again.' },
  'check.safe': { theirs: [], text: 'I would rather not answer that. Shall I pass you on to a colleague?' },
  'check.private': { theirs: [], text: 'I cannot tell you that here.' },
}

/**
 * Reads a Rasa project and makes the files of an assistant folder from it. Nothing is written. `from` is what the files say they come from,
 * `today` (YYYY-MM-DD) when. Throws `cli.bad-file`.
 */
export async function migrateRasa(
  paths: readonly string[],
  { from, today }: { from: string; today: string },
): Promise<MigratedAssistant> {
  const notes = new Notes()
  const files = await readProject(paths, notes)
  if (files.length === 0)
    throw appError('cli.bad-file', {
      file: paths.join(', '),
      problem:
        notes.all[0] === undefined ? 'there are no .yml files in it' : `${notes.all[0].file}: ${notes.all[0].how}`,
    })
  const config = readConfiguration(files, notes)
  const slots = readSlots(files, notes)
  const slotName = (theirs: string): string | null => slots.get(theirs)?.name ?? null
  const responses = readResponses(files, slotName, notes)
  const intents = readIntents(files, responses, notes)
  const { entities, nameOf } = intents
  if ([...slots.values()].some(({ type }) => type === 'number') && !entities.has(numberEntity)) {
    intents.imported.entities.set(numberEntity, { patterns: [], values: new Map(), builtIn: 'number' })
    entities.set(numberEntity, numberEntity)
  }
  const { flows, tools } = migrateFlows({ files, slots, slotName, responses, entities, intentName: nameOf, notes })
  if (flows.length === 0 && intents.imported.intents.size === 0)
    throw appError('cli.bad-file', {
      file: paths.join(', '),
      problem: 'there are neither flows nor training data in it (flows: or nlu: at the top of a file)',
    })
  noteUnused(files, tools, notes)
  const { scenarios, openings } = migrateTests({
    files,
    responses,
    slotName,
    flows,
    tools: new Set(tools.keys()),
    notes,
  })
  const triggers = triggerFlows(flows, openings, intents, notes)
  checkIntents(flows, intents.imported.intents, triggers, notes)

  const written = new Map<string, string>()
  const yaml = (schema: string, value: unknown) =>
    `# yaml-language-server: $schema=../../../docs/schemas/${schema}.schema.json\n# Imported from ${from}.\n${stringify(value, { lineWidth: 0 })}`
  written.set('assistant.yaml', `# Imported from ${from}.\n${stringify(assistantYaml(config), { lineWidth: 0 })}`)
  if (flows.length > 0)
    written.set(
      'flows/flows.yaml',
      yaml('flows', { flows: Object.fromEntries(flows.map(({ name, source }) => [name, source])) }),
    )
  written.set('responses/responses.yaml', yaml('responses', { responses: responsesYaml(responses) }))
  written.set('responses/built-in.yaml', yaml('responses', { responses: ownResponses(responses) }))
  for (const { file, text } of toYaml(intents.imported, from)) written.set(file, text)
  written.set('intents/control.yaml', yaml('intents', { intents: intents.controls }))
  if (triggers.size > 0)
    written.set(
      'intents/flows.yaml',
      yaml('intents', { intents: Object.fromEntries([...triggers].map(([name, examples]) => [name, { examples }])) }),
    )
  if (scenarios.size > 0)
    written.set('scenarios/rasa.yaml', yaml('scenarios', { scenarios: Object.fromEntries(scenarios) }))
  written.set('knowledge/what-this-assistant-does.md', firstArticle(config.name, flows, today))
  if (tools.size > 0) written.set('tools.ts', toolsFile([...tools.values()], slots))
  written.set('import-report.md', notesMarkdown(notes.all, from))
  return {
    files: written,
    notes: notes.all,
    counts: {
      flows: flows.length,
      responses: responses.written.size,
      slots: slots.size,
      intents: intents.imported.intents.size + triggers.size,
      tools: tools.size,
      scenarios: scenarios.size,
    },
    tools: [...tools.values()],
  }
}

/** The knowledge needs an article to begin with: what can be done here, by the flows' titles. */
function firstArticle(name: string, flows: readonly MigratedFlow[], today: string): string {
  const front = {
    title: 'What this assistant does',
    category: 'company',
    audience: 'everyone',
    updated: today,
    source: 'help-centre',
    questions: ['What can you do?', 'What can I ask you?', 'How can you help me?'],
  }
  const titles = flows.filter(({ startable }) => startable).map(({ source }) => `- ${String(source['title'])}`)
  const wishes = titles.length === 0 ? '' : `\n\nYou can ask it to:\n\n${titles.join('\n')}`
  return `---\n${stringify(front)}---\n\nThis is the assistant of ${name}.${wishes}\n`
}

/** Writes the files into a folder. Throws `authoring.exists` where it is not empty, unless `force`. */
export async function writeMigration({ files }: MigratedAssistant, folder: string, force: boolean): Promise<void> {
  await emptyFolder(folder, force)
  if (force) await removeStale(files, folder)
  for (const [file, text] of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), text)
  }
}

/** What an import before made and this one does not. Files that somebody else wrote stay. */
async function removeStale(files: ReadonlyMap<string, string>, folder: string): Promise<void> {
  for (const stale of ['intents/flows.yaml', 'scenarios/rasa.yaml', 'flows/flows.yaml']) {
    const text = files.has(stale) ? '' : await readFile(join(folder, stale), 'utf8').catch(() => '')
    if (text.includes('\n# Imported from ')) await rm(join(folder, stale))
  }
}

function assistantYaml({ name, languages, idleMinutes }: MigratedConfig): Record<string, unknown> {
  return { name, languages, ...(idleMinutes !== null && { sessions: { idle_after_minutes: idleMinutes } }) }
}

const responsesYaml = (responses: MigratedResponses) =>
  Object.fromEntries(
    [...responses.written].map(([name, variants]) => {
      const [only, more] = variants
      return [name, more === undefined && only !== undefined ? only : { variants }]
    }),
  )

function ownResponses({ written, names }: MigratedResponses): Record<string, unknown> {
  return Object.fromEntries(
    requiredResponses.flatMap((name) => {
      if (written.has(name)) return []
      const { theirs, text } = own[name]
      // A wording without gaps can stand for itself.
      const found = theirs
        .flatMap((one) => written.get(names.get(one) ?? '') ?? [])
        .find((variant) => variant.if === undefined && variant.locale === undefined && !variant.text.includes('{'))
      return [[name, { text: found?.text ?? text }]]
    }),
  )
}

/** Actions that are declared and that no flow uses. */
function noteUnused(files: readonly ProjectFile[], tools: ReadonlyMap<string, MigratedTool>, notes: Notes): void {
  for (const { name, file, line } of declaredActions(files)) {
    if (tools.has(toolNameOf(name))) continue
    const validates = /^(validate_|action_validate_)/.test(name)
    notes.lost(
      `the action ${name}`,
      validates ? 'slots are validated where flows describe them' : 'no flow uses it',
      { file, line },
      validates ? 'Add validate: to the slot, with a condition or a tool.' : null,
    )
  }
  for (const [name, { theirs }] of tools)
    notes.changed(
      `the action ${theirs}`,
      `the tool ${name} is a stub that refuses`,
      { file: 'tools.ts', line: null },
      'Write it.',
    )
}

/** Intents that a flow names must have examples: those of the training data, or made ones. */
function checkIntents(
  flows: readonly MigratedFlow[],
  imported: ReadonlyMap<string, readonly unknown[]>,
  made: ReadonlyMap<string, readonly string[]>,
  notes: Notes,
): void {
  for (const { source, theirs } of flows)
    for (const slot of Object.values((source['slots'] ?? {}) as Record<string, { intents?: Record<string, unknown> }>))
      for (const intent of Object.keys(slot.intents ?? {}))
        if ((imported.get(intent)?.length ?? 0) === 0 && !made.has(intent)) {
          if (slot.intents) delete slot.intents[intent]
          if (Object.keys(slot.intents ?? {}).length === 0) delete slot.intents
          notes.lost(`the intent ${intent} of a slot of ${theirs}`, 'it has no examples', { file: 'nlu', line: null })
        }
}
