const identity = (sub: string, name: string) =>
  `x.${Buffer.from(JSON.stringify({ sub, name })).toString('base64url')}.unsigned`

export const demoCustomers = (
  [
    [
      'Josephine Rivera',
      'gold',
      'gold: status of a parcel under way, unlimited returns',
      { inTransit: 'MF-104233', longAgo: 'MF-103110' },
    ],
    [
      'Marcus Bell',
      'silver',
      'silver: an order not yet sent, returns inside and outside 180 days',
      { received: 'MF-104310' },
    ],
    [
      'Priya Nair',
      'bronze',
      'bronze: returns inside and outside 90 days',
      { within90: 'MF-104120', outside90: 'MF-103655' },
    ],
    ['Tom Whitfield', 'guest', 'guest: a parcel under way that cannot be cancelled', { inTransit: 'MF-104290' }],
    ['Hannah Cole', 'silver', 'a parcel that never came', { missingLong: 'MF-104022' }],
  ] as const
).map(([name, level, shows, orders], index) => ({
  customerId: `C-${index}`,
  name,
  level,
  shows,
  orders,
  email: `${name.toLowerCase().replace(' ', '.')}@example.com`,
  identity: identity(`C-${index}`, name.split(' ')[0] ?? name),
}))
