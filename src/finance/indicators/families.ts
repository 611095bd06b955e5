import { type SQL, sql } from 'drizzle-orm'
import type { Indicator } from '../../platform/indicators/indicator.ts'
import { dayIndicator } from './day-indicator.ts'

const source = '三门县共同富裕改革附表（农户家庭资产池）'

/** Open households of the register: those that have a head on the day. */
const openHouseholds = (county: string): SQL => sql`
  SELECT left(area_code, 9) AS town, household_id AS household, since AS "on", 0 AS numerator, 1 AS denominator
    FROM household_member WHERE county = ${county} AND relation = 'head'
  UNION ALL SELECT left(area_code, 9), household_id, until, 0, -1
    FROM household_member WHERE county = ${county} AND relation = 'head' AND until IS NOT NULL`

/** Households that one of several periods covers: `+1` where a run of periods begins, `−1` on the day after it ends. */
const covered = (periods: SQL): SQL => sql`
  SELECT town, household, lower(run) AS "on", 1 AS numerator, 0 AS denominator FROM (${periods}) AS p
  UNION ALL SELECT town, household, upper(run), -1, 0 FROM (${periods}) AS p`

const sheets = (county: string): SQL => sql`
  SELECT left(max(village_code), 9) AS town, household_id AS household,
    unnest(range_agg(daterange(as_of, least(valid_until + 1, CASE WHEN ended_on IS NOT NULL THEN greatest(ended_on, as_of) END)))) AS run
  FROM family_sheet WHERE county = ${county} AND complete GROUP BY household_id`

const scores = (county: string): SQL => sql`
  SELECT left(max(f.village_code), 9) AS town, s.household_id AS household,
    unnest(range_agg(daterange(s.as_of, least((s.as_of + interval '1 year')::date + 1, CASE WHEN s.ended_on IS NOT NULL THEN greatest(s.ended_on, s.as_of) END)))) AS run
  FROM family_score_result s JOIN family_sheet f ON f.county = s.county AND f.id = s.sheet_id
  WHERE s.county = ${county} GROUP BY s.household_id`

const lines = (county: string): SQL => sql`
  SELECT left(max(m.area_code), 9) AS town, e.household_id AS household, unnest(range_agg(daterange(e.valid_from, e.valid_to, '[]'))) AS run
  FROM whitelist_entry e
  JOIN household_member m ON m.county = e.county AND m.household_id = e.household_id AND m.relation = 'head'
  WHERE e.county = ${county} AND e.state IN ('active', 'expired') GROUP BY e.household_id`

const enrolments = (county: string): SQL => sql`
  SELECT left(max(m.area_code), 9) AS town, e.household_id AS household, unnest(range_agg(daterange(e.opened_on, e.closed_on))) AS run
  FROM service_enrolment e
  JOIN household_member m ON m.county = e.county AND m.household_id = e.household_id AND m.relation = 'head'
  WHERE e.county = ${county} GROUP BY e.household_id`

/** Figures about families: how many have a balance sheet, a score, a line, a service; what counts in their pools. */
export const familyIndicators: readonly Indicator[] = [
  dayIndicator({
    id: 'finance.balance_sheet_share',
    title: '家庭资产负债表覆盖率',
    unit: 'fraction',
    better: 'higher',
    kind: 'share',
    definition: '有 12 个月内编制、软硬信息齐全的家庭资产负债表的农户，占在册农户的比例。',
    changes: (county) => sql`${covered(sheets(county))} UNION ALL ${openHouseholds(county)}`,
    whyEmpty: 'no_household',
    source,
  }),
  dayIndicator({
    id: 'finance.scored_share',
    title: '家庭信用分覆盖率',
    unit: 'fraction',
    better: 'higher',
    kind: 'share',
    definition: '12 个月内评过家庭信用分的农户，占在册农户的比例；分数留存银行，这里只计户数。',
    changes: (county) => sql`${covered(scores(county))} UNION ALL ${openHouseholds(county)}`,
    whyEmpty: 'no_household',
    source,
  }),
  dayIndicator({
    id: 'finance.living_assets_counted',
    title: '特色种养殖活体与权益计入资产池金额',
    unit: 'fen',
    better: 'higher',
    kind: 'amount',
    definition: '有效估值中活体、承包地与养殖塘经营权、海域使用权、集体分红计入家庭资产池的金额合计。',
    changes: (county) => {
      const valid = sql`
        SELECT left(a.village_code, 9) AS town, a.household_id AS household, v.as_of AS begins, v.counted_fen,
          least(v.valid_until + 1, CASE WHEN v.ended_on IS NOT NULL THEN greatest(v.ended_on, v.as_of) END,
            CASE WHEN a.ended_on IS NOT NULL THEN greatest(a.ended_on, v.as_of) END,
            lead(v.as_of) OVER (PARTITION BY v.asset_id ORDER BY v.as_of, v.no)) AS ends
        FROM asset_valuation v JOIN family_asset a ON a.county = v.county AND a.id = v.asset_id
        WHERE v.county = ${county} AND (NOT v.needs_second OR v.second_by IS NOT NULL)
          AND a.class IN ('living_aquatic', 'livestock', 'poultry', 'land_right', 'pond_right', 'sea_use_right',
            'collective_dividend')`
      return sql`SELECT town, household, begins AS "on", counted_fen AS numerator, 0 AS denominator FROM (${valid}) AS v
        UNION ALL SELECT town, household, ends, -counted_fen, 0 FROM (${valid}) AS v`
    },
    whyEmpty: 'no_valuation',
    source,
  }),
  dayIndicator({
    id: 'finance.households_with_line',
    title: '有预授信的农户',
    unit: 'household',
    better: 'higher',
    kind: 'amount',
    definition: '当日在任一银行有有效预授信额度的农户数。',
    changes: (county) => covered(lines(county)),
    whyEmpty: 'no_line',
    source,
  }),
  dayIndicator({
    id: 'finance.service_households',
    title: '使用结算、理财服务的农户',
    unit: 'household',
    better: 'higher',
    kind: 'amount',
    definition: '当日开通结算或理财服务的农户数；服务由银行提供，不与贷款搭售。',
    changes: (county) => covered(enrolments(county)),
    whyEmpty: 'no_service',
    source,
  }),
]
