import type { Calculator } from './calculators.ts'
import type { CaseType } from './cases/case-type.ts'
import type { App } from './context.ts'
import type { Route } from './http/route.ts'
import type { Indicator } from './indicators/indicator.ts'
import type { Job } from './jobs/job.ts'
import type { Layer } from './layers/layer.ts'
import type { SeriesKind } from './readings/series.ts'
import type { RuleTable } from './rules/rule-table.ts'
import type { Sheet } from './sheets/sheet.ts'

export type Permission = {
  /** `<module>.<noun>.<verb>` */
  readonly id: string
  readonly title: string
  /** Roles that hold it by default; see identity/roles.ts. */
  readonly roles: readonly string[]
}

/** Makes the demo county's records; reports its progress in steps so that the bar moves. */
export type Demo = {
  readonly title: string
  /** Modules run in the order of src/modules.ts. `scale` 1 is the embedded size. */
  readonly run: (
    app: App,
    county: string,
    report: (done: number, total: number) => void,
    scale: number,
  ) => Promise<void>
  /** What is made of the records of all modules, once every `run` is through: a bulletin, a yearly account. */
  readonly after?: Pick<Demo, 'title' | 'run'>
}

/** All that a domain offers, as plain data; the platform does the rest. Read index.ts of a module and you know it. */
export type Module = {
  readonly name: string
  /** Chinese name as shown in the navigation. */
  readonly title: string
  readonly permissions: readonly Permission[]
  /** Drizzle tables (with their policies), so that tests can try every role against every table. */
  readonly tables: Readonly<Record<string, unknown>>
  readonly routes: readonly Route[]
  readonly calculators: readonly Calculator[]
  readonly indicators: readonly Indicator[]
  readonly caseTypes: readonly CaseType[]
  readonly rules: readonly RuleTable[]
  readonly layers: readonly Layer[]
  readonly series: readonly SeriesKind[]
  readonly jobs: readonly Job[]
  readonly sheets: readonly Sheet[]
  readonly demo: Demo | null
}

export type Modules = readonly Module[]

type Optional =
  | 'permissions'
  | 'tables'
  | 'routes'
  | 'calculators'
  | 'indicators'
  | 'caseTypes'
  | 'rules'
  | 'layers'
  | 'series'
  | 'jobs'
  | 'sheets'
  | 'demo'

export const defineModule = (module: Omit<Module, Optional> & Partial<Pick<Module, Optional>>): Module => ({
  permissions: [],
  tables: {},
  routes: [],
  calculators: [],
  indicators: [],
  caseTypes: [],
  rules: [],
  layers: [],
  series: [],
  jobs: [],
  sheets: [],
  demo: null,
  ...module,
})
