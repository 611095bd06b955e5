import { pages as finance } from '../finance/pages/index.ts'
import { pages as land } from '../land/pages/index.ts'
import { pages as ledger } from '../ledger/pages/index.ts'
import type { ModulePages } from '../platform/ui/page.ts'
import { pages as admin } from './pages/admin/index.ts'
import { pages as web } from './pages/index.ts'

/** Every module with pages, in the order of the navigation. Adding a module = one line here. */
export const modules: readonly ModulePages[] = [web, ledger, finance, land, admin].sort((a, b) => a.order - b.order)

const paths: ReadonlySet<string> = new Set(modules.flatMap((module) => module.pages.map((page) => page.path)))

/** The frames link only to pages that stand. */
export const hasPage = (path: string): boolean => paths.has(path)
