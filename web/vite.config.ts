import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { InlineConfig } from 'vite'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Browsers of the last two years: they know `light-dark()` and relative colours, which older targets would have rewritten. */
const target = ['chrome125', 'edge125', 'firefox128', 'safari18']

export interface WebPart {
  name: 'widget' | 'shop' | 'desk'
  config(outDir: string): InlineConfig
}

/** The three builds. Each runs on its own, since one Vite build has one base address and one output form. */
export const webParts: readonly WebPart[] = [
  {
    // One classic script with a name that never changes: shops have its address in their pages.
    name: 'widget',
    config: (outDir) => ({
      ...shared,
      root: at('./widget'),
      build: {
        ...build,
        outDir,
        lib: { entry: at('./widget/main.ts'), formats: ['iife'], name: 'ParleyWidget', fileName: () => 'widget.js' },
      },
    }),
  },
  { name: 'shop', config: (outDir) => page('shop', outDir) },
  { name: 'desk', config: (outDir) => page('desk', outDir) },
]

const build: InlineConfig['build'] = {
  target,
  cssTarget: target,
  emptyOutDir: false,
  copyPublicDir: false,
  reportCompressedSize: false,
  sourcemap: false,
  chunkSizeWarningLimit: 1500,
}

const shared: InlineConfig = { configFile: false, logLevel: 'warn', clearScreen: false }

/** A page and its assets, under an address of its own, with nothing inline: the server allows scripts from itself alone. */
function page(name: 'shop' | 'desk', outDir: string): InlineConfig {
  return {
    ...shared,
    root: at(`./${name}`),
    base: `/${name}/`,
    plugins: name === 'desk' ? [react()] : [],
    build: { ...build, outDir: `${outDir}/${name}`, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  }
}
