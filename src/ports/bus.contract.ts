import { describe, expect, test, vi } from 'vitest'
import type { Bus, Notice } from './bus.ts'
import { newId } from './contract-scene.ts'

export function busContract(bus: () => Bus): void {
  const notice = (more: Partial<Notice> = {}): Notice => ({
    tenant: newId('tenant'),
    conversation: newId('conversation'),
    seq: 3,
    ...more,
  })

  describe('bus', () => {
    test('whoever watches the conversation or its tenant is woken, nobody else', async () => {
      const sent = notice()
      const [mine, desk, other, stranger] = [vi.fn(), vi.fn(), vi.fn(), vi.fn()]
      const stops = [
        bus().subscribe(sent.tenant, sent.conversation, mine),
        bus().subscribe(sent.tenant, null, desk),
        bus().subscribe(sent.tenant, newId('conversation'), other),
        bus().subscribe(newId('tenant'), null, stranger),
      ]
      bus().publish(sent)
      await vi.waitFor(() => {
        expect(mine).toHaveBeenCalledWith(sent)
        expect(desk).toHaveBeenCalledWith(sent)
      })
      expect(other).not.toHaveBeenCalled()
      expect(stranger).not.toHaveBeenCalled()
      for (const stop of stops) stop()
    })

    test('after stopping nothing comes; the others still hear', async () => {
      const sent = notice()
      const [stopped, still] = [vi.fn(), vi.fn()]
      const stop = bus().subscribe(sent.tenant, sent.conversation, stopped)
      const stopStill = bus().subscribe(sent.tenant, sent.conversation, still)
      stop()
      stop()
      bus().publish(sent)
      await vi.waitFor(() => expect(still).toHaveBeenCalledTimes(1))
      expect(stopped).not.toHaveBeenCalled()
      stopStill()
    })
  })
}
