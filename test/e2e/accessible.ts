import type { Page } from 'playwright-core'

/** Controls without a name that a screen reader could say, in the page and in open shadow trees, as their HTML. */
export function unnamedControls(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    const visit = (root: Document | ShadowRoot) => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) visit(element.shadowRoot)
        if (!element.matches('button, a[href], input:not([type="hidden"]), textarea, select, summary, [role="tab"]'))
          continue
        if (!element.checkVisibility()) continue
        const labelled = element.getAttribute('aria-labelledby')
        const names = [
          element.getAttribute('aria-label'),
          labelled && root.getElementById(labelled)?.textContent,
          element.closest('label')?.textContent,
          element.id && root.querySelector(`label[for="${CSS.escape(element.id)}"]`)?.textContent,
          element.matches('input, textarea, select') ? null : element.textContent,
        ]
        if (!names.some((name) => name?.trim())) found.push(element.outerHTML.slice(0, 120))
      }
    }
    visit(document)
    return found
  })
}

/**
 * Texts whose contrast with the surface behind them is below WCAG AA (4.5; 3 for large text), as "ratio text". Disabled controls are
 * exempt there and here; so is what lies on pictures and gradients, whose surface is unknown.
 */
export function lowContrast(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
    if (!canvas) throw new Error('no canvas')
    /** Any CSS colour over a backdrop, as the browser paints it. */
    const paint = (colours: string[]): [number, number, number] => {
      canvas.clearRect(0, 0, 1, 1)
      for (const colour of colours) {
        canvas.fillStyle = colour
        canvas.fillRect(0, 0, 1, 1)
      }
      const [r = 0, g = 0, b = 0] = canvas.getImageData(0, 0, 1, 1).data
      return [r, g, b]
    }
    const luminance = (rgb: [number, number, number]) => {
      const [r, g, b] = rgb.map((value) => {
        const share = value / 255
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
      }) as [number, number, number]
      return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const parentOf = (element: Element): Element | null => {
      const root = element.getRootNode()
      return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null)
    }
    /** Backgrounds from the page up to the element; null where one is a picture. */
    const surfaces = (element: Element): string[] | null => {
      const layers: string[] = []
      for (let each: Element | null = element; each; each = parentOf(each)) {
        const style = getComputedStyle(each)
        if (style.backgroundImage !== 'none') return null
        layers.unshift(style.backgroundColor)
        if (style.position === 'fixed' && each.shadowRoot) break
      }
      return [
        getComputedStyle(document.documentElement).colorScheme.includes('dark') &&
        matchMedia('(prefers-color-scheme: dark)').matches
          ? '#121212'
          : '#fff',
        ...layers,
      ]
    }
    const found: string[] = []
    const visit = (root: Document | ShadowRoot) => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) visit(element.shadowRoot)
        const text = [...element.childNodes].find(
          (node) => node.nodeType === 3 && node.textContent?.trim(),
        )?.textContent
        if (!text || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
        if (element.closest(':disabled, [aria-hidden="true"], .unseen, option, script, style, title')) continue
        const box = element.getBoundingClientRect()
        if (box.width < 2 || box.height < 2) continue
        const layers = surfaces(element)
        if (layers === null) continue
        const style = getComputedStyle(element)
        const a = luminance(paint(layers))
        const b = luminance(paint([...layers, style.color]))
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
        const size = Number.parseFloat(style.fontSize)
        const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700)
        if (ratio < (large ? 3 : 4.5)) found.push(`${ratio.toFixed(2)} ${text.trim().slice(0, 40)}`)
      }
    }
    visit(document)
    return found
  })
}
