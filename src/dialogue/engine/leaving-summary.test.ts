import { describe, expect, test } from 'vitest'
import { command, order, Talk, verified } from '../fixture/index.ts'

const { start } = command
const summed = async () => {
  const talk = new Talk({ identity: verified })
  await talk.commands(start('change-address', { order_number: order.number, address: '1 Mill Lane' }))
  return talk
}

describe('a summary that is denied again with nothing named that is wrong', () => {
  const deniedTwice = async () => {
    const talk = await summed()
    expect(await talk.says('no')).toEqual(['repair.what-to-correct'])
    expect(await talk.says('blah blah')).toEqual(['repair.not-understood-1', 'address-summary'])
    expect(await talk.says('no, thank you')).toEqual(['repair.leave-instead'])
    return talk
  }

  test.each(['yes', 'Yes please', 'leave it as it is', 'no, leave it', 'yes leave it'])(
    '"%s" leaves it',
    async (text) => {
      const talk = await deniedTwice()
      expect(await talk.says(text)).toEqual(['repair.cancelled', 'repair.anything-else'])
      expect(talk.calls.map(({ name }) => name)).not.toContain('change_address')
    },
  )

  test('the part that is wrong is asked for', async () => {
    const talk = await deniedTwice()
    expect(await talk.press('address')).toEqual(['ask-address'])
    expect(await talk.says('2 Mill Lane')).toEqual(['repair.corrected', 'address-summary'].slice(1))
  })

  test('"no" asks once more, and another one leaves it', async () => {
    const talk = await deniedTwice()
    expect(await talk.says('no')).toEqual(['repair.what-to-correct'])
    expect(await talk.says('no')).toEqual(['repair.cancelled', 'repair.anything-else'])
  })

  test('a part that was named and given as before counts as named', async () => {
    const talk = await summed()
    await talk.says('no')
    await talk.press('address')
    expect(await talk.says('1 Mill Lane')).toContain('address-summary')
    expect(await talk.says('no')).toEqual(['repair.what-to-correct'])
  })

  test('another summary is denied for the first time', async () => {
    const talk = await summed()
    await talk.says('no')
    await talk.press('address')
    await talk.says('2 Mill Lane')
    expect(await talk.says('no')).toEqual(['repair.what-to-correct'])
  })
})
