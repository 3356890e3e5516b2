/** Every refusal the shop can give: stable code, HTTP status, words for people. Clients branch on the code alone. */
export const problems = {
  invalid_json: [400, 'The body is not valid UTF-8 JSON.'],
  idempotency_key_required: [400, 'A write needs an Idempotency-Key header of 1 to 200 visible ASCII characters.'],
  invalid_sandbox: [400, 'A sandbox name has 1 to 64 letters, digits, dots, dashes or underscores.'],
  unauthorized: [401, 'A valid bearer token is needed.'],
  identity_not_confirmed: [403, 'The PIN or answer is not right.'],
  route_not_found: [404, 'There is no such address here; see /openapi.json.'],
  customer_not_found: [404, 'There is no such customer.'],
  username_not_found: [404, 'There is no such user name.'],
  no_match: [404, 'These details do not belong together.'],
  order_not_found: [404, 'There is no such order.'],
  item_not_found: [404, 'The order has no such item.'],
  fee_not_found: [404, 'The order has no such fee.'],
  notice_not_found: [404, 'The order has no such notice.'],
  return_not_found: [404, 'There is no such return.'],
  refund_not_found: [404, 'There is no such refund.'],
  product_not_found: [404, 'There is no such product.'],
  promo_code_not_found: [404, 'There is no such promo code.'],
  service_not_found: [404, 'There is no such service.'],
  credit_not_found: [404, 'There is no such missing credit.'],
  no_subscription: [404, 'This customer never had a subscription.'],
  method_not_allowed: [405, 'This address does not take that method; see the Allow header.'],
  already_cancelled: [409, 'It was cancelled before.'],
  already_shipped: [409, 'The order has left the warehouse.'],
  already_out_for_delivery: [409, 'The order is out for delivery.'],
  already_delivered: [409, 'The order was delivered.'],
  not_yet_shipped: [409, 'The order has not left the warehouse.'],
  not_delivered: [409, 'The order has not been delivered.'],
  same_option: [409, 'The order already has that shipping option.'],
  same_payment_method: [409, 'That payment method is already in use.'],
  same_method: [409, 'The refund already uses that method.'],
  last_item: [409, 'It is the only item: cancel the order instead.'],
  out_of_stock: [409, 'That variant is out of stock.'],
  fee_already_waived: [409, 'The fee was waived before.'],
  notice_already_corrected: [409, 'The notice was corrected before.'],
  already_credited: [409, 'The charge was credited before.'],
  already_replaced: [409, 'A replacement was made before.'],
  price_match_used: [409, 'Bronze members get one price match a year, and this one has been given.'],
  already_returned: [409, 'That item has been returned or refunded.'],
  nothing_to_refund: [409, 'Nothing is left to refund.'],
  refund_complete: [409, 'The refund is complete and cannot change.'],
  service_not_active: [409, 'The service is not active.'],
  service_already_active: [409, 'The service is active already.'],
  nothing_due: [409, 'Nothing is due.'],
  already_extended: [409, 'The due date was extended before.'],
  not_paid: [409, 'The charge has not been paid.'],
  already_disputed: [409, 'The charge was disputed before.'],
  body_too_large: [413, 'The body may have at most 64 kB.'],
  unsupported_media_type: [415, 'Send application/json.'],
  invalid_request: [422, 'The request does not fit the schema.'],
  idempotency_key_reused: [422, 'This Idempotency-Key was used for another request.'],
  need_more_details: [422, 'More details are needed to be sure who it is.'],
  amount_too_large: [422, 'The amount is higher than possible here.'],
  quantity_too_large: [422, 'The quantity is higher than what is there.'],
  choose_variant: [422, 'The product comes in several sizes or colours: choose one.'],
  country_not_served: [422, 'The shop does not ship there in that way.'],
  date_not_possible: [422, 'That day is not possible for the delivery.'],
  too_many_attempts: [429, 'Too many wrong attempts; try again in an hour.'],
  too_many_sandboxes: [429, 'Too many sandboxes; delete one first.'],
  internal_error: [500, 'The shop made an error; it is in its log.'],
  injected_fault: [500, 'A test asked for this failure.'],
} as const satisfies Record<string, readonly [status: number, title: string]>

export type ProblemCode = keyof typeof problems

type Extra = {
  /** One entry per field that does not fit. */
  errors?: { path: string; message: string }[]
  /** A wrong attempt to be counted against this account or order, although the transaction is undone. */
  failedAttemptOn?: string
}

/** Ends a request with a refusal; whatever its transaction did is undone. */
export class ShopProblem extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly extra: Extra
  constructor(code: ProblemCode, detail?: string, extra: Extra = {}) {
    super(detail ?? problems[code][1])
    this.code = code
    this.status = problems[code][0]
    this.extra = extra
  }
}

/** RFC 9457 body. `detail` is for people and may change; `code` never does. */
export function problemBody(problem: ShopProblem) {
  return {
    type: `urn:marlow-and-finch:problem:${problem.code}`,
    title: problems[problem.code][1],
    status: problem.status,
    code: problem.code,
    detail: problem.message,
    ...(problem.extra.errors ? { errors: problem.extra.errors } : {}),
  }
}
