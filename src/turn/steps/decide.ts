import { decideCommands } from '#dialogue/index.ts'
import type { Command } from '#domain/command.ts'
import type { UnderstandingCompared } from '#domain/events.ts'
import { predictSatisfaction } from '#domain/mood-course.ts'
import type { Understanding } from '#domain/understanding.ts'
import { languageResponse } from '#responses/index.ts'
import { alarmDecision } from '../alarm.ts'
import { askedAlone } from '../follow-up.ts'
import { guardedMessage, metOnce } from '../guard.ts'
import { turnLimits } from '../limits.ts'
import { proposerFor } from '../models/index.ts'
import { proposedCommands } from '../proposals.ts'
import { type Decision, defineStep } from '../turn-context.ts'

/** Turns what was understood into commands: proposed by the embedded models, validated against the dialogue, weighed by the policy. */
export const decide = defineStep({
  name: 'decide',
  reads: ['claim', 'assistant', 'input', 'understanding', 'heard', 'resolved', 'memoryAct', 'startedAtMs', 'locale'],
  writes: ['decision'],
  async run(
    { claim, assistant, input, understanding, heard, resolved, memoryAct, startedAtMs, locale },
    { deps, note, models },
  ) {
    const { dialogue, identity } = claim.conversation
    const forAlarm = alarmDecision(input, dialogue)
    if (forAlarm !== null) return { decision: forAlarm }
    if (input.mode === 'held')
      return { decision: { commands: [], state: dialogue, reasons: ['a person has the conversation'] } }
    if (input.problem !== null) {
      const command: Command = {
        kind: 'small-talk',
        response: `intake.${input.problem}`,
        confidence: 1,
        proposer: 'rule',
      }
      note('rule', input.problem)
      return { decision: { commands: [command], state: dialogue, reasons: [`the text is ${input.problem}`] } }
    }
    // What is asked of the memory is done in `act`; the dialogue goes on as it was.
    if (memoryAct !== null) return { decision: { commands: [], state: dialogue, reasons: [memoryAct.reason] } }
    const guarded = await guardedMessage({ claim, assistant, input, understanding, heard, locale }, models, note)
    if (guarded.decision !== null) return { decision: guarded.decision }
    const knowing = { locale, nowMs: startedAtMs }
    const context = {
      flows: assistant.flows,
      intents: assistant.intents,
      thresholds: assistant.thresholds,
      identity,
      locale,
      text: heard?.text ?? input.text,
      mayRefuse: guarded.mayRefuse,
      isOfTask: (question: string) => ofTask.get(question) ?? true,
    }
    const alone = new Map<string, string>()
    const ofTask = new Map<string, boolean>()
    const knows = async (question: string) => {
      const around = { conversation: claim.conversation, assistant, filters: knowing }
      const { query, confidence, isOfTask } = await askedAlone(question, around)
      alone.set(question, query)
      ofTask.set(question, isOfTask)
      return confidence
    }
    const proposer = proposerFor(claim, assistant, models, deps.proposer)
    const proposed = await proposedCommands({ input, resolved, dialogue, context, knows }, proposer, note)
    if (proposed.compared !== undefined) {
      const outcome = outcomeOf(proposed.compared)
      deps.metrics.compared.inc({ outcome })
      if (!proposed.compared.agreed) deps.metrics.disagreements.inc({ outcome })
    }
    const weighed = decideCommands(proposed.commands, resolved?.understanding ?? null, dialogue, context)
    // What is kept as asked stands by itself, so that the next piece can lean on it. A model that rewrites does so from the customer's words.
    if (!models.offers('rewrite')) weighed.commands = weighed.commands.map((command) => asAskedAlone(command, alone))
    const foreign = inOtherLanguage(weighed, resolved?.understanding ?? null, assistant.config.languages)
    const { accept, outOfScope } = assistant.thresholds
    const isStrange = (understanding?.outOfScope ?? 0) >= outOfScope
    const isUnheard =
      input.payload === null && foreign.commands.every((command) => isLost(command, isStrange ? 1 : accept))
    const inCare = isUnheard ? metOnce({ claim, assistant, input, understanding, heard, locale }) : null
    const decision = inCare ?? withBeside(foreign, guarded.beside)
    const { course } = decision.state
    if (course !== undefined)
      note('mood so far', {
        frustration: course.frustration,
        direction: course.direction,
        repeats: course.repeats,
        'predicted satisfaction (1-5)': predictSatisfaction(course),
      })
    note(
      'commands',
      decision.commands.map(({ kind, confidence }) => ({ kind, confidence: Math.round(confidence * 1000) / 1000 })),
    )
    const { proposal, compared } = proposed
    return {
      decision: {
        ...decision,
        ...(proposal !== undefined && { proposal }),
        ...(compared !== undefined && { compared }),
      },
    }
  },
})

/** With the question as it can be asked alone. */
const asAskedAlone = (command: Command, alone: ReadonlyMap<string, string>): Command =>
  command.kind === 'answer-from-knowledge' ? { ...command, query: alone.get(command.query) ?? command.query } : command

const outcomeOf = ({ agreed, embedded, model }: UnderstandingCompared): string =>
  agreed ? 'agreed' : model.length === 0 ? 'model-none' : embedded.length === 0 ? 'embedded-none' : 'different'

/** Nothing in it says what the customer wants, or only an article that may fit. */
const isLost = (command: Command, enough: number): boolean =>
  command.kind === 'answer-from-knowledge' ? command.confidence < enough : understoodNothing.has(command.kind)

/** A warning or a condolence comes first; where nothing else was understood it is followed by the question what can be done. */
function withBeside(decision: Decision, beside: readonly string[]): Decision {
  if (beside.length === 0) return decision
  const said = beside.map((response): Command => ({ kind: 'small-talk', response, confidence: 1, proposer: 'rule' }))
  const rest = decision.commands.filter(({ kind }) => kind !== 'out-of-scope' && kind !== 'small-talk')
  const isMore = rest.some((command) => command.kind !== 'clarify' || command.options.length > 0)
  const asks: Command = { kind: 'small-talk', response: 'repair.how-can-help', confidence: 1, proposer: 'rule' }
  const isOpen = decision.state.stack.length > 0 || decision.state.pending !== null
  const follows = isMore ? rest : isOpen ? [] : [asks]
  return { ...decision, commands: [...said, ...follows], reasons: [...decision.reasons, `says ${beside.join(', ')}`] }
}

const understoodNothing: ReadonlySet<Command['kind']> = new Set(['out-of-scope', 'clarify', 'answer-from-knowledge'])

/** A message in a language that the assistant does not have, of which nothing was understood: the customer is told which it has. */
function inOtherLanguage(decision: Decision, read: Understanding | null, languages: readonly string[]): Decision {
  if (read === null) return decision
  const { code, confidence } = read.language
  const isOwn = languages.some((tag) => tag.toLowerCase().startsWith(code))
  const words = read.text.match(/[\p{L}\p{M}'’]+/gu) ?? []
  // One unknown word may be a slip of the keyboard; scripts without spaces have sentences in one.
  const isSaid = words.length >= turnLimits.foreignWords || /[^\p{Script=Latin}\p{P}\p{S}\p{N}\s]/u.test(read.text)
  // That it looks like a question can be seen in any language; an article found by foreign words is no answer.
  const isLost = decision.commands.every(({ kind }) => understoodNothing.has(kind))
  if (isOwn || !isSaid || !isLost || confidence < turnLimits.foreignSureness) return decision
  const command: Command = {
    kind: 'refuse',
    response: languageResponse,
    offersPerson: code,
    confidence,
    proposer: 'rule',
  }
  return { ...decision, commands: [command], reasons: [...decision.reasons, `written in another language (${code})`] }
}
