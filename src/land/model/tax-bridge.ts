import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'

export type TaxAndLand = { readonly id: string; readonly taxFen: number; readonly landM2: number }

export type TaxBridge = {
  /** 万元 per mu. */
  readonly before: number
  readonly after: number
  readonly exit: number
  readonly tax: number
  readonly land: number
  readonly entry: number
}

const totals = (firms: readonly TaxAndLand[]) => ({
  wan: firms.reduce((sum, { taxFen }) => sum + taxFen, 0) / 1_000_000,
  mu: (firms.reduce((sum, { landM2 }) => sum + landM2, 0) * 15) / 10_000,
})

const checked = (firms: readonly TaxAndLand[], pointer: string): void => {
  const seen = new Set<string>()
  firms.forEach(({ id }, index) => {
    if (seen.has(id)) throw Problem.field(`${pointer}/${index}/id`, 'duplicate_enterprise', `企业“${id}”重复`)
    seen.add(id)
  })
  if (!(totals(firms).mu > 0)) throw Problem.field(pointer, 'land_area_not_positive', '用地合计须大于 0')
}

/**
 * Why the county's per-mu tax (Σ tax ÷ Σ land) changed from one year to the next, 万元 per mu; the four parts add up to
 * the change. Firms that left, then tax and land of those that stayed (each the mean of both orders, so that no order
 * is preferred), then those that came (land 4.9).
 * @throws Problem not_computable `duplicate_enterprise`, `land_area_not_positive`
 */
export const taxBridge = (before: readonly TaxAndLand[], after: readonly TaxAndLand[], working: Working): TaxBridge => {
  checked(before, '/before')
  checked(after, '/after')
  const [earlier, later] = [new Set(before.map(({ id }) => id)), new Set(after.map(({ id }) => id))]
  const [all0, all1] = [totals(before), totals(after)]
  const stayed0 = totals(before.filter(({ id }) => later.has(id)))
  const stayed1 = totals(after.filter(({ id }) => earlier.has(id)))
  const [rate0, rate1] = [all0.wan / all0.mu, all1.wan / all1.mu]
  const comparable = stayed0.mu > 0 && stayed1.mu > 0
  const [common0, common1] = comparable ? [stayed0.wan / stayed0.mu, stayed1.wan / stayed1.mu] : [0, 0]
  const growth = stayed1.wan - stayed0.wan
  const tax = comparable ? (growth / stayed0.mu + growth / stayed1.mu) / 2 : 0
  if (!comparable) working.warn('no_common_enterprises', '两年没有共同的企业，变动全部归于进入和退出')
  const bridge = {
    before: rate0,
    after: rate1,
    exit: common0 - rate0,
    tax,
    land: common1 - common0 - tax,
    entry: rate1 - common1,
  }
  const labels = { exit: '退出企业', tax: '税收变动', land: '用地变动', entry: '进入企业' } as const
  for (const [key, label] of Object.entries(labels)) {
    const result = bridge[key as keyof typeof labels]
    working.step({
      label,
      formula: '亩均税收的分解',
      result,
      unit: '万元/亩',
      source: '加总之比的因素分解（两种次序取平均）',
    })
  }
  return bridge
}
