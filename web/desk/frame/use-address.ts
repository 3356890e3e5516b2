import { useCallback, useEffect, useState } from 'react'
import { type Tab, tabs } from '../list/tabs.ts'

export interface Address {
  tab: Tab
  conversation: string | null
}

function read(): Address {
  const hash = new URLSearchParams(location.hash.slice(1))
  return {
    tab: tabs.find((tab) => tab === hash.get('tab')) ?? 'waiting',
    conversation: hash.get('c'),
  }
}

/** Where the agent is, kept in the fragment: a reload and the back button lead there again, and the server never sees it. */
export function useAddress(): [Address, (change: Partial<Address>) => void] {
  const [address, setAddress] = useState(read)
  useEffect(() => {
    const follow = () => setAddress(read())
    addEventListener('popstate', follow)
    addEventListener('hashchange', follow)
    return () => {
      removeEventListener('popstate', follow)
      removeEventListener('hashchange', follow)
    }
  }, [])
  const go = useCallback((change: Partial<Address>) => {
    const next = { ...read(), ...change }
    const hash = new URLSearchParams({ tab: next.tab, ...(next.conversation !== null && { c: next.conversation }) })
    history.pushState(null, '', `#${hash}`)
    setAddress(next)
  }, [])
  return [address, go]
}
