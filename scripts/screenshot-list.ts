export type Size = 'desktop' | 'phone' | 'wall'

export type Shot = {
  readonly name: string
  readonly path: string
  /** Demo account; null for a visitor. */
  readonly as: string | null
  readonly sizes: readonly Size[]
  /** Pressed before the picture is taken. */
  readonly click?: string
  /** The page refuses, and that is what is shown. */
  readonly refused?: boolean
  /** Choices of the reader: language, large type. */
  readonly storage?: Readonly<Record<string, string>>
}

export const sizes: readonly { readonly name: Size; readonly width: number; readonly height: number }[] = [
  { name: 'desktop', width: 1366, height: 768 },
  { name: 'phone', width: 390, height: 844 },
  { name: 'wall', width: 1920, height: 1080 },
]

const both: readonly Size[] = ['desktop', 'phone']
const shot = (name: string, path: string, as: string | null, more: Partial<Shot> = {}): Shot => ({
  name,
  path,
  as,
  sizes: both,
  ...more,
})

const office = 'gaigeban'
const day = 'asOf=2022-09-30'

/** Every page once, as the role whose page it is. */
export const shots: readonly Shot[] = [
  shot('home', `/?${day}`, null),
  shot('home-large', `/?${day}`, null, { sizes: ['phone'], storage: { 'gongfu.type': 'large' } }),
  shot('home-english', `/?${day}`, null, { storage: { 'gongfu.lang': 'en' } }),
  shot('services', '/services', null),
  shot('calculators', '/services/calculators', null),
  shot('calculator-loan', '/services/calculators/finance/loan-schedule', null, { click: 'form [type=submit]' }),
  shot('calculator-score', '/services/calculators/finance/family-score', null),
  shot('calculator-price', '/services/calculators/finance/price-loan', null),
  shot('calculator-exposure', '/services/calculators/finance/exposure-check', null),
  shot('calculator-tide', '/services/calculators/sea/tide-secondary', null),
  shot('calculator-wind', '/services/calculators/sea/typhoon-wind', null),
  shot('calculator-frequency', '/services/calculators/sea/frequency-plot', null),
  shot('calculator-overlay', '/services/calculators/land/overlay', null, { click: 'form [type=submit]' }),
  shot('calculator-matching', '/services/calculators/skills/unified-enrolment/match', null, {
    click: 'form [type=submit]',
  }),
  shot('calculator-disparity', '/services/calculators/schools/disparity', null),
  shot('sign-in', '/sign-in', null),
  shot('cockpit', `/cockpit?${day}`, office, { sizes: ['wall', 'desktop', 'phone'] }),
  shot('desk', '/desk', office),
  shot('desk-department', '/desk', 'nongye'),
  shot('account', '/desk/account', office),
  shot('messages', '/desk/messages', office),
  shot('case', '/ledger/evidence?state=submitted', office, { click: 'td a' }),
  shot('no-permission', '/admin/audit', 'nongye', { refused: true }),
  shot('not-found', '/nothing', null),
  shot('reforms', `/ledger?${day}`, null),
  shot('reform', `/ledger/reforms/3?${day}`, office),
  shot('target', `/ledger/targets/2022-1-1?${day}`, office),
  shot('projects', `/ledger/projects?${day}`, office),
  shot('project', '/ledger/projects/prosperity-pond-platform', null),
  shot('imports', '/ledger/imports', office),
  shot('import', '/ledger/imports', office, { click: 'a[href^="/ledger/imports/"]' }),
  shot('bindings', '/ledger/bindings', office),
  shot('evidence', '/ledger/evidence', office),
  shot('departments', `/ledger/departments?${day}`, office),
  shot('notices', '/ledger/notices', office),
  shot('notice', '/ledger/notices', office, { click: 'td a' }),
  shot('extensions', '/ledger/extensions', office),
  shot('assessment', '/ledger/assessment?asOf=2022-12-31', office),
  shot('consultations', '/ledger/consultations', null),
  shot('consultation', '/ledger/consultations', null, { click: 'main a[href^="/ledger/consultations/"]' }),
  shot('bulletins', '/ledger/bulletins', null),
  shot('bulletin', '/ledger/bulletins/2022-09', null),
  shot('packages', '/ledger/packages', office),
  shot('land-map', '/land/map?asOf=2022-09-30', 'ziran'),
  shot('land-parcels', '/land/parcels', 'ziran'),
  shot('land-layers', '/land/layers', 'ziran'),
  shot('land-imports', '/land/imports', 'ziran'),
  shot('land-needs', '/land/needs', 'jingxin2'),
  shot('land-need', '/land/needs', 'jingxin2', { click: 'tbody a' }),
  shot('land-analyses', '/land/analyses', 'jingxin2'),
  shot('land-analysis', '/land/analyses', 'jingxin2', { click: 'tbody a' }),
  shot('land-scenarios', '/land/scenarios', 'jingxin2'),
  shot('land-sites', '/land/sites', null),
  shot('admin', '/admin', 'xitong'),
  shot('people', '/admin/people', 'xitong'),
  shot('person', '/admin/people', 'xitong', { click: 'td a' }),
  shot('organisations', '/admin/organisations', 'xitong'),
  shot('rules', '/admin/rules', office),
  shot('rule', '/admin/rules/finance.haircut', 'rongzi'),
  shot('jobs', '/admin/jobs', 'xitong'),
  shot('audit', '/admin/audit', 'shenji'),
  shot('sign-ins', '/admin/sign-ins', 'shenji'),
  shot('finance', `/finance?${day}`, null),
  shot('finance-my', '/finance/my', 'nonghu'),
  shot('finance-my-large', '/finance/my', 'nonghu', { sizes: ['phone'], storage: { 'gongfu.type': 'large' } }),
  shot('finance-score', '/finance/my/score', 'nonghu'),
  shot('finance-loans', '/finance/my/loans', 'nonghu'),
  shot('finance-records', '/finance/my/records', 'nonghu'),
  shot('finance-consents', '/finance/my/consents', 'nonghu'),
  shot('finance-disputes', '/finance/my/disputes', 'nonghu'),
  shot('finance-village', '/finance/village', 'xinhu'),
  shot('finance-valuations', '/finance/valuations', 'pinggu'),
  shot('finance-standards', '/finance/standards', null),
  shot('finance-bank', '/finance/bank', 'yinhang'),
  shot('finance-contracts', '/finance/bank/contracts', 'yinhang'),
  shot('finance-contract', '/finance/bank/contracts', 'yinhang', { click: 'td a' }),
  shot('finance-whitelist', '/finance/bank/whitelist', 'yinhang'),
  shot('finance-renewals', '/finance/bank/renewals', 'yinhang'),
  shot('finance-risk', '/finance/bank/risk', 'yinhang'),
  shot('finance-models', '/finance/bank/models', 'yinhang'),
  shot('finance-county', `/finance/county?${day}`, 'rongzi'),
  shot('land', `/land?${day}`, null),
  shot('land-tasks', '/land/tasks', 'jingxin'),
  shot('land-task', '/land/tasks', 'jingxin', { click: 'main a[href^="/land/tasks/"]' }),
  shot('land-idle', '/land/idle', 'ziran'),
  shot('land-idle-case', '/land/idle', 'ziran', { click: 'main a[href^="/land/idle/"]' }),
  shot('land-firms', '/land/firms', 'jingxin'),
  shot('land-firm', '/land/firms', 'jingxin', { click: 'td a' }),
  shot('land-evaluations', '/land/evaluations', 'jingxin'),
  shot('land-assessments', '/land/assessments', 'jingxin'),
  shot('land-public', '/land/public', null),
  shot('land-parcel', '/land/parcels', 'ziran', { click: 'td a' }),
]
