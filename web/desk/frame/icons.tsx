const paths = {
  moon: 'M19.5 14.2A8 8 0 0 1 9.800 4.500a8 8 0 1 0 9.700 9.700Z',
  sun: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM12 3v1.500M12 19.500V21M3 12h1.500M19.500 12H21M5.600 5.600l1.100 1.100M17.300 17.300l1.100 1.100M5.600 18.400l1.100-1.100M17.300 6.700l1.100-1.100',
  back: 'M15 5.500 8.500 12l6.500 6.500',
  help: 'M12 3.500a8.500 8.500 0 1 1 0 17 8.500 8.500 0 0 1 0-17ZM9.500 9.500a2.500 2.500 0 1 1 3.600 2.300c-.7.4-1.100.9-1.100 1.700M12 16.600h.01',
  panel: 'M4.500 5.500h15v13h-15zM14.500 5.500v13',
  up: 'M7 10.500v9H4.500a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1H7Zm0 0 3.600-6.600a1.900 1.900 0 0 1 3.500 1.300l-.7 4h5.100a2 2 0 0 1 2 2.400l-1.200 6a2 2 0 0 1-2 1.600H7',
  spark:
    'M12 3.500c.6 4.600 3.400 7.400 8 8-4.600.6-7.400 3.400-8 8-.6-4.600-3.400-7.400-8-8 4.600-.6 7.400-3.400 8-8Z',
  send: 'M12 19V5.500M6 11l6-6 6 6',
  close: 'M6.500 6.500l11 11M17.500 6.500l-11 11',
  note: 'M6 4.500h12v10l-5 5H6zM13 19.500v-5h5',
  inbox: 'M4.500 13.500 7 5.500h10l2.500 8v5h-15zM4.500 13.500h4.500l1.500 2.500h3l1.500-2.500h4.500',
  out: 'M9.500 4.500h-3a2 2 0 0 0-2 2v11a2 2 0 0 0 2 2h3M15 16l4-4-4-4M19 12H9.500',
} as const
export type IconName = keyof typeof paths

/** A line icon. Decorative: the control it is in carries the name. */
export function Icon({ name, size = 18, flip = false }: { name: IconName; size?: number; flip?: boolean }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      transform={flip ? 'rotate(180)' : undefined}
    >
      <path d={paths[name]} />
    </svg>
  )
}

export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <rect width="32" height="32" rx="9" fill="var(--mantine-primary-color-filled)" />
      <path
        d="M9 10h14a2.500 2.500 0 0 1 2.500 2.500v5A2.500 2.500 0 0 1 23 20h-6l-5 4v-4H9a2.500 2.500 0 0 1-2.500-2.500v-5A2.500 2.500 0 0 1 9 10Z"
        fill="#fff"
      />
    </svg>
  )
}
