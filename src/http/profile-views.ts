import type { ProfileView } from '#contracts'
import type { Json } from '#domain/json.ts'
import type { Profile } from '#ports/profile-store.ts'

const iso = (ms: number) => new Date(ms).toISOString()

/** A profile as its customer sees it. */
export function profileView(
  { consent, facts }: Profile,
  {
    remembers,
    known,
    conversation,
    locale,
  }: Pick<ProfileView, 'remembers' | 'known'> & { conversation: string; locale: string },
): ProfileView {
  return {
    remembers,
    known,
    consent: consent?.given ?? null,
    facts: facts.map(({ fact, value, source, atMs, expiresAtMs }) => ({
      fact,
      label: fact.replaceAll(/[_-]+/g, ' '),
      value: fact === 'language' ? languageName(value, locale) : inWords(value, locale),
      how: source.how,
      at: iso(atMs),
      expiresAt: expiresAtMs === null ? null : iso(expiresAtMs),
      here: source.conversation === conversation,
    })),
  }
}

/** `de` as people call it. */
function languageName(value: Json, locale: string): string {
  const tag = String(value)
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

function inWords(value: Json, locale: string): string {
  if (Array.isArray(value)) return value.map((item) => inWords(item, locale)).join(', ')
  if (value !== null && typeof value === 'object')
    return Object.values(value)
      .map((item) => inWords(item, locale))
      .join(', ')
  if (typeof value === 'number') return new Intl.NumberFormat(locale).format(value)
  return value === null ? '–' : String(value)
}
