import { stringify } from 'yaml'
import { addExample, newImport } from '../import/imported.ts'
import { marked } from '../import/to-yaml.ts'
import type { Suggestions } from '../suggest.ts'

/** Suggestions as a file of intents that loads as it is: names and examples are for a person to go through. */
export function suggestionsAsYaml({ suggestions }: Suggestions): string {
  const into = newImport()
  for (const { name, all } of suggestions)
    for (const text of all) addExample(into, name, { text, marks: [] }, { file: '', line: null })
  const intents = Object.fromEntries(
    [...into.intents].map(([name, examples]) => {
      const found = suggestions.find((suggestion) => suggestion.name === name)
      const description = `Suggested from what customers wrote${found === undefined ? '' : `: ${found.terms.join(', ')}`}`
      return [name, { description, examples: examples.map(marked) }]
    }),
  )
  return `# Suggested: rename, merge and clean before use.\n${stringify({ intents }, { lineWidth: 0 })}`
}
