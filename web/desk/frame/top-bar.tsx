import {
  ActionIcon,
  Avatar,
  Menu,
  Tooltip,
  UnstyledButton,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core'
import type { SignedIn } from '#contracts'
import classes from './frame.module.css'
import { Icon, Mark } from './icons.tsx'

interface TopBarProps {
  agent: SignedIn['agent']
  connected: boolean
  onHelp: () => void
  onLeave: () => void
}

export function TopBar({ agent, connected, onHelp, onLeave }: TopBarProps) {
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light')
  const other = scheme === 'dark' ? 'light' : 'dark'
  return (
    <header className={classes.top}>
      <h1 className={classes.brand}>
        <Mark /> Parley Desk
      </h1>
      <span className={classes.live} data-connected={connected || undefined} role="status">
        <span className={classes.liveText}>{connected ? 'Live' : 'Reconnecting…'}</span>
      </span>
      <Tooltip label="Keyboard shortcuts (?)">
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Keyboard shortcuts" onClick={onHelp}>
          <Icon name="help" />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={`${other === 'dark' ? 'Dark' : 'Light'} colours`}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={`Switch to ${other} colours`}
          onClick={() => setColorScheme(other)}
        >
          <Icon name={other === 'dark' ? 'moon' : 'sun'} />
        </ActionIcon>
      </Tooltip>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <UnstyledButton aria-label={`Signed in as ${agent.name}`}>
            <Avatar name={agent.name} color="parley" variant="light" size={34} />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {agent.name} · {agent.role}
          </Menu.Label>
          <Menu.Item leftSection={<Icon name="out" size={16} />} onClick={onLeave}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </header>
  )
}
