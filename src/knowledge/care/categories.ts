import type { KnowledgeDocument } from '../documents/document.ts'

/** A branch of the hierarchy that categories form by their slashes. */
export interface CategoryBranch {
  /** Whole, `orders/returns`; empty at the root. */
  category: string
  name: string
  /** Slugs that stand right here. */
  slugs: string[]
  /** Documents here and below. */
  documents: number
  below: CategoryBranch[]
}

/** The categories of the documents as a tree, in the order of their names. */
export function categoriesOf(documents: readonly KnowledgeDocument[]): CategoryBranch {
  const root: CategoryBranch = { category: '', name: '', slugs: [], documents: 0, below: [] }
  for (const { slug, category } of [...documents].sort((a, b) => a.category.localeCompare(b.category))) {
    let branch = root
    branch.documents += 1
    for (const name of category.split('/').filter((part) => part !== '')) {
      let next = branch.below.find((below) => below.name === name)
      if (next === undefined) {
        next = {
          category: branch.category === '' ? name : `${branch.category}/${name}`,
          name,
          slugs: [],
          documents: 0,
          below: [],
        }
        branch.below.push(next)
      }
      branch = next
      branch.documents += 1
    }
    branch.slugs.push(slug)
  }
  return root
}
