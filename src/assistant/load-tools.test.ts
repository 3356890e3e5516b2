import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { problemText } from '#domain/problem.ts'
import { parcelsDocument } from '#tools/testing/parcels.fixture.ts'
import { compileAssistant } from './compile.ts'
import { loadTools, readTools } from './load-tools.ts'
import { plainWorkshop } from './making/workshop.fixture.ts'
import { readAssistantFolder } from './source.ts'

let folder: string
const at = (path: string) => JSON.stringify(pathToFileURL(join(import.meta.dirname, '../..', path)).href)
const write = async (file: string, text: string) => {
  await mkdir(join(folder, file, '..'), { recursive: true })
  await writeFile(join(folder, file), text)
}
const declaration = `openapi:
  - document: parcels.openapi.yaml
    base_url: '{parcels_url}'
    operations:
      getParcel: {}
      sendParcel: { side_effect: write, guard: { tool: check_credit } }
`

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-load-tools-'))
  await write(
    'assistant.yaml',
    'name: Mine\nlanguages: [en]\nencoder: none\nsettings: { parcels_url: http://127.0.0.1:9 }\n',
  )
  await write('tools/parcels.openapi.yaml', parcelsDocument)
  await write('tools/parcels.yaml', declaration)
  await write(
    'tools.ts',
    `import { z } from ${at('node_modules/zod/index.js')}
import { defineTool, ok } from ${at('src/tools/index.ts')}
export default [defineTool({ name: 'check_credit', description: 'Checks credit', needs: 'verified', sideEffect: 'none',
  input: z.strictObject({}), output: z.null(), refusals: ['no_credit'], run: async () => ok(null) })]
`,
  )
})
afterEach(() => rm(folder, { recursive: true }))

describe('the tools of a folder', () => {
  test('are those of its code and of its declarations, which may name one another', async () => {
    const tools = await loadTools(folder)
    expect([...tools].map(([name, { source }]) => [name, source.place])).toEqual([
      ['check_credit', 'tools.ts'],
      ['get_parcel', 'tools/parcels.yaml:5'],
      ['send_parcel', 'tools/parcels.yaml:6'],
    ])
    expect(tools.get('send_parcel')?.facts.refusals).toEqual(['no_credit'])
    await tools.close()
  })

  test('clash with their places where two have one name', async () => {
    await write(
      'tools/more.yaml',
      declaration.replace('getParcel: {}', 'getParcel: { as: check_credit }').replace(/ +sendParcel.*\n/, ''),
    )
    await expect(loadTools(folder)).rejects.toThrow(
      'tools/more.yaml:5:7 check_credit: there is another tool of this name in tools.ts. Name it with `as:`.',
    )
  })

  test('are told with all their problems at once; a setting that is missing is one', async () => {
    await write('assistant.yaml', 'name: Mine\nlanguages: [en]\nencoder: none\n')
    await write('tools/more.yaml', 'openapi: []\nmcpp: []\n')
    const { problems } = await readTools(folder)
    expect(problems.map(problemText)).toEqual([
      'tools/more.yaml:2:1 "mcpp" is not a key of the file. Did you mean "mcp"?',
      expect.stringContaining('There is no setting "parcels_url" in assistant.yaml.'),
    ])
  })

  test('need no assistant.yaml, as tests have them', async () => {
    await rm(join(folder, 'assistant.yaml'))
    expect([...(await loadTools(folder)).keys()]).toEqual(['check_credit'])
  })
})

describe('the release', () => {
  const compiled = async () =>
    compileAssistant(await readAssistantFolder(folder), await loadTools(folder), plainWorkshop)

  test('has another part for another document, declaration or record, and for nothing else', async () => {
    const first = await compiled()
    expect((await compiled()).parts.tools.hash).toBe(first.parts.tools.hash)
    await write('tools/parcels.openapi.yaml', parcelsDocument.replace('maxLength: 40', 'maxLength: 50'))
    const second = await compiled()
    expect(second.parts.tools.hash).not.toBe(first.parts.tools.hash)
    expect(second.parts.understanding.hash).toBe(first.parts.understanding.hash)
    await write('tools/parcels.yaml', declaration.replace('getParcel: {}', 'getParcel: { needs: anonymous }'))
    expect((await compiled()).parts.tools.hash).not.toBe(second.parts.tools.hash)
  })

  test('tells what was noticed about its tools', async () => {
    expect((await compiled()).problems.map(problemText)).toContainEqual(
      expect.stringContaining('tools/parcels.yaml:6:7 send_parcel: nothing tells whether it happened'),
    )
  })
})
