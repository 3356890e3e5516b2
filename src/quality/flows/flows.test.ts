import { beforeAll, describe, expect, test } from 'vitest'
import { type CompiledFlow, type CompiledFlows, compileFlows } from '#dialogue/index.ts'
import { Coverage, coverageLine, coverageText } from './coverage.ts'
import { type FlowGraph, graphOf } from './graph.ts'
import { mermaidOf } from './mermaid.ts'
import { graphPage } from './page.ts'
import { svgOf } from './svg.ts'

const file = `flows:
  change-order:
    description: Changes an <order>
    title: Change "it"
    needs: verified
    intents: [wish]
    steps:
      - collect: number
        choices: [one, two]
      - call: look_up
        with: { number: number }
        save: thing
        on_refused:
          gone:
            - ask_again: number
          default:
            - hand-off: team-a
              priority: high
      - if: thing.state == 'new' and number != 'two'
        then:
          - confirm: sure
            on_deny:
              - end: unresolved
      - match: number
        cases:
          one: [{ say: done }]
          two: [{ link: other, return: true }]
      - repeat: thing.parts
        as: part
        steps:
          - choose: colour
            from: part.colours
            label: item
            many: true
            on_none: [{ say: none }]
      - wait: 90m
      - schedule: { in: 2d, flow: other }
      - remember: { likes: colour }
        expires: 30d
      - say: done
        suggest: [other]
      - link: other
  other:
    description: The other
    intents: [other]
    steps: [{ say: done }]
`

let flows: CompiledFlows
let graph: FlowGraph
beforeAll(() => {
  const compiled = compileFlows([{ file: 'flows/a.yaml', text: file }], {
    tools: new Map([['look_up', { needs: 'anonymous', effect: 'read', refusals: ['gone', 'late'] }]]),
    responses: new Map(['ask-number', 'ask-colour', 'sure', 'done', 'none'].map((name) => [name, []])),
    entities: new Set(),
    intents: new Set(['wish', 'other']),
    verification: null,
  })
  flows = compiled.flows
  graph = graphOf(flows.flows['change-order'] as CompiledFlow)
})

const titles = () => graph.nodes.map(({ id, kind, title }) => `${id} ${kind} ${title}`)
const ways = (from: string) =>
  graph.edges
    .filter((edge) => edge.from === from)
    .map(({ to, label, back }) => `${label ?? ''}${back ? ' ↑ ' : ' → '}${to}`)

describe('the graph of a flow', () => {
  test('has a box for each step, with what happens there', () => {
    expect(titles()).toEqual([
      'start start Change "it"',
      '0 ask ask: number',
      '1 read look up: look_up',
      '1.refused:gone.0 go ask again: number',
      '1.refused:default.0 person hand over: team-a',
      "2 decide if thing.state == 'new' and number != 'two'",
      '2.then.0 ask confirm',
      '2.then.0.deny.0 end unresolved',
      '3 decide match: number',
      '3.case:one.0 say say: done',
      '3.case:two.0 go do: other',
      '4 decide repeat: each of thing.parts',
      '4.each.0 ask choose some: colour',
      '4.each.0.none.0 say say: none',
      '5 time wait: 90m',
      '6 time later: other',
      '7 compute remember: likes',
      '8 say say: done',
      '9 go go to: other',
    ])
    expect(graph.nodes[0]?.detail).toBe('needs verified')
    expect(graph.nodes.find(({ id }) => id === '0')).toMatchObject({ detail: 'One / Two', line: 8 })
    expect(graph.nodes.find(({ id }) => id === '8')).toMatchObject({ detail: 'offers other', flows: ['other'] })
  })

  test('has a way for each branch, and ways back where something is asked again', () => {
    expect(ways('start')).toEqual([' → 0'])
    expect(ways('1')).toEqual(['gone → 1.refused:gone.0', 'refused → 1.refused:default.0', 'done → 2'])
    expect(ways('1.refused:gone.0')).toEqual(['asks again ↑ 0'])
    expect(ways('2')).toEqual(['then → 2.then.0', 'else → 3'])
    expect(ways('2.then.0')).toEqual(['no → 2.then.0.deny.0', 'yes → 3'])
    // Both values have a case: there is no other way.
    expect(ways('3')).toEqual(['one → 3.case:one.0', 'two → 3.case:two.0'])
    expect(ways('4')).toEqual(['each round → 4.each.0', 'done → 5'])
    expect(ways('4.each.0')).toEqual(['empty list → 4.each.0.none.0', 'next ↑ 4'])
    expect(ways('9')).toEqual([])
  })

  test('boxes do not lie on each other', () => {
    const places = graph.nodes.map(({ column, row }) => `${column}/${row}`)
    expect(new Set(places).size).toBe(places.length)
  })
})

describe('pictures', () => {
  test('Mermaid text names every box and way, and nothing in it ends a label', () => {
    const text = mermaidOf(graph)
    expect(text).toContain('n_start(["Change #34;it#34;<br/>needs verified"])')
    expect(text).toContain('n_2 -->|"then"| n_2_then_0')
    expect(text).toContain('n_1_refused_gone_0 -.->|"asks again"| n_0')
    expect(text.split('\n').filter((line) => / -(-|\.-)>/.test(line))).toHaveLength(graph.edges.length)
  })

  test('SVG is well formed, and text is never markup', () => {
    const hostile = graphOf({
      ...(flows.flows['change-order'] as CompiledFlow),
      title: '<script>alert("x")</script> & more',
    })
    const svg = svgOf(hostile)
    expect(svg).not.toContain('<script>')
    expect(svg).toContain('&#60;script&#62;')
    const opened = [...svg.matchAll(/<(g|a|text|title|svg|defs|marker|style)\b/g)].length
    const closed = [...svg.matchAll(/<\/(g|a|text|title|svg|defs|marker|style)>/g)].length
    expect(opened).toBe(closed)
    expect(svg).toContain('prefers-color-scheme:dark')
  })

  test('what was never reached is marked: steps, and ways of steps that were reached', () => {
    const coverage = new Coverage()
    coverage.add([
      { flow: 'change-order', step: '0', branch: 'ok' },
      { flow: 'change-order', step: '1', branch: 'ok' },
      { flow: 'change-order', step: '2', branch: 'else' },
    ])
    const svg = svgOf(graph, coverage.marks('change-order'))
    expect(svg).toContain('class="ask reached"')
    expect(svg).toContain('class="person missed"')
    // Of the if: its then was not taken. Of the call: its two refusals.
    expect(svg.match(/class="way missed"/g)).toHaveLength(3)
    expect(svgOf(graph)).not.toContain('missed"')
  })

  test('the page needs nothing else, lists every flow and leads from one to the other', () => {
    const page = graphPage(Object.values(flows.flows).map(graphOf), { title: 'Flows <all>' })
    expect(page).toContain('<title>Flows &#60;all&#62;</title>')
    expect(page).toContain('Changes an &#60;order&#62;')
    expect(page).toContain('<a href="#other"><g class="go">')
    expect(page).not.toMatch(/(src|href)="(https?:)?\/\//)
    expect(page.match(/<section id=/g)).toHaveLength(2)
  })
})

describe('coverage', () => {
  test('counts steps and ways; a step with one way has no branch', () => {
    const coverage = new Coverage()
    const nothing = coverage.counts(flows)
    expect(nothing).toMatchObject({ steps: 19, stepsReached: 0, branchesReached: 0, stepCoverage: 0 })
    // look_up: 3, if: 2, confirm: 2, match: 2, choose: 2.
    expect(nothing.branches).toBe(11)
    coverage.add([{ flow: 'other', step: '0' }])
    coverage.add([{ flow: 'change-order', step: '2', branch: 'then' }])
    expect(coverage.counts(flows)).toMatchObject({ stepsReached: 2, branchesReached: 1, branchCoverage: 0.0909 })
  })

  test('names what was missed, ways only of steps that were reached', () => {
    const coverage = new Coverage()
    coverage.add([{ flow: 'change-order', step: '1', branch: 'ok' }])
    const [change, other] = coverage.report(flows).flows
    expect(change?.missed.slice(0, 3)).toEqual([
      expect.objectContaining({ step: '0', line: 8, branch: null, file: 'flows/a.yaml' }),
      expect.objectContaining({ step: '1', what: 'look up: look_up', branch: 'gone' }),
      expect.objectContaining({ step: '1', branch: 'refused' }),
    ])
    expect(other?.missed).toHaveLength(1)
    const text = coverageText(coverage.report(flows))
    expect(text).toContain('  flows/a.yaml:10  look up: look_up: never went "gone"')
    expect(text).toContain('0 of 2 flows reached in full')
    expect(coverageLine(coverage.counts(flows))).toBe('flows: 1 of 19 steps reached (5.3 %), 1 of 11 branches (9.1 %)')
  })

  test('what a release does not have is no reason to fail', () => {
    const coverage = new Coverage()
    coverage.add([{ flow: 'gone', step: '7', branch: 'x' }])
    expect(coverage.counts(flows).stepsReached).toBe(0)
    expect(coverage.counts({ ...flows, flows: {} })).toMatchObject({ stepCoverage: 1, branchCoverage: 1 })
  })
})
