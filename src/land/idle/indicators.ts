import { and, eq } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import type { CivilDate } from '../../platform/dates.ts'
import { datedIndicator } from '../../platform/indicators/dated-indicator.ts'
import type { Indicator, Scope } from '../../platform/indicators/indicator.ts'
import { organisation } from '../../platform/registers/tables.ts'
import { rounded } from '../model/exact.ts'
import { isIdleOn, isSettledOn } from '../model/idle-steps.ts'
import { landIdleCase, landParcel } from '../tables.ts'

const load = async ({ tx, actor }: Context, scope: Scope | undefined) =>
  tx
    .select({
      id: landIdleCase.id,
      year: landIdleCase.year,
      no: landIdleCase.no,
      firm: organisation.name,
      parcel: landParcel.code,
      townCode: landIdleCase.townCode,
      areaM2: landIdleCase.areaM2,
      suspectedOn: landIdleCase.suspectedOn,
      foundOn: landIdleCase.foundOn,
      closedOn: landIdleCase.closedOn,
      outcome: landIdleCase.outcome,
    })
    .from(landIdleCase)
    .innerJoin(
      organisation,
      and(eq(organisation.county, landIdleCase.county), eq(organisation.id, landIdleCase.organisationId)),
    )
    .innerJoin(landParcel, and(eq(landParcel.county, landIdleCase.county), eq(landParcel.id, landIdleCase.parcelId)))
    .where(
      and(
        eq(landIdleCase.county, actor.county),
        scope?.kind === 'town' ? eq(landIdleCase.townCode, scope.id) : undefined,
      ),
    )
    .orderBy(landIdleCase.year, landIdleCase.no)

type Fact = Awaited<ReturnType<typeof load>>[number]

const areaIndicator = (
  definition: Pick<Indicator, 'id' | 'title' | 'better' | 'definition'>,
  counts: (fact: Fact, asOf: CivilDate) => boolean,
): Indicator =>
  datedIndicator({
    ...definition,
    unit: 'm2',
    period: 'daily',
    scopes: ['town'],
    load,
    figure: (facts, asOf, working) => {
      const counted = facts.filter((fact) => counts(fact, asOf))
      const value = working.step({
        label: definition.title,
        formula: 'Σ 宗地面积',
        inputs: { 宗地: { value: counted.length, unit: '宗' }, 截至日: asOf },
        result: counted.reduce((sum, { areaM2 }) => sum + areaM2, 0),
        unit: 'm²',
        source: '《闲置土地处置办法》（国土资源部令第53号）',
      })
      return { value, numerator: value, denominator: null, sufficient: true, reasons: [] }
    },
    columns: [
      { key: 'parcel', title: '宗地代码' },
      { key: 'firm', title: '使用权人' },
      { key: 'areaMu', title: '面积', unit: '亩', align: 'right' },
      { key: 'foundOn', title: '认定日期' },
      { key: 'closedOn', title: '结案日期' },
    ],
    rows: (facts, asOf) =>
      facts
        .filter((fact) => counts(fact, asOf))
        .map((fact) => ({
          id: fact.id,
          parcel: fact.parcel,
          firm: fact.firm,
          areaMu: rounded((fact.areaM2 * 15) / 10_000, 4),
          foundOn: fact.foundOn,
          closedOn: fact.closedOn !== null && fact.closedOn <= asOf ? fact.closedOn : null,
          href: `/land/idle/${fact.id}`,
        })),
  })

export const idleIndicators: readonly Indicator[] = [
  areaIndicator(
    {
      id: 'land.idle_area',
      title: '闲置土地面积',
      better: 'lower',
      definition: '截至日已依法认定为闲置且尚未处置完毕的宗地面积。',
    },
    isIdleOn,
  ),
  areaIndicator(
    {
      id: 'land.idle_closed_area',
      title: '已处置闲置土地面积',
      better: 'higher',
      definition: '截至日已认定为闲置并处置完毕的宗地面积。',
    },
    isSettledOn,
  ),
]
