import { customerRows, reservationRows } from './customers.ts'

/** Who the demo page offers to be; `tryThis` are sentences that suit them. */
export type DemoCustomer = {
  customerId: string
  name: string
  email: string
  membership: string
  reservations: string[]
  shows: string
  tryThis: string[]
}

const shown: Record<string, { shows: string; tryThis: string[] }> = {
  nora_lindqvist_2041: {
    shows: 'gold: a family trip with insurance, business, a flight that is delayed today',
    tryThis: [
      'My flight to Atlanta today is delayed, what can you do?',
      'I want to cancel NL8B2Q',
      'How many bags can we check on NL4R7K?',
    ],
  },
  tobias_okafor_7310: {
    shows: 'regular: basic economy that cannot be changed, one booked this morning, one the airline cancelled',
    tryThis: ['Please cancel TK2C9F', 'Please cancel TK7M3H', 'My flight to Seattle was cancelled'],
  },
  hana_sato_3387: {
    shows: 'gold: two trips on one day, a one-stop trip with a nonstop one beside it, gift cards and a certificate',
    tryThis: [
      'Can I fly nonstop instead in HS7Q1B?',
      'What is on my gift cards?',
      'I think I booked twice for the same day',
    ],
  },
  camila_rivas_8015: {
    shows: 'silver: a family whose flight the airline cancelled; basic economy to upgrade',
    tryThis: ['Our flight to Las Vegas was cancelled and I want compensation', 'Upgrade CR6J2M to economy'],
  },
  ines_carvalho_3624: {
    shows: 'regular: four gift cards and a card',
    tryThis: ['I want to book a flight from Newark to San Francisco next Tuesday', 'Change the passenger on IC9M1W'],
  },
}

export const demoCustomers: readonly DemoCustomer[] = customerRows.flatMap(({ user_id, name, membership }) => {
  const about = shown[user_id]
  return about === undefined
    ? []
    : [
        {
          customerId: user_id,
          name,
          email: `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@example.com`,
          membership,
          reservations: reservationRows
            .filter((row) => row.split(' ')[1] === user_id)
            .map((row) => row.split(' ')[0] ?? ''),
          ...about,
        },
      ]
})
