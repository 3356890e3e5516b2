import { Loader } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { RequestError } from './api/client.ts'
import { Desk } from './desk.tsx'
import classes from './frame/frame.module.css'
import { forgetSession, type Start } from './session/session.ts'
import { SignInPage } from './session/sign-in.tsx'

/** Signs in, and out again when the server no longer knows the session. */
export function App({ starting }: { starting: Promise<Start> }) {
  const [start, setStart] = useState<Start | null>(null)
  const queries = useQueryClient()

  useEffect(() => {
    void starting.then(setStart)
  }, [starting])

  const leave = useCallback(
    (reason: string | null) => {
      forgetSession()
      queries.clear()
      setStart({ kind: 'signed-out', reason })
    },
    [queries],
  )

  useEffect(
    () =>
      queries.getQueryCache().subscribe(({ query }) => {
        const { error } = query.state
        if (error instanceof RequestError && error.status === 401) leave(error.message)
      }),
    [queries, leave],
  )

  if (start === null)
    return (
      <main className={classes.center} aria-busy="true">
        <Loader aria-label="Signing in" />
      </main>
    )
  if (start.kind === 'signed-out') return <SignInPage reason={start.reason} onStart={setStart} />
  return <Desk signedIn={start.signedIn} onLeave={() => leave(null)} />
}
