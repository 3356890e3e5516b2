import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import '@mantine/core/styles.layer.css'
import './frame/global.css'
import { retryQuery } from './api/queries.ts'
import { App } from './app.tsx'
import { cssVariables, theme } from './frame/theme.ts'
import { startSession } from './session/session.ts'

const queries = new QueryClient({ defaultOptions: { queries: { retry: retryQuery, staleTime: 2_000 } } })
// Outside React: a one-time token must be used exactly once, however often a component is drawn.
const start = startSession()

const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')
createRoot(root).render(
  <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
    <QueryClientProvider client={queries}>
      <App starting={start} />
    </QueryClientProvider>
  </MantineProvider>,
)
