/** Line icons on a 24 × 24 grid, as path data. */
const paths = {
  chat: 'M4 11.5a7.5 7.5 0 0 1 7.5-7.5h1a7.5 7.5 0 0 1 0 15H5.2a.7.7 0 0 1-.5-1.2l1.1-1.2A7.4 7.4 0 0 1 4 11.5Z M8.7 11.5h.01 M12 11.5h.01 M15.3 11.5h.01',
  down: 'm6 9.5 6 6 6-6',
  close: 'M6 6l12 12M18 6 6 18',
  send: 'M12 19V5.5M6 11l6-6 6 6',
  up: 'M7 10.5v9H4.5a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1H7Zm0 0 3.6-6.6a1.9 1.9 0 0 1 3.5 1.3l-.7 4h5.1a2 2 0 0 1 2 2.4l-1.2 6a2 2 0 0 1-2 1.6H7',
  finish: 'M9.5 4.5h-3a2 2 0 0 0-2 2v11a2 2 0 0 0 2 2h3M15 16l4-4-4-4M19 12H9.5',
  source: 'M5 5.5A1.5 1.5 0 0 1 6.5 4H18a1 1 0 0 1 1 1v14.5H7a2 2 0 0 1-2-2v-12Zm0 12a2 2 0 0 1 2-2h12M9 8h6',
  spark: 'M12 3.5c.6 4.6 3.4 7.4 8 8-4.6.6-7.4 3.4-8 8-.6-4.6-3.4-7.4-8-8 4.6-.6 7.4-3.4 8-8Z',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  alert: 'M12 8v5M12 16.2h.01M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17Z',
  out: 'M9 6h9v9M18 6 7 17',
  back: 'M19 12H5.5M11 6l-6 6 6 6',
  bin: 'M5 7h14M9.5 7V4.5h5V7M7 7l.8 12.5h8.4L17 7M10.5 11v5M13.5 11v5',
  person: 'M12 12.2a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.8 20a7.2 7.2 0 0 1 14.4 0',
} as const
export type IconName = keyof typeof paths

const namespace = 'http://www.w3.org/2000/svg'

function svg(...shapes: string[]): SVGSVGElement {
  const element = document.createElementNS(namespace, 'svg')
  element.setAttribute('viewBox', '0 0 24 24')
  element.setAttribute('aria-hidden', 'true')
  for (const shape of shapes) {
    const path = document.createElementNS(namespace, 'path')
    path.setAttribute('d', shape)
    element.append(path)
  }
  return element
}

export function icon(name: IconName): SVGSVGElement {
  const element = svg(paths[name])
  element.classList.add('icon', name)
  return element
}

/** A face from sad (1) to delighted (5): the bend of its mouth is the score. */
export function face(score: number): SVGSVGElement {
  const bend = (score - 3) * 2.4
  const mouth =
    score === 5
      ? 'M7.8 13.5h8.4a4.2 4.2 0 0 1-8.4 0Z'
      : `M8 ${15.5 - bend / 3} Q12 ${15.5 + bend} 16 ${15.5 - bend / 3}`
  const element = svg('M12 2.8a9.2 9.2 0 1 1 0 18.4 9.2 9.2 0 0 1 0-18.4Z', 'M9 9.7h.01M15 9.7h.01', mouth)
  element.classList.add('icon', 'face')
  return element
}
