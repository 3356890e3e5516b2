import { Alert, Button, Paper, Stack, Text, TextInput, Title } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import classes from '../frame/frame.module.css'
import { Mark } from '../frame/icons.tsx'
import { type Start, signIn, tokenIn } from './session.ts'

/** For those who came without a sign-in link, or with one that was used up. */
export function SignInPage({ reason, onStart }: { reason: string | null; onStart: (start: Start) => void }) {
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    onStart(await signIn(tokenIn(text)))
    setBusy(false)
  }

  return (
    <main className={classes.center}>
      <Paper withBorder shadow="sm" p="xl" radius="lg" maw={440} w="100%">
        <form onSubmit={submit}>
          <Stack>
            <Mark size={40} />
            <Title order={1} size="h2">
              Sign in to the desk
            </Title>
            <Text c="dimmed" size="sm">
              Open the one-time link you were given, or paste it here. Parley prints one for the administrator when it
              starts.
            </Text>
            {reason !== null && (
              <Alert color="red" variant="light" role="alert">
                {reason}
              </Alert>
            )}
            <TextInput
              label="Sign-in link or token"
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              autoComplete="off"
              spellCheck={false}
              data-autofocus
            />
            <Button type="submit" loading={busy} disabled={text.trim() === ''}>
              Sign in
            </Button>
          </Stack>
        </form>
      </Paper>
    </main>
  )
}
