import { z } from 'zod'

/**
 * The shapes of answers, as callers get them (the assistant's tools hand them on to flows). Records have the fields of the reservation system; beside them stand facts that rules ask for (hours since
 * booking, whether a leg has been flown) and words for reading aloud (`…_text`, `label`). Money is whole US dollars, times are EST.
 */
const text = z.string()
const dollars = z.number()
const whole = z.int()
const day = z.string().describe('YYYY-MM-DD')

export const cabins = ['basic_economy', 'economy', 'business'] as const
export const cabin = z.enum(cabins)
export const perCabin = z.object({ basic_economy: whole, economy: whole, business: whole }).meta({ id: 'PerCabin' })
export const prices = perCabin

export const person = z.object({ first_name: text, last_name: text, dob: day })
/** `full_name` is for reading aloud; writes take it and leave it out. */
export const passenger = person.extend({ full_name: text }).meta({ id: 'Passenger' })

export const paymentMethod = z
  .object({
    id: text,
    source: z.enum(['credit_card', 'gift_card', 'certificate']),
    /** "Visa ending in 7447", "gift card with $198", "certificate of $250" */
    label: text,
    brand: text.nullable(),
    last_four: text.nullable(),
    /** What is left on a gift card or certificate; null for a credit card. */
    amount: dollars.nullable(),
  })
  .meta({ id: 'PaymentMethod' })

export const user = z
  .object({
    user_id: text,
    first_name: text,
    last_name: text,
    full_name: text,
    email: text,
    dob: day,
    address: z.object({ address1: text, address2: text, city: text, state: text, country: text, zip: text }),
    membership: z.enum(['regular', 'silver', 'gold']),
    payment_methods: z.array(paymentMethod),
    credit_cards: z.array(paymentMethod),
    gift_cards: z.array(paymentMethod),
    certificates: z.array(paymentMethod),
    gift_card_total: dollars,
    certificate_total: dollars,
    saved_passengers: z.array(passenger),
    /** The customer and their saved passengers. */
    travellers: z.array(passenger),
    reservations: z.array(text),
  })
  .meta({ id: 'User' })

export const flightStatus = z.enum(['available', 'on time', 'delayed', 'flying', 'landed', 'cancelled', 'unknown'])

/** A flight as a reservation has it. */
export const bookedFlight = z
  .object({ flight_number: text, date: day, origin: text, destination: text, price: dollars })
  .meta({ id: 'BookedFlight' })

/** One leg of a reservation. */
export const leg = z
  .object({
    flight_number: text,
    date: day,
    origin: text,
    destination: text,
    price: dollars,
    departure_time: text.describe('HH:MM'),
    arrival_time: text.describe('HH:MM'),
    /** Days after the departure on which it lands. */
    arrives_days_later: whole,
    duration_minutes: whole,
    status: flightStatus,
    direction: z.enum(['outbound', 'return']),
  })
  .meta({ id: 'Leg' })

/** One direction of a trip: its legs together. */
export const direction = z
  .object({
    origin: text,
    destination: text,
    date: day,
    stops: whole,
    departure_time: text,
    arrival_time: text,
    /** From the first departure to the last arrival, waits included. */
    duration_minutes: whole,
    duration_text: text,
    flight_numbers: text,
    flights: z.array(leg),
  })
  .meta({ id: 'Direction' })

export const payment = z.object({ payment_id: text, amount: dollars }).meta({ id: 'Payment' })

export const reservation = z
  .object({
    reservation_id: text,
    user_id: text,
    origin: text,
    destination: text,
    flight_type: z.enum(['one_way', 'round_trip']),
    cabin,
    cabin_text: text,
    flights: z.array(leg),
    passengers: z.array(passenger),
    payment_history: z.array(payment),
    created_at: text,
    total_baggages: whole,
    nonfree_baggages: whole,
    insurance: z.enum(['yes', 'no']),
    status: z.enum(['active', 'cancelled']),
    // Facts.
    /** "K1NW8N, JFK to SFO on May 26, round trip, economy, 2 passengers" */
    label: text,
    route_text: text,
    outbound: direction,
    return: direction.nullable(),
    outbound_date: day,
    return_date: day.nullable(),
    passenger_count: whole,
    passenger_names: text,
    has_insurance: z.boolean(),
    hours_since_booking: z.number(),
    booked_within_24_hours: z.boolean(),
    /** Nothing of it has departed yet. */
    is_upcoming: z.boolean(),
    any_flown: z.boolean(),
    any_cancelled_by_airline: z.boolean(),
    any_delayed: z.boolean(),
    /** A flight that was changed for another one had been cancelled, or was delayed. */
    had_cancelled: z.boolean(),
    had_delayed: z.boolean(),
    /** The longest single flight. */
    longest_flight_minutes: whole,
    /** Of all directions, waits included; the longest. */
    longest_direction_minutes: whole,
    membership: z.enum(['regular', 'silver', 'gold']),
    free_bags_per_passenger: whole,
    free_bags: whole,
    /** Fares of all flights for all passengers, as booked. */
    fare_total: dollars,
    /** Everything paid less everything given back. */
    paid_total: dollars,
    /** What was paid with first; null where it is no longer in the profile. */
    original_payment: paymentMethod.nullable(),
    original_payment_text: text,
    /** Why it may be cancelled whatever the reason; `insurance`: only for a covered reason; `none`: it may not; `flown`: a person has to look. */
    cancellation_basis: z.enum([
      'within_24_hours',
      'airline_cancelled',
      'business',
      'insurance',
      'none',
      'flown',
      'cancelled',
    ]),
    /** Silver or gold member, insured, or business: only then is there any compensation. */
    may_be_compensated: z.boolean(),
    /** 100 for each passenger where a flight was cancelled by the airline, else 0. */
    cancelled_compensation: dollars,
    /** 50 for each passenger where a flight is delayed, else 0. */
    delayed_compensation: dollars,
  })
  .meta({ id: 'Reservation' })

/** A flight as the search gives it. */
export const foundFlight = z
  .object({
    flight_number: text,
    origin: text,
    destination: text,
    date: day,
    status: text,
    scheduled_departure_time_est: text,
    scheduled_arrival_time_est: text,
    available_seats: perCabin,
    prices: perCabin,
  })
  .meta({ id: 'FoundFlight' })

/** A way to get there: one flight or two. */
export const flightOption = z
  .object({
    /** "HAT136 and HAT039, JFK 12:00 to SEA 19:30, 1 stop in ATL (7 h 30 min), $255" */
    label: text,
    flights: z.array(z.object({ flight_number: text, date: day })),
    flight_numbers: text,
    origin: text,
    destination: text,
    date: day,
    stops: whole,
    via: text.nullable(),
    departure_time: text,
    /** The ways to say it: "14:00 2 pm 2pm 2:00 pm". */
    departure_words: text,
    arrival_time: text,
    arrives_days_later: whole,
    duration_minutes: whole,
    duration_text: text,
    /** Of one passenger, all flights together. */
    prices: perCabin,
    /** The fewest of its flights. */
    seats: perCabin,
    cabin,
    /** Of one passenger in `cabin`. */
    price: dollars,
    /** Of all passengers in `cabin`. */
    total: dollars,
  })
  .meta({ id: 'FlightOption' })

export const roundTripOption = z
  .object({
    label: text,
    outbound: flightOption,
    return: flightOption,
    /** All of them, ready for a booking. */
    flights: z.array(z.object({ flight_number: text, date: day })),
    origin: text,
    destination: text,
    cabin,
    price: dollars,
    total: dollars,
  })
  .meta({ id: 'RoundTripOption' })

export const changeQuote = z
  .object({
    reservation_id: text,
    cabin,
    cabin_text: text,
    flights: z.array(z.object({ flight_number: text, date: day })),
    flights_text: text,
    old_total: dollars,
    new_total: dollars,
    /** Positive: to be paid; negative: given back. */
    price_difference: dollars,
    to_pay: dollars,
    to_refund: dollars,
    changes_flights: z.boolean(),
    changes_cabin: z.boolean(),
    /** Where the money would go back to, or come from, unless another is named. */
    original_payment: paymentMethod.nullable(),
  })
  .meta({ id: 'ChangeQuote' })

export const bookingQuote = z
  .object({
    fare: z.number(),
    price_per_passenger: z.number(),
    passenger_count: z.int(),
    free_bags: z.int(),
    nonfree_baggages: z.int(),
    bags_price: z.number(),
    insurance_price: z.number(),
    total: z.number(),
    origin: z.string(),
    destination: z.string(),
    flights_text: z.string(),
    cabin_text: z.string(),
  })
  .meta({ id: 'BookingQuote' })

export const cabinQuotes = z
  .object({
    quotes: z.array(changeQuote),
    count: z.int(),
    to_pay: z.number(),
    to_refund: z.number(),
    price_difference: z.number(),
    /** One line for each. */
    quotes_text: z.string(),
    /** Those that cannot be changed to it (no seats, flight not available). */
    not_possible: z.array(z.string()),
  })
  .meta({ id: 'CabinQuotes' })

export const baggageQuote = z
  .object({
    reservation_id: z.string(),
    total_baggages: z.int(),
    nonfree_baggages: z.int(),
    added: z.int(),
    free_bags: z.int(),
    /** To be paid for what is added beyond the free bags. */
    price: z.number(),
  })
  .meta({ id: 'BaggageQuote' })
