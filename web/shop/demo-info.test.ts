import { expect, test } from 'vitest'
import { loadDemoCustomers, readCustomers } from './demo-info.ts'

test('customers are read with their orders and sentences that fit them', () => {
  const [customer] = readCustomers({
    customers: [
      {
        customerId: 'C-1',
        name: 'Ana Bo',
        email: 'ana@example.com',
        level: 'gold',
        shows: 'gold: a parcel under way',
        orders: { inTransit: 'MF-1', unheardOf: 'MF-2' },
        identity: 'a.b.c',
      },
    ],
  })
  expect(customer).toEqual({
    id: 'C-1',
    name: 'Ana Bo',
    level: 'gold',
    email: 'ana@example.com',
    shows: 'gold: a parcel under way',
    orders: ['MF-1', 'MF-2'],
    sentences: ['Where is my order MF-1?'],
    identity: 'a.b.c',
  })
})

test('the demo may name its sentences and give its tokens apart', () => {
  const info = {
    customers: [{ name: 'Ana', email: 'ana@example.com', order: 'MF-1', state: 'received', try: 'Cancel it' }],
    tokens: { 'ana@example.com': 'x.y.z' },
  }
  expect(readCustomers(info)).toMatchObject([{ sentences: ['Cancel it'], orders: ['MF-1'], identity: 'x.y.z' }])
})

test.each([null, 5, 'text', {}, { customers: 5 }, { customers: [null, 5, {}] }])(
  'nothing useful (%j) is no customers',
  (info) => {
    expect(readCustomers(info)).toEqual([])
  },
)

test('a server without a demo, or none at all, leaves the page without customers', async () => {
  expect(await loadDemoCustomers(async () => new Response('{}', { status: 404 }))).toEqual([])
  expect(await loadDemoCustomers(async () => Promise.reject(new TypeError('network')))).toEqual([])
})
