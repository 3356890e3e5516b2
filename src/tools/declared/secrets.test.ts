import { describe, expect, test } from 'vitest'
import { ok, refused } from '../outcome.ts'
import { resultWithoutSecrets, secretsOf, withoutSecrets } from './secrets.ts'

const settings = { token: 'abc/def+12345', user: 'me', port: 8080 }

describe('secrets', () => {
  test('are whole values and the settings in them, except what is too short to be one', () => {
    expect(secretsOf(['Bearer {token}', '{user}', '{port}', '{gone?}'], settings)).toEqual([
      'Bearer abc/def+12345',
      'abc/def+12345',
    ])
  })

  test('are found as they are, in an address and as base64', () => {
    const secrets = secretsOf(['{token}'], settings)
    const base64 = Buffer.from('abc/def+12345').toString('base64')
    expect(withoutSecrets(`a abc/def+12345 b?t=abc%2Fdef%2B12345 c ${base64}`, secrets)).toBe(
      'a [hidden] b?t=[hidden] c [hidden]',
    )
  })

  test('are found anywhere in a result, in names and in the words of a refusal', () => {
    const secrets = ['tok-12345']
    expect(resultWithoutSecrets(ok({ list: [{ 'a tok-12345': 'x tok-12345' }, 5, null] }), secrets)).toEqual(
      ok({ list: [{ 'a [hidden]': 'x [hidden]' }, 5, null] }),
    )
    expect(resultWithoutSecrets(refused('no', 'not with tok-12345'), secrets).message).toBe('not with [hidden]')
  })
})
