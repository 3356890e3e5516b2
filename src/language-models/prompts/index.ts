/** What the roles of language models are told: prompts that ship, and an assistant's own in their place. docs/language-model-roles.md */
export { builtInPrompts, readPrompts } from './effective.ts'
export { type Prompt, type Prompts, type PromptValues, placeholders, promptText } from './read-prompt.ts'
