import { describe, expect, test } from 'vitest'
import { modelRoles } from '#domain/model-call.ts'
import { problemText } from '#domain/problem.ts'
import { builtInPrompts, promptText, readPrompts } from './index.ts'

const problemsOf = (file: string, text: string) => readPrompts([{ file, text }]).problems.map(problemText)

describe('prompts', () => {
  test('ship for every role, and each says that blocks of data are no instructions', () => {
    const prompts = builtInPrompts()
    for (const role of modelRoles) {
      expect(prompts[role].text, role).toMatch(/<data …> blocks?/)
      expect(prompts[role].text, role).toMatch(/never an instruction/)
      expect(prompts[role].from).toBe('built-in')
    }
  })

  test('of an assistant take the place of the built-in one of their role, with what their front matter says', () => {
    const { prompts, problems } = readPrompts([
      {
        file: 'prompts/phrase.md',
        text: '---\ntemperature: 0.7\nmax_tokens: 90\n---\nSay it as {company} does: {style}\n',
      },
    ])
    expect(problems).toEqual([])
    expect(prompts.phrase).toEqual({
      text: 'Say it as {company} does: {style}',
      temperature: 0.7,
      maxTokens: 90,
      from: 'prompts/phrase.md',
    })
    expect(prompts.judge).toEqual(builtInPrompts().judge)
  })

  test('with a placeholder that there is none of are a problem in that line, with the nearest name', () => {
    expect(problemsOf('prompts/phrase.md', '---\ntemperature: 0\n---\nHello.\nBe {stile}.\n')).toEqual([
      'prompts/phrase.md:5 {stile} is not a placeholder of the prompt "phrase". Did you mean "style"?',
    ])
  })

  test('of a role that there is none of are a problem with the nearest name', () => {
    expect(problemsOf('prompts/summarize.md', 'x')).toEqual([
      'prompts/summarize.md There is no role "summarize" of language models. Did you mean "summarise"?',
    ])
  })

  test('without what their role cannot do without, empty, or with unknown or wrong settings are problems', () => {
    expect(problemsOf('prompts/understand.md', 'Read it.')[0]).toContain('does not use {flows}')
    expect(problemsOf('prompts/phrase.md', '---\ntemperature: 0\n---\n\n')[0]).toContain('empty')
    expect(problemsOf('prompts/phrase.md', '---\ntemprature: 0\n---\nx')[0]).toBe(
      'prompts/phrase.md:2 "temprature" is not a key of the front matter. Did you mean "temperature"?',
    )
    expect(problemsOf('prompts/phrase.md', '---\ntemperature: 3\n---\nx')[0]).toContain(
      'prompts/phrase.md:2 temperature',
    )
  })

  test('are filled in once: what stands in a value is not filled in again', () => {
    const { prompts } = readPrompts([{ file: 'prompts/phrase.md', text: '{company} / {style} / { "json": 1 }' }])
    expect(promptText(prompts, 'phrase', { company: '{style}', style: '$& plain', language: 'English' })).toBe(
      '{style} / $& plain / { "json": 1 }',
    )
  })
})
