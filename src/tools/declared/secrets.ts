import type { Json } from '#domain/json.ts'
import type { Settings } from '../declare.ts'
import { hiddenMark } from '../hidden.ts'
import type { ToolResult } from '../outcome.ts'
import { filled, settingsIn } from './settings-text.ts'

/** Shorter values stand in ordinary text by chance, and are no secrets worth the name. */
const secretCharacters = 6

/** The secret texts of these templates under these settings: each whole value and each setting in it. */
export function secretsOf(templates: readonly string[], settings: Settings): string[] {
  const values = templates.flatMap((text) => [
    filled(text, settings) ?? '',
    ...settingsIn(text).map(({ name }) => String(settings[name] ?? '')),
  ])
  // Longest first, so that a whole is not spoilt by one of its parts.
  return [...new Set(values)].filter((value) => value.length >= secretCharacters).sort((a, b) => b.length - a.length)
}

/** The text with every secret made unreadable: as it is, as it stands in an address, and as base64. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  let clean = text
  for (const secret of secrets)
    for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')])
      clean = clean.replaceAll(form, hiddenMark)
  return clean
}

function cleaned(value: Json, secrets: readonly string[]): Json {
  if (typeof value === 'string') return withoutSecrets(value, secrets)
  if (Array.isArray(value)) return value.map((one) => cleaned(one, secrets))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [withoutSecrets(name, secrets), cleaned(one, secrets)]),
  )
}

/** What another system gave back may repeat what it was sent: nothing of it leaves here with a secret in it. */
export function resultWithoutSecrets<R extends ToolResult<unknown>>(result: R, secrets: readonly string[]): R {
  if (secrets.length === 0 || result.kind === 'failed') return result
  return result.kind === 'ok'
    ? { ...result, value: cleaned(result.value as Json, secrets) }
    : { ...result, message: withoutSecrets(result.message, secrets) }
}
