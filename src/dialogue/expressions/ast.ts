/** A compiled expression: plain JSON, part of the release. */
export type Expression =
  | { op: 'value'; value: string | number | boolean | null }
  | { op: 'name'; name: string }
  | { op: 'get'; of: Expression; key: Expression }
  | { op: 'list'; items: Expression[] }
  /** Made by a map of values in a flow; the notation of expressions has none. */
  | { op: 'record'; fields: Record<string, Expression> }
  | { op: 'not' | 'negate'; of: Expression }
  | { op: BinaryOperator; left: Expression; right: Expression }
  | { op: 'call'; name: string; args: Expression[] }

export type BinaryOperator =
  | 'or'
  | 'and'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'in'
  | 'not in'
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'

/** The name `filter`, `any` and their like give to the element they look at. */
export const itemName = 'item'

/** Visits a tree, parents first; `inside` tells whether the node stands where `item` is bound. */
export function walkExpression(
  expression: Expression,
  visit: (node: Expression, inside: boolean) => void,
  binds: (name: string, argument: number) => boolean,
  inside = false,
): void {
  visit(expression, inside)
  switch (expression.op) {
    case 'value':
    case 'name':
      return
    case 'get':
      walkExpression(expression.of, visit, binds, inside)
      walkExpression(expression.key, visit, binds, inside)
      return
    case 'list':
      for (const item of expression.items) walkExpression(item, visit, binds, inside)
      return
    case 'record':
      for (const field of Object.values(expression.fields)) walkExpression(field, visit, binds, inside)
      return
    case 'not':
    case 'negate':
      walkExpression(expression.of, visit, binds, inside)
      return
    case 'call':
      for (const [index, arg] of expression.args.entries())
        walkExpression(arg, visit, binds, inside || binds(expression.name, index))
      return
    default:
      walkExpression(expression.left, visit, binds, inside)
      walkExpression(expression.right, visit, binds, inside)
  }
}
