import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { InlineConfig } from 'vite'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Browsers of the last two years: they know `light-dark()` and relative colours, which older targets would have rewritten. */
const target = ['chrome125', 'edge125', 'firefox128', 'safari18']

export interface WebPart {
  name: 'widget' | 'pages'
  config(outDir: string): InlineConfig
}

const shared: InlineConfig = { configFile: false, logLevel: 'warn', clearScreen: false }

const build: InlineConfig['build'] = {
  target,
  cssTarget: target,
  emptyOutDir: false,
  copyPublicDir: false,
  reportCompressedSize: false,
  sourcemap: false,
  chunkSizeWarningLimit: 1500,
}

/** The two builds; they run one after the other, since one Vite build has one output form. */
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
  {
    // shop/index.html, desk/index.html and their hashed files under /assets, with nothing inline: the server allows scripts from itself alone.
    name: 'pages',
    config: (outDir) => ({
      ...shared,
      root: at('.'),
      base: '/',
      plugins: [react()],
      build: {
        ...build,
        outDir,
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        rolldownOptions: { input: { shop: at('./shop/index.html'), desk: at('./desk/index.html') } },
      },
    }),
  },
]
