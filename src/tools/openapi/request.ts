import type { Json, JsonObject } from '#domain/json.ts'
import type { ToolContext } from '../declare.ts'
import { at } from '../declared/mapping.ts'
import type { Answer } from '../declared/operation.ts'
import type { OpenApiSource } from '../declared/schema.ts'
import { filled, filledAll } from '../declared/settings-text.ts'
import { type HttpAnswer, httpClient } from '../http-client.ts'
import type { ToolFailure } from '../outcome.ts'
import type { Method } from './document.ts'

export type ParameterPlace =
  | { in: 'path' | 'header' | 'body' | 'whole-body' }
  /** A list as `a=1&a=2`, otherwise as `a=1,2`. */
  | { in: 'query'; explode: boolean }

export interface Request {
  method: Method
  path: string
  places: ReadonlyMap<string, ParameterPlace>
  /** Of the body; null without one. */
  mediaType: string | null
  source: OpenApiSource
  keyHeader: string | undefined
}

const notSent: ToolFailure = { kind: 'failed', reason: 'unavailable', effect: 'none' }

/** Sends what the input makes of the operation, to the declared address only, and reads how it ended. */
export async function sendRequest(
  request: Request,
  input: JsonObject,
  context: ToolContext,
  sendKey: boolean,
): Promise<Answer> {
  const { source, keyHeader, method } = request
  const base = filled(source.base_url, context.settings)
  const secret = source.auth === undefined ? null : filled(source.auth.value, context.settings)
  if (base === null || !URL.canParse(base)) return notSent
  const built = build(request, input, base)
  if (built === null) return notSent
  if (source.auth?.query !== undefined && secret !== null) built.url.searchParams.set(source.auth.query, secret)
  const headers = {
    ...(request.mediaType !== null && { 'content-type': request.mediaType }),
    ...filledAll(source.headers, context.settings),
    ...built.headers,
    ...(source.auth?.header !== undefined && secret !== null && { [source.auth.header]: secret }),
    ...(sendKey && keyHeader !== undefined && { [keyHeader]: context.idempotencyKey }),
  }
  // A line break in a header, or a setting that is none: it would throw before anything is sent.
  if (Object.values(headers).some((value) => !/^[\t\x20-\x7e\x80-\xff]*$/.test(value))) return notSent
  const answer = await httpClient(new Set([new URL(base).origin]), context.signal).request({
    method: method.toUpperCase() as Uppercase<Method>,
    url: built.url.href,
    headers,
    ...(built.body !== undefined && { body: built.body }),
  })
  return readAnswer(answer, source)
}

/** Null where a value cannot stand where it belongs. */
function build(
  { path, places, mediaType }: Request,
  input: JsonObject,
  base: string,
): { url: URL; headers: Record<string, string>; body?: Json } | null {
  let route = path
  const headers: Record<string, string> = {}
  const query: [string, string][] = []
  const properties: JsonObject = {}
  let whole: Json | undefined
  for (const [name, value] of Object.entries(input)) {
    const place = places.get(name)
    if (place === undefined || value === null) continue
    if (place.in === 'body') properties[name] = value
    else if (place.in === 'whole-body') whole = value
    else {
      const texts = asTexts(value)
      if (texts === null) return null
      if (place.in === 'query') {
        if (place.explode) query.push(...texts.map((text): [string, string] => [name, text]))
        else query.push([name, texts.join(',')])
      } else if (place.in === 'header') headers[name] = texts.join(',')
      else {
        const segment = texts.join(',')
        // These would climb out of the declared path.
        if (segment === '' || segment === '.' || segment === '..') return null
        route = route.replaceAll(`{${name}}`, () => encodeURIComponent(segment))
      }
    }
  }
  if (/\{[^}]*\}/.test(route)) return null
  const start = new URL(base)
  const url = new URL(`${start.origin}${start.pathname.replace(/\/$/, '')}${route}`)
  for (const [name, value] of start.searchParams) url.searchParams.append(name, value)
  for (const [name, value] of query) url.searchParams.append(name, value)
  return { url, headers, ...(mediaType !== null && { body: whole ?? properties }) }
}

function asTexts(value: Json): string[] | null {
  const list = Array.isArray(value) ? value : [value]
  return list.every((one) => ['string', 'number', 'boolean'].includes(typeof one)) ? list.map(String) : null
}

/** Statuses that say the request was turned down before anything was done. 408, 409 and 425 are not among them. */
const notDone = new Set([400, 401, 403, 404, 405, 406, 410, 411, 412, 413, 414, 415, 422, 429])

function readAnswer(answer: HttpAnswer, { errors }: OpenApiSource): Answer {
  if (answer.kind === 'no-answer') {
    // An answer that cannot be read came from a side that is done with it; without one, it may still be at it.
    const effect = !answer.sent ? 'none' : answer.reason === 'bad-response' ? 'possible' : 'under-way'
    return { kind: 'failed', reason: answer.reason, effect }
  }
  const { status } = answer
  const body = answer.body as Json
  const code = textAt(body, errors.code, ['code', 'error.code', 'error', 'type'])
  const message = textAt(body, errors.message, ['detail', 'message', 'title', 'error.message']) ?? ''
  const codes = [...(code === null ? [] : [`${status}.${code}`, code]), String(status)]
  if (status >= 200 && status < 300)
    return { kind: 'value', value: body, codes: codes.slice(0, 1), message: message.slice(0, 500) }
  const failure: ToolFailure =
    status >= 500 || [401, 403, 408, 425, 429].includes(status)
      ? { kind: 'failed', reason: 'unavailable', effect: notDone.has(status) ? 'none' : 'possible' }
      : { kind: 'failed', reason: 'bad-response', effect: notDone.has(status) ? 'none' : 'possible' }
  return { kind: 'problem', codes, message: message.slice(0, 500), otherwise: failure }
}

function textAt(body: Json, declared: string | undefined, usual: readonly string[]): string | null {
  for (const path of declared === undefined ? usual : [declared]) {
    const value = at(body, path)
    if (typeof value === 'string' || typeof value === 'number') return String(value)
  }
  return null
}
