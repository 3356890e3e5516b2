/** Every refusal: stable code, HTTP status, words for people. Clients branch on the code alone. */
export const problems = {
  invalid_json: [400, 'The body is not valid UTF-8 JSON.'],
  idempotency_key_required: [400, 'A write needs an Idempotency-Key header of 1 to 200 visible ASCII characters.'],
  unauthorized: [401, 'A valid bearer token is needed.'],
  route_not_found: [404, 'There is no such address here; see /openapi.json.'],
  user_not_found: [404, 'There is no such user.'],
  reservation_not_found: [404, 'There is no such reservation.'],
  flight_not_found: [404, 'There is no such flight on that day.'],
  place_not_found: [404, 'There is no airport by that name.'],
  method_not_allowed: [405, 'This address does not take that method; see the Allow header.'],
  already_cancelled: [409, 'The reservation was cancelled before.'],
  flight_not_available: [409, 'The flight cannot be booked on that day.'],
  not_enough_seats: [409, 'There are not enough seats in that cabin.'],
  body_too_large: [413, 'The body may have at most 64 kB.'],
  unsupported_media_type: [415, 'Send application/json.'],
  invalid_request: [422, 'The request does not fit the schema.'],
  idempotency_key_reused: [422, 'This Idempotency-Key was used for another request.'],
  too_many_passengers: [422, 'A reservation has at most five passengers.'],
  passenger_count_differs: [422, 'The number of passengers cannot change.'],
  payment_method_not_found: [422, 'The payment method is not in the profile.'],
  certificate_not_allowed: [422, 'A certificate cannot pay for a change.'],
  balance_too_low: [422, 'There is not enough on that payment method.'],
  payment_does_not_add_up: [422, 'The payments are not the price.'],
  too_many_payment_methods: [422, 'At most one certificate, three gift cards and one credit card.'],
  bags_cannot_be_removed: [422, 'Checked bags can be added, not removed.'],
  too_many_certificates: [422, 'The profile has too many certificates.'],
  internal_error: [500, 'The reservation system made an error; it is in its log.'],
  injected_fault: [500, 'A test asked for this failure.'],
} as const satisfies Record<string, readonly [status: number, title: string]>

export type ProblemCode = keyof typeof problems
export type FieldError = { path: string; message: string }

/** Ends a request with a refusal; whatever it did until then is undone. */
export class Refusal extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly errors: FieldError[] | undefined
  constructor(code: ProblemCode, detail?: string, errors?: FieldError[]) {
    super(detail ?? problems[code][1])
    this.code = code
    this.status = problems[code][0]
    this.errors = errors
  }
}

/** RFC 9457 body. `detail` is for people and may change; `code` never does. */
export const problemBody = (refusal: Refusal) => ({
  type: `urn:kestrel-air:problem:${refusal.code}`,
  title: problems[refusal.code][1],
  status: refusal.status,
  code: refusal.code,
  detail: refusal.message,
  ...(refusal.errors ? { errors: refusal.errors } : {}),
})
