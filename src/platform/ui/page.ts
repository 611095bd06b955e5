import type { ComponentType } from 'react'
import type { Lang } from './i18n/lang.ts'

/**
 * Which frame a page gets. `open`: anyone reads it, in the public frame as a visitor and in the desk frame when signed
 * in. `public`: always the public frame. `desk`: signed in only. `bare`: brings its own frame (cockpit, sign-in).
 */
export type Face = 'open' | 'public' | 'desk' | 'bare'

export type Page = {
  /** Route of react-router: `/ledger/reforms/:no`. */
  readonly path: string
  /** Key of `titles`. */
  readonly title: string
  readonly face: Face
  /** Shown in the module's second line of navigation. */
  readonly nav?: boolean
  /** Permission without which the navigation leaves it out; the server decides anyway. */
  readonly permission?: string
  /** The page is always that of today: `?asOf=` does not change it, and it says so. */
  readonly undated?: boolean
  /** The page's own chunk. */
  readonly load: () => Promise<{ default: ComponentType }>
}

/** What `src/<module>/pages/index.ts` exports: small, so that the shell can load all of them. */
export type ModulePages = {
  readonly module: string
  /** Place in the navigation; 0 = not in the navigation. */
  readonly order: number
  /** Where the module's name leads. */
  readonly home: string
  /** `module` names the module itself; the other keys are those of the pages. */
  readonly titles: Readonly<Record<Lang, Readonly<Record<string, string>>>>
  readonly pages: readonly Page[]
}

export const definePages = (pages: ModulePages): ModulePages => pages

export const pageTitle = (pages: ModulePages, key: string, lang: Lang): string => pages.titles[lang][key] ?? key
