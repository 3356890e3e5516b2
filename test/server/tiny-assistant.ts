import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const storefront = join(import.meta.dirname, '../../assistants/storefront')

const files: Record<string, string> = {
  'assistant.yaml': `name: Tiny
languages: [en]
`,
  'entities/all.yaml': `entities:
  colour:
    list: [red, green, blue]
`,
  'intents/all.yaml': `intents:
  paint:
    examples: [paint my house, I want my wall painted, please paint it, 'could you paint the door [red](colour)', paint something for me, 'a [blue](colour) fence please', new paint on my house, get my garage painted]
  control/human:
    command: hand-off
    examples: [I want a person, talk to a human, connect me to an agent, real person please, human, can somebody call me, get me a representative, speak to someone]
  control/affirm:
    command: affirm
    examples: ['yes', yes please, sure, ok do it, go ahead, right, correct, yep]
  control/deny:
    command: deny
    examples: ['no', no thanks, nope, don't, not that, rather not, no way, never]
  smalltalk/greet:
    command: small-talk
    examples: [hello, hi, hi there, good morning, hey, hello there, good day, greetings]
  help/question:
    command: answer-from-knowledge
    examples: [how long does paint take to dry, is the paint washable, what is your guarantee, do you paint in winter, how much is a litre, which brushes do you use, is it safe for children, how many coats]
`,
  'flows/paint.yaml': `flows:
  paint-house:
    description: Paints something in a colour
    intents: [paint]
    slots:
      colour: { type: colour }
    steps:
      - collect: colour
      - confirm: paint-summary
      - say: painted
      - end: resolved
`,
  'responses/paint.yaml': `responses:
  ask-colour: Which colour should it be?
  paint-summary: 'I will paint it {colour}. Shall I?'
  painted: 'It is {colour} now.'
`,
  'knowledge/drying.md': `---
title: Drying times
questions: [how long does paint take to dry]
---
# Drying times

Paint takes six hours to dry. In winter it takes ten hours to dry.
`,
}

/** A folder with the smallest assistant that has an intent, a flow and an article: for tests of what is around assistants. */
export async function tinyAssistant(changes: Record<string, string> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-tiny-'))
  for (const [file, text] of Object.entries({ ...files, ...changes })) {
    await mkdir(join(folder, file, '..'), { recursive: true })
    await writeFile(join(folder, file), text)
  }
  for (const file of ['built-in.yaml', 'small-talk.yaml'])
    await cp(join(storefront, 'responses', file), join(folder, 'responses', file))
  return folder
}
