export { type FlowEdge, type FlowGraph, type FlowNode, graphOf, type NodeKind } from './graph.ts'
export { mermaidOf } from './mermaid.ts'
export { graphPage } from './page.ts'
export { type Marks, svgOf } from './svg.ts'
