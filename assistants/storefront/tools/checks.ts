import { mapResult, ok, refused, type ToolResult } from 'parley/tools'
import { z } from 'zod'
import { type Address, readAddress } from './address.ts'
import type { Hands } from './define.ts'
import { idFrom } from './fields.ts'
import { type WireRefund, wireProductSummary, wireRefund } from './wire.ts'

/** The address in the shop's form; null where none was given. */
export function addressFrom(line: string | undefined): ToolResult<Address | null> {
  if (line === undefined) return ok(null)
  const read = readAddress(line)
  return read.kind === 'address' ? ok(read.address) : refused('address_incomplete', `It lacks ${read.missing}.`)
}

export const itemIdFrom = (given: string): ToolResult<string> => {
  const id = idFrom('I', given)
  return id === null ? refused('item_not_found') : ok(id)
}

/** The refund if it is this customer's. */
export async function ownRefund(hands: Hands, given: string): Promise<ToolResult<WireRefund>> {
  const id = idFrom('RF', given)
  if (id === null) return refused('refund_not_found')
  const refund = await hands.ask({ method: 'GET', path: `/refunds/${id}` }, wireRefund)
  return refund.kind === 'ok' && refund.value.customerId !== hands.customerId ? refused('refund_not_found') : refund
}

const filler = /\b(a|an|the|my|your|some|that|those|these|pair|pairs|of|in)\b/gi
const found = z.object({ products: z.array(wireProductSummary), total: z.int() })

/** The product that is meant by a name or id. Several that fit are `choose_product`, with their names in the message. */
export async function productIdFrom(hands: Hands, given: string): Promise<ToolResult<string>> {
  const text = given.trim()
  if (/^P-\d{4,8}$/i.test(text)) return ok(text.toUpperCase())
  const query = text.replace(filler, ' ').replace(/\s+/g, ' ').trim().slice(0, 100)
  if (query === '') return refused('product_not_found')
  const answer = await hands.ask({ method: 'GET', path: '/products', query: { query, limit: 6 } }, found)
  if (answer.kind !== 'ok') return answer
  const { products, total } = answer.value
  const exact = products.find((product) => product.name.toLowerCase() === text.toLowerCase())
  const [first] = products
  if (exact) return ok(exact.productId)
  if (!first) return refused('product_not_found')
  return total === 1
    ? ok(first.productId)
    : refused('choose_product', products.map((product) => product.name).join(', '))
}

/** Like `productIdFrom`; null where no product was named. */
export const productIdIfGiven = async (hands: Hands, given: string | undefined): Promise<ToolResult<string | null>> =>
  given === undefined ? ok(null) : productIdFrom(hands, given)

/** Both results, or the first that has no value. */
export function both<A, B>(a: ToolResult<A>, b: ToolResult<B>): ToolResult<[A, B]> {
  if (a.kind !== 'ok') return a
  return mapResult(b, (value): [A, B] => [a.value, value])
}
