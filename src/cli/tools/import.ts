import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Command } from 'commander'
import { stringify } from 'yaml'
import { appError } from '#domain/errors.ts'
import { nearestName } from '#source-files/index.ts'
import { excerptOf, readDocument, SchemaError, type Skeleton, skeletonOf } from '#tools/index.ts'
import { defaultAssistant, jsonOption, runCommand } from '../run.ts'
import { cells } from '../understanding/text.ts'
import { collected } from '../usage.ts'

interface Options {
  into: string
  name?: string
  operation: string[]
  only?: boolean
  force?: boolean
  json?: boolean
}

export const importCommand = (): Command =>
  new Command('import')
    .description('Start the declaration of an HTTP API from its OpenAPI document (3.0 or 3.1)')
    .argument('<document>', 'the OpenAPI document, YAML or JSON')
    .option('--into <folder>', 'the assistant folder; tools/ is written there', defaultAssistant)
    .option('--name <name>', 'what the files are called; otherwise like the document')
    .option(
      '--operation <id>',
      'declare this operation (may be given several times); the others stand there as comments',
      collected,
      [],
    )
    .option('--only', 'keep of the document only what the declared operations need (for large ones)')
    .option('--force', 'overwrite files that are there already')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Writes tools/<name>.openapi.yaml (the document) and tools/<name>.yaml (the declaration), and says what a person has to decide: who may use
an operation, whether it may be sent twice, how a lost answer is settled. Nothing is fetched or called. With --only name the operations
that "reconcile" asks too, and take out of the declaration what shall be no tool.

Examples:
  $ npm run parley -- tools import shop/openapi.yaml --into assistants/mine --operation getOrder --operation cancelOrder
  $ npm run parley -- tools import large.yaml --into assistants/mine --operation getInvoice --only
  $ npm run -s parley -- tools import api.json --into assistants/mine --name booking --json`,
    )
    .action((file: string, options: Options) =>
      runCommand(options, async (output) => {
        const text = await readFile(file, 'utf8').catch((error: Error) => {
          throw appError('cli.bad-file', { file, problem: error.message }, error)
        })
        if (!existsSync(join(options.into, 'assistant.yaml')))
          throw appError('assistant.missing', { folder: options.into })
        const name = options.name ?? nameOf(file)
        if (!/^[\w-][\w.-]*$/.test(name))
          throw appError('cli.usage', {
            problem: `--name is the name of a file in tools/, in letters, digits, ., _ and -: "${name}" is none`,
          })
        const ending = file.endsWith('.json') ? 'json' : 'yaml'
        const { skeleton, excerpt } = skeletonFrom(file, text, name, options.operation, options.only === true)
        const kept = options.only === true ? (ending === 'json' ? jsonText(excerpt) : stringify(excerpt)) : text
        if (Buffer.byteLength(kept) > documentBytesAtMost)
          throw appError('cli.bad-file', {
            file,
            problem: 'it is larger than 2 MB. Name what you need with --operation and add --only',
          })
        const files = [
          { path: `tools/${name}.openapi.${ending}`, text: kept },
          { path: `tools/${name}.yaml`, text: skeleton.declaration },
        ]
        const taken = files.filter(({ path }) => existsSync(join(options.into, path)))
        if (taken.length > 0 && options.force !== true)
          throw appError('authoring.exists', { folder: options.into, what: taken.map(({ path }) => path).join(', ') })
        await mkdir(join(options.into, 'tools'), { recursive: true })
        for (const { path, text: content } of files) await writeFile(join(options.into, path), content)
        output.result(
          { files: files.map(({ path }) => path), settings: skeleton.settings, operations: skeleton.operations },
          reportText(
            skeleton,
            files.map(({ path }) => join(options.into, path)),
            options.only === true,
          ),
        )
      }),
    )

const nameOf = (file: string): string =>
  basename(file)
    .replace(/(\.?openapi)?\.(ya?ml|json)$/i, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '') || 'api'

/** What a folder's files may have; see src/assistant/source.ts. */
const documentBytesAtMost = 2_000_000
const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

function skeletonFrom(
  file: string,
  text: string,
  name: string,
  operations: readonly string[],
  only: boolean,
): { skeleton: Skeleton; excerpt: unknown } {
  try {
    const document = readDocument(file, text)
    for (const operation of operations)
      if (!document.operations.has(operation))
        throw new SchemaError(
          `there is no operation "${operation}". ${nearestName(operation, document.operations.keys()) ?? ''}`
            .trim()
            .replace(/\.$/, ''),
        )
    const wanted = new Set(operations)
    return {
      skeleton: skeletonOf(document, name, wanted, only ? 'left-out' : 'as-comments'),
      excerpt: excerptOf(document, wanted),
    }
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error
    throw appError('cli.bad-file', { file, problem: error.message }, error)
  }
}

function reportText({ settings, operations }: Skeleton, files: readonly string[], only: boolean): string {
  const declared = operations.filter((one) => one.declared)
  const rows = operations.map((one) => [
    one.declared ? '*' : '',
    one.operation,
    one.tool,
    one.effect,
    one.problem ?? `to decide: ${one.toDecide.join(', ')}`,
  ])
  return [
    ...files.map((file) => `wrote ${file}`),
    '',
    ...cells([['', 'operation', 'tool', 'effect', ''], ...rows]),
    '',
    `${declared.length} of ${operations.length} operations are declared (*)${only ? '' : '; the others are comments in the file'}.`,
    'Add to assistant.yaml:',
    '',
    'settings:',
    settings,
    '',
    'Then look at each line of the declaration, and run: npm run parley -- tools check',
  ].join('\n')
}
