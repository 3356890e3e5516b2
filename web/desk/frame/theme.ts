import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core'

const parley: MantineColorsTuple = [
  '#eef0ff',
  '#dcdffc',
  '#b7bdf4',
  '#8f98ec',
  '#6e79e5',
  '#5a66e1',
  '#4654d3',
  '#3b48bb',
  '#333fa8',
  '#293594',
]

/** The tinted variant with text that keeps WCAG AA on its tint, which the library's own colours do not. */
const readable: VariantColorsResolver = (input) => {
  const colours = defaultVariantColorsResolver(input)
  const name = input.color ?? input.theme.primaryColor
  if (input.variant !== 'light' || !(name in input.theme.colors)) return colours
  const dark = `color-mix(in oklab, var(--mantine-color-${name}-9), #000 32%)`
  return { ...colours, color: `light-dark(${dark}, var(--mantine-color-${name}-1))` }
}

export const theme = createTheme({
  variantColorResolver: readable,
  primaryColor: 'parley',
  colors: { parley },
  primaryShade: { light: 6, dark: 5 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  autoContrast: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace',
  headings: { fontWeight: '650' },
  respectReducedMotion: true,
})

/** Surfaces of the desk, named by use. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5d6472',
    '--desk-ground': '#f5f6f8',
    '--desk-surface': '#ffffff',
    '--desk-raised': '#f1f3f6',
    '--desk-line': '#e3e6eb',
    '--desk-chosen': '#eceeff',
    '--desk-note': '#fff6dc',
    '--desk-note-ink': '#634b00',
    '--desk-agent': '#e2e6ff',
  },
  dark: {
    '--mantine-color-dimmed': '#a2a8b5',
    '--desk-ground': '#0f1115',
    '--desk-surface': '#16191f',
    '--desk-raised': '#22262e',
    '--desk-line': '#2c3139',
    '--desk-chosen': '#252a44',
    '--desk-note': '#35301c',
    '--desk-note-ink': '#ecd591',
    '--desk-agent': '#2b3158',
  },
})
