import type { Json, JsonObject } from '#domain/json.ts'
import { snakeCase } from '../declared/snake-case.ts'
import { isObject, SchemaError } from '../json-schema/self-contained.ts'
import { type DocumentOperation, dereferenced, type OpenApiDocument } from './document.ts'
import { oneSentence } from './one-sentence.ts'
import { openApiOperation } from './operation.ts'

export interface ImportedOperation {
  operation: string
  /** As the tool would be called. */
  tool: string
  effect: 'read' | 'write'
  /** Whether it was asked for, so that it is declared; the others stand there as comments. */
  declared: boolean
  /** Why it cannot be a tool; null where it can. */
  problem: string | null
  /** What only a person can say. */
  toDecide: string[]
}

export interface Skeleton {
  /** `tools/<name>.yaml` */
  declaration: string
  /** What assistant.yaml needs under `settings`. */
  settings: string
  operations: ImportedOperation[]
}

/**
 * A declaration to start from, with the careful defaults written out: whatever a document cannot tell (who may use it, whether it may be
 * sent twice, how it is settled) is left for a person, and said.
 */
export function skeletonOf(
  document: OpenApiDocument,
  name: string,
  wanted: ReadonlySet<string>,
  others: 'as-comments' | 'left-out',
): Skeleton {
  const setting = snakeCase(name)
  const auth = authOf(document)
  const operations = [...document.operations.values()].map((one) => importedOperation(one, document, name, wanted))
  const entries = [...document.operations.values()].flatMap((one, index) => {
    const imported = operations[index]
    return imported === undefined || (others === 'left-out' && !imported.declared) ? [] : [{ one, imported }]
  })
  // What is declared first; what might be comes after it.
  const ordered = [
    ...entries.filter(({ imported }) => imported.declared),
    ...entries.filter(({ imported }) => !imported.declared),
  ]
  const blocks = ordered.map(({ one, imported }) =>
    operationLines(one, imported)
      .map((line) => `      ${imported.declared ? '' : '# '}${line}`)
      .join('\n'),
  )
  const hasDeclared = operations.some(({ declared }) => declared)
  const declaration = [
    '# yaml-language-server: $schema=../../../docs/schemas/tools.schema.json',
    `# Only operations that stand here are tools; docs/tools.md says what each key means.`,
    'openapi:',
    `  - document: ${name}.openapi.${document.file.endsWith('.json') ? 'json' : 'yaml'}`,
    `    base_url: '{${setting}_url}'`,
    ...(auth === null
      ? []
      : [`    auth: { ${auth.where}: ${inYaml(auth.name)}, value: '${auth.prefix}{${setting}_token}' }`]),
    hasDeclared ? '    operations:' : '    operations: {}',
    ...(hasDeclared ? [] : ['    # Remove the {} and the # of what the assistant shall be able to do:']),
    ...blocks,
    '',
  ].join('\n')
  const upper = setting.toUpperCase()
  const settings = [
    `  ${setting}_url: { env: ${upper}_URL${serverOf(document)} }`,
    ...(auth === null ? [] : [`  ${setting}_token: { env: ${upper}_TOKEN }`]),
  ].join('\n')
  return { declaration, settings, operations }
}

function importedOperation(
  { id, method, operation }: DocumentOperation,
  document: OpenApiDocument,
  name: string,
  wanted: ReadonlySet<string>,
): ImportedOperation {
  const effect = method === 'get' ? 'read' : 'write'
  const found = document.operations.get(id)
  let problem: string | null = null
  try {
    const source = { document: name, base_url: '', headers: {}, errors: {}, operations: {} }
    if (found !== undefined) openApiOperation(found, document, source, undefined)
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error
    problem = error.message
  }
  const toDecide = [
    'needs',
    ...(documentedRefusals(operation).length > 0 ? ['refusals'] : []),
    ...(effect === 'write' ? ['side_effect', 'reconcile', ...(keyHeaderOf(found) === null ? ['idempotent'] : [])] : []),
  ]
  return { operation: id, tool: snakeCase(id), effect, declared: wanted.has(id) && problem === null, problem, toDecide }
}

function operationLines(one: DocumentOperation, imported: ImportedOperation): string[] {
  const { operation, id, parameters } = one
  const summary = oneSentence(operation.summary) ?? oneSentence(operation.description)
  const key = inYaml(id)
  if (imported.problem !== null) return [onOneLine(`# ${key}: cannot be a tool, ${imported.problem}`)]
  const refusals = documentedRefusals(operation)
  const keyHeader = keyHeaderOf(one)
  const odd = parameters.filter(
    ({ name, required }) => required === true && name !== keyHeader && !/^[A-Za-z_]\w*$/.test(String(name)),
  )
  const isOwn = parameters.some(({ name }) => /customer|user|account/i.test(String(name)))
  return [
    ...(summary === null ? [] : [`# ${summary}`]),
    `${key}:`,
    `  as: ${imported.tool}`,
    '  needs: verified # or identified, anonymous: how sure must we be of who writes?',
    ...(imported.effect === 'write'
      ? [
          '  side_effect: write # `none` only if it changes nothing',
          "  confirm: true # only after the customer's yes",
          keyHeader === null
            ? '  # idempotency_header: Idempotency-Key # where the API does the same key only once; else it is never sent twice'
            : `  idempotency_header: ${inYaml(keyHeader)}`,
          '  # reconcile: { operation: …, with: { key: key } } # how to ask whether it happened; without it a lost answer ends `unknown`',
          '  # guard: { tool: …, with: { … } } # a look before, so that nobody changes what is not theirs',
        ]
      : [`  # owner: { field: …, identity: customerId, else: not_found } # only the customer's own`]),
    ...(isOwn
      ? ['  # inputs: { …: { from: identity.customerId } } # from who is verified, never from what is written']
      : []),
    ...(odd.length === 0
      ? []
      : [
          `  inputs: { ${odd.map(({ name }) => `${inYaml(String(name))}: { as: ${snakeCase(String(name))} }`).join(', ')} }`,
        ]),
    ...(refusals.length === 0
      ? []
      : [
          `  # refusals: { ${refusals.map((status) => `${status}: ${usualCode[status] ?? `refused_${status}`}`).join(', ')} }`,
        ]),
  ]
}

/** A name of the document's, which may have anything in it: it must not become lines of the declaration. */
const inYaml = (name: string): string => {
  if (/^[A-Za-z][\w-]*$/.test(name)) return name
  return /['\p{Cc}\u2028\u2029]/u.test(name) ? JSON.stringify(name) : `'${name}'`
}

const onOneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')

const usualCode: Record<string, string> = {
  400: 'not_valid',
  404: 'not_found',
  409: 'conflict',
  410: 'gone',
  422: 'not_valid',
}

/** 401, 403 and the like are about us, not about the customer's wish. */
const documentedRefusals = (operation: JsonObject): string[] =>
  Object.keys(isObject(operation.responses) ? operation.responses : {}).filter((status) =>
    ['400', '404', '409', '410', '422'].includes(status),
  )

function keyHeaderOf(one: DocumentOperation | undefined): string | null {
  const found = one?.parameters.find(
    (parameter) => parameter.in === 'header' && /idempoten/i.test(String(parameter.name)),
  )
  return found === undefined ? null : String(found.name)
}

interface Auth {
  where: 'header' | 'query'
  name: string
  prefix: string
}

function authOf({ value }: OpenApiDocument): Auth | null {
  const components = isObject(value.components) ? value.components : {}
  const schemes = isObject(components.securitySchemes) ? Object.values(components.securitySchemes) : []
  for (const given of schemes) {
    const scheme: Json | undefined = dereferenced(given, value)
    if (!isObject(scheme)) continue
    if (scheme.type === 'apiKey' && (scheme.in === 'header' || scheme.in === 'query'))
      return { where: scheme.in, name: String(scheme.name), prefix: '' }
    if (scheme.type === 'http' && String(scheme.scheme).toLowerCase() === 'basic')
      return { where: 'header', name: 'authorization', prefix: 'Basic ' }
    return { where: 'header', name: 'authorization', prefix: 'Bearer ' }
  }
  return null
}

/** The document's own address as a default; it may be an example, so that the environment decides. */
function serverOf({ value }: OpenApiDocument): string {
  const [first] = Array.isArray(value.servers) ? value.servers : []
  const url = isObject(first) && typeof first.url === 'string' ? first.url : ''
  return /^https?:\/\/[^{}'\s]+$/.test(url) ? `, default: '${url}'` : ''
}
