/**
 * Drawings of the wares, as layers on a 200 × 200 grid. Each layer names a shade of the ware's colour, so one drawing serves every
 * colour it comes in.
 */
type Shade = 'base' | 'shade' | 'deep' | 'light' | 'sole' | 'line'
type Layer = [shade: Shade, path: string]

const buttons = (x: number, ...ys: number[]): Layer[] =>
  ys.map((y) => ['light', `M${x - 2.4} ${y}a2.4 2.4 0 1 0 4.8 0a2.4 2.4 0 1 0 -4.8 0Z`])

const drawings = {
  boots: [
    ['shade', 'M66 36C80 31 104 31 120 36L119 44H67Z'],
    ['base', 'M67 42H119L120 92C121 104 132 108 147 114C163 120 169 132 169 147H64C63 128 69 116 69 96Z'],
    ['shade', 'M69 96C69 116 63 128 64 147H92C86 126 90 110 88 94Z'],
    ['light', 'M135 110C128 118 126 130 129 147H169C169 132 163 120 147 114Z'],
    ['deep', 'M104 42H119L120 92C121 100 127 105 135 109L122 122C108 116 101 106 101 92Z'],
    ['line', 'M99 56L118 61M99 70L118 75M100 84L119 89M104 98L122 100M111 110L130 108'],
    ['sole', 'M60 147H171C173 156 171 164 164 164H120V157H100V164H66C59 164 59 156 60 147Z'],
  ],
  shoes: [
    [
      'base',
      'M30 132C30 112 34 98 44 94C54 96 64 100 78 100C96 100 112 104 128 112C150 118 170 122 173 138L172 146H30Z',
    ],
    ['deep', 'M44 94C50 103 70 108 92 106C82 100 64 100 44 94Z'],
    ['shade', 'M92 106C86 116 84 128 88 146H30V132C36 118 40 108 44 94C54 103 72 108 92 106Z'],
    ['light', 'M134 114C126 122 124 134 128 146H172L173 138C170 124 152 119 134 114Z'],
    ['line', 'M96 112C104 118 112 120 120 118M92 122C100 128 110 130 120 128'],
    ['sole', 'M28 146H174C175 154 171 157 164 157H78L74 164H36C28 164 27 154 28 146Z'],
  ],
  sneakers: [
    [
      'base',
      'M34 136C34 112 40 90 54 82C60 92 72 98 88 92L106 78C114 72 122 78 128 90C138 108 156 112 168 120C176 126 176 134 175 142H34Z',
    ],
    ['shade', 'M34 136C34 112 40 90 54 82C58 89 64 93 72 94C62 108 60 124 64 142H34Z'],
    ['light', 'M140 106C132 116 130 130 134 142H175C176 134 176 126 168 120C160 115 149 112 140 106Z'],
    ['deep', 'M106 78C114 72 122 78 128 90L132 97L108 116C98 110 90 104 88 92Z'],
    ['line', 'M98 88L118 98M92 98L112 110M108 80L124 90M70 138C84 132 96 124 104 116'],
    ['sole', 'M30 140H177C180 152 176 160 168 160H42C31 160 28 150 30 140Z'],
  ],
  jeans: [
    ['base', 'M62 34H138L150 172H113L100 84L87 172H50Z'],
    ['shade', 'M118 34H138L150 172H130Z'],
    ['deep', 'M62 34H138L139 45H61Z'],
    [
      'line',
      'M100 45V82M100 66C105 66 108 62 108 52M66 46C68 58 76 62 85 60V46M134 46C132 58 124 62 115 60V46M54 158H84M116 158H147',
    ],
    ['light', 'M97 37h6v5h-6Z'],
  ],
  trousers: [
    ['base', 'M64 32H136L146 172H114L100 80L86 172H54Z'],
    ['shade', 'M122 32H136L146 172H130Z'],
    ['deep', 'M64 32H136L137 42H63Z'],
    ['line', 'M100 42V80M72 44L66 170M128 44L134 170M74 44L84 60M126 44L116 60'],
  ],
  shirts: [
    ['base', 'M76 38L124 38L152 52L174 142L151 148L138 98V170H62V98L49 148L26 142L48 52Z'],
    ['shade', 'M138 98V170H120C128 140 130 96 128 62L152 52L174 142L151 148ZM62 98L49 148L26 142L48 52L60 60Z'],
    ['light', 'M76 38L100 64L124 38L134 46L114 76L100 64L86 76L66 46Z'],
    ['deep', 'M78 38H122L100 62Z'],
    ['line', 'M100 66V170M29 132L51 138M171 132L149 138M112 92H130V110L121 114L112 110Z'],
    ...buttons(100, 84, 104, 124, 144, 162),
  ],
  't-shirts': [
    ['base', 'M72 40C80 54 120 54 128 40L168 60L152 96L138 88V168H62V88L48 96L32 60Z'],
    ['shade', 'M138 88V168H118C128 140 130 100 126 66L168 60L152 96ZM48 96L32 60L62 62V88Z'],
    ['deep', 'M72 40C80 54 120 54 128 40L121 37C114 46 86 46 79 37Z'],
    ['line', 'M37 70L55 61M163 70L145 61M62 160H138'],
  ],
  dresses: [
    [
      'base',
      'M76 34C78 58 122 58 124 34L136 42L130 84C126 94 126 98 128 104L160 172H40L72 104C74 98 74 94 70 84L64 42Z',
    ],
    [
      'shade',
      'M128 104L160 172H112C118 146 114 120 104 100L124 92C126 96 127 100 128 104ZM136 42L130 84L122 90C126 72 126 56 124 34Z',
    ],
    ['light', 'M76 34C78 46 96 68 128 80L126 92C96 84 72 66 66 43Z'],
    ['deep', 'M71 90C86 98 112 98 128 90L128 104C112 110 88 110 72 104Z'],
    ['line', 'M84 106C74 130 66 150 60 170M104 108C106 130 106 150 104 170M72 100L58 128M74 102L66 134'],
  ],
  jackets: [
    ['deep', 'M72 44C72 22 128 22 128 44L118 60H82Z'],
    ['base', 'M72 42L100 56L128 42L154 54L176 144L152 150L140 104V168H60V104L48 150L24 144L46 54Z'],
    ['shade', 'M140 104V168H122C130 140 132 100 130 62L154 54L176 144L152 150ZM60 104L48 150L24 144L46 54L60 62Z'],
    ['light', 'M96 54H104V168H96Z'],
    ['line', 'M100 56V168M66 126L88 120V144H66ZM134 126L112 120V144H134ZM27 134L50 140M173 134L150 140M60 158H140'],
  ],
  coats: [
    ['base', 'M74 30L126 30L152 44L168 140L146 145L138 98L142 176H58L62 98L54 145L32 140L48 44Z'],
    ['shade', 'M138 98L142 176H124C130 140 132 92 128 52L152 44L168 140L146 145ZM62 98L54 145L32 140L48 44L60 52Z'],
    ['deep', 'M74 30L100 84L126 30L118 28H82Z'],
    ['light', 'M74 30L66 48L80 56L74 62L100 98L100 84ZM126 30L134 48L120 56L126 62L100 98L100 84Z'],
    ['line', 'M100 98V176M64 128H84M116 128H136M35 130L56 135M165 130L144 135'],
    ...buttons(90, 112, 134, 154),
    ...buttons(110, 112, 134, 154),
  ],
  sweaters: [
    ['base', 'M74 42C84 52 116 52 126 42L152 54L174 142L152 148L138 102V168H62V102L48 148L26 142L48 54Z'],
    ['shade', 'M138 102V168H120C128 140 130 98 128 60L152 54L174 142L152 148ZM62 102L48 148L26 142L48 54L60 60Z'],
    [
      'deep',
      'M74 42C84 52 116 52 126 42L122 36C112 43 88 43 78 36ZM62 156H138V168H62ZM26 142L28 132L51 138L48 148ZM174 142L172 132L149 138L152 148Z',
    ],
    [
      'line',
      'M78 66V150M88 66V150M112 66V150M122 66V150M100 62L94 74L100 86L106 98L100 110L94 122L100 134L106 146M100 62L106 74L100 86L94 98L100 110L106 122L100 134L94 146',
    ],
  ],
  bag: [
    ['line', 'M74 76C74 30 126 30 126 76'],
    ['base', 'M48 70H152L164 164H36Z'],
    ['shade', 'M128 70H152L164 164H140Z'],
    ['deep', 'M48 70H152L153 82H47Z'],
    ['light', 'M88 104h24v16h-24Z'],
  ],
  beanie: [
    ['deep', 'M88 40a12 12 0 1 0 24 0a12 12 0 1 0 -24 0Z'],
    ['base', 'M44 124C44 76 68 48 100 48C132 48 156 76 156 124Z'],
    ['shade', 'M120 53C142 62 156 88 156 124H132C136 96 132 72 120 53Z'],
    [
      'light',
      'M38 120H162C166 120 168 124 168 132V144C168 150 166 154 160 154H40C34 154 32 150 32 144V132C32 124 34 120 38 120Z',
    ],
    [
      'line',
      'M100 50V118M78 54C70 74 66 96 66 118M122 54C130 74 134 96 134 118M52 126V150M76 126V150M100 126V150M124 126V150M148 126V150',
    ],
  ],
} satisfies Record<string, Layer[]>
export type Drawing = keyof typeof drawings

/** Cloth and leather, by the names the shop uses. */
export const colours: Record<string, string> = {
  black: '#33343a',
  brown: '#7a4f35',
  tan: '#b98a5a',
  white: '#eceae4',
  grey: '#9a9ea5',
  navy: '#2e4163',
  'dark blue': '#34496f',
  'light blue': '#9db9d6',
  khaki: '#b5a27a',
  charcoal: '#4c4f57',
  olive: '#6d7350',
  green: '#3c6b55',
  red: '#a8453d',
  pink: '#dfaeb0',
  camel: '#bf9363',
  cream: '#e7dcc4',
  burgundy: '#74353f',
}

const namespace = 'http://www.w3.org/2000/svg'

/** The drawing in a colour. Decorative: the ware's name stands beside it. */
export function drawing(name: Drawing, colour: string): SVGSVGElement {
  const svg = document.createElementNS(namespace, 'svg')
  svg.setAttribute('viewBox', '0 0 200 200')
  svg.setAttribute('aria-hidden', 'true')
  svg.classList.add('drawing')
  svg.style.setProperty('--cloth', colours[colour] ?? '#888')
  const layers: readonly Layer[] = drawings[name] as Layer[]
  for (const [shade, d] of layers) {
    const path = document.createElementNS(namespace, 'path')
    path.setAttribute('d', d)
    path.classList.add(shade)
    svg.append(path)
  }
  return svg
}
