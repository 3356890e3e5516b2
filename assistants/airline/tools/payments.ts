import { ok, refused, type ToolResult } from 'parley/tools'
import type { User } from './define.ts'

type Method = User['payment_methods'][number]
type Wish = { words: string; total: number; purpose: 'booking' | 'change'; original?: string | undefined }

export type ChosenPayments = {
  payments: { payment_id: string; amount: number }[]
  payment_id: string | null
  methods: Method[]
  payments_text: string
  covered: boolean
  missing: number
  certificate_amount: number
  gift_card_amount: number
  credit_card_amount: number
  left_out: Method[]
  left_out_text: string
  choices: Method[]
}

/** What one reservation takes of each kind. */
const atMost = { certificate: 1, gift_card: 3, credit_card: 1 } as const
const kinds = ['certificate', 'gift_card', 'credit_card'] as const

/** Divides an amount among the methods that the words name, in their order: see the tool `choose_payments`. */
export function choosePayments(wish: Wish, user: User): ToolResult<ChosenPayments> {
  const { named, unclear } = methodsNamed(wish, user)
  if (named.length === 0 && unclear.length === 0)
    return refused('payment_method_not_found', 'The profile has no such payment method.')
  if (wish.purpose === 'change') {
    const usable = [...named, ...unclear].filter(({ source }) => source !== 'certificate')
    if (usable.length === 0) return refused('certificate_not_allowed', 'A change is paid by gift card or credit card.')
    const possible = named.filter(({ source }) => source !== 'certificate')
    // One has to do. Of several gift cards it is the one that is enough; of several kinds nobody but the customer can tell which.
    const isOneKind = new Set(possible.map(({ source }) => source)).size === 1
    const enough = possible.filter(({ amount }) => wish.total <= (amount ?? wish.total))
    const [only, another] = isOneKind && enough.length === 1 ? enough : possible
    if (another !== undefined) return ok(result([], [], wish.total, [], possible))
    if (!only) return ok(result([], [], wish.total, [], usable))
    const balance = only.amount ?? Number.POSITIVE_INFINITY
    const covered = wish.total <= balance
    return ok({
      ...result([only], [{ payment_id: only.id, amount: wish.total }], covered ? 0 : wish.total - balance, [], []),
      payment_id: only.id,
    })
  }
  const used: Method[] = []
  const leftOut: Method[] = []
  const payments: { payment_id: string; amount: number }[] = []
  let open = wish.total
  for (const method of named) {
    if (open <= 0) break
    const count = used.filter(({ source }) => source === method.source).length
    if (count >= atMost[method.source]) {
      leftOut.push(method)
      continue
    }
    const amount = Math.min(open, method.amount ?? open)
    if (amount <= 0) continue
    used.push(method)
    payments.push({ payment_id: method.id, amount })
    open -= amount
  }
  // Several cards could be meant: only a question where money is still to be found.
  if (open > 0 && unclear.length > 0) return ok(result(used, payments, open, leftOut, unclear))
  return ok(result(used, payments, open, leftOut, []))
}

function result(
  methods: Method[],
  payments: { payment_id: string; amount: number }[],
  missing: number,
  leftOut: Method[],
  choices: Method[],
): ChosenPayments {
  const of = (source: Method['source']) =>
    payments.reduce(
      (sum, { payment_id, amount }) =>
        methods.find(({ id }) => id === payment_id)?.source === source ? sum + amount : sum,
      0,
    )
  return {
    payments,
    payment_id: payments[0]?.payment_id ?? null,
    methods,
    payments_text: listed(
      payments.map(
        ({ payment_id, amount }) =>
          `$${amount} from the ${methods.find(({ id }) => id === payment_id)?.label ?? payment_id}`,
      ),
    ),
    covered: missing <= 0,
    missing: Math.max(0, missing),
    certificate_amount: of('certificate'),
    gift_card_amount: of('gift_card'),
    credit_card_amount: of('credit_card'),
    left_out: leftOut,
    left_out_text: listed(leftOut.map(({ label }) => label)),
    choices,
  }
}

type Mention = { at: number; methods: Method[]; all: boolean }

/** The methods in the order in which the words name them; `unclear`: one of these is meant, and nothing tells which. */
function methodsNamed({ words, original }: Wish, user: User): { named: Method[]; unclear: Method[] } {
  const text = words.toLowerCase().replace(/[_-]/g, ' ')
  const mentions: Mention[] = []
  const taken = new Set<string>()
  for (const method of user.payment_methods) {
    const at = placeOf(method, text, user)
    if (at === null) continue
    mentions.push({ at, methods: [method], all: true })
    taken.add(method.source)
  }
  const paidWith = user.payment_methods.find(({ id }) => id === original)
  // "The credit card I used" of somebody who paid by gift card is the credit card.
  const isOtherKind = kinds.some((kind) => kind !== paidWith?.source && text.search(kindWords[kind]) >= 0)
  const originalAt = isOtherKind ? -1 : text.search(originalWords)
  if (originalAt >= 0 && paidWith) mentions.push({ at: originalAt, methods: [paidWith], all: true })
  for (const source of kinds) {
    if (taken.has(source) && !moreOf.test(text)) continue
    // "The credit card I used" is one card, not two.
    if (originalAt >= 0 && paidWith?.source === source) continue
    for (const found of text.matchAll(kindWords[source])) {
      const near = text.slice(Math.max(0, found.index - 24), nextKind(text, found.index + found[0].length))
      const mention = ofKind(source, user, near, found)
      if (mention) mentions.push(mention)
    }
  }
  const named: Method[] = []
  let unclear: Method[] = []
  for (const { methods, all } of mentions.sort((a, b) => a.at - b.at))
    if (all || methods.length === 1) for (const method of methods) named.includes(method) || named.push(method)
    else if (!methods.some((method) => named.includes(method))) unclear = methods
  return { named, unclear: unclear.filter((method) => !named.includes(method)) }
}

/** Where a method is named by its number, the end of it, or what is on it where nothing else has as much; null: nowhere. */
function placeOf({ id, last_four, amount }: Method, text: string, { payment_methods }: User): number | null {
  const digits = id.replace(/\D/g, '')
  const isOnly = amount !== null && payment_methods.filter((other) => other.amount === amount).length === 1
  const names = [digits, last_four ?? digits.slice(-4), ...(isOnly ? [String(amount)] : [])]
  const places = names
    .map((name) => text.search(new RegExp(`(?<![\\d.,])${name}(?![\\d.,]*\\d)`)))
    .filter((at) => at >= 0)
  return places.length === 0 ? null : Math.min(...places)
}

/** Besides the one that was named the others of its kind are meant, too. */
const moreOf = /\b(?:other|others|both|all|remaining|rest of (?:the|my))\b/

/** "Back to whatever I paid with", "the original one", "the card I used". */
const originalWords =
  /\boriginal|\bsame (?:payment|card|method|way|one|place)|\b(?:i|we) (?:originally |had |have )?(?:paid|used|booked)\b|\bwhere it came from\b|\b(?:paid|used|booked) (?:it )?with\b/

const kindWords = {
  certificate: /\b(?:travel )?(?:certificates?|vouchers?)\b/g,
  gift_card: /\bgift ?cards?\b|\bgcs?\b/g,
  credit_card: /\b(?:credit ?cards?|visa|master ?card|mc|amex|american express|(?<!gift )(?<!gift)cards?)\b/g,
}

/** Where the next kind of method is named: the words before it ("the smaller one first, then the larger") belong to this one. */
function nextKind(text: string, from: number): number {
  const places = kinds.map((source) => text.slice(from).search(new RegExp(kindWords[source].source)))
  const nearest = Math.min(...places.filter((place) => place >= 0), text.length - from)
  return from + Math.min(nearest, 60)
}

function ofKind(source: Method['source'], user: User, near: string, found: RegExpExecArray): Mention | null {
  const own = user.payment_methods.filter((method) => method.source === source)
  if (own.length === 0) return null
  const at = found.index
  if (source === 'credit_card') {
    const brand = own.filter(
      ({ brand: name }) =>
        name !== null &&
        found[0].replace(/ /g, '').replace(/^mc$/, 'mastercard').includes(name.toLowerCase().replace(/ /g, '')),
    )
    const isBrand = /visa|master|mc|am/.test(found[0])
    if (isBrand && brand.length === 0) return null
    const fitting = isBrand ? brand : own
    return { at, methods: fitting, all: fitting.length === 1 }
  }
  const bySize = [...own].sort((a, b) => (a.amount ?? 0) - (b.amount ?? 0))
  const asMuch = own.find((method) => new RegExp(`\\$\\s?${method.amount}\\b|\\b${method.amount} dollar`).test(near))
  if (asMuch) return { at, methods: [asMuch], all: true }
  if (/\b(?:small(?:er|est)|lower|lowest)\b/.test(near))
    return { at, methods: /\blarg|\bbig/.test(near) ? bySize : bySize.slice(0, 1), all: true }
  if (/\b(?:larg(?:er|est)|bigg(?:er|est)|higher|highest)\b/.test(near))
    return { at, methods: bySize.slice(-1), all: true }
  // Of certificates the most is wanted and only one is taken: the largest first.
  if (source === 'certificate') return { at, methods: [...bySize].reverse(), all: true }
  return { at, methods: own, all: true }
}

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
