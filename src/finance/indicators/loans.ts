import { type SQL, sql } from 'drizzle-orm'
import type { Indicator } from '../../platform/indicators/indicator.ts'
import { dayIndicator } from './day-indicator.ts'

const source = '三门县共同富裕改革附表（农户家庭资产池）'

/** Facts of the last twelve months: each counts from its day and lapses a year later. */
const lastYear = (facts: SQL): SQL => sql`
  SELECT town, household, "on", numerator, denominator FROM (${facts}) AS f
  UNION ALL SELECT town, household, ("on" + interval '1 year')::date, -numerator, -denominator FROM (${facts}) AS f`

const disbursed = (county: string, good: SQL): SQL => sql`
  SELECT left(a.village_code, 9) AS town, a.household_id AS household, a.disbursed_on AS "on", CASE WHEN ${good} THEN 1 ELSE 0 END AS numerator,
    1 AS denominator
  FROM loan_application a
  LEFT JOIN whitelist_entry w ON w.county = a.county AND w.id = a.whitelist_entry_id
  WHERE a.county = ${county} AND a.disbursed_on IS NOT NULL`

/** Principal of the contracts that fit, whatever day it moved; a reversed event counts nothing. */
const principal = (county: string, fits: SQL): SQL => sql`
  SELECT left(c.village_code, 9) AS town, c.household_id AS household, e.effective_on AS "on", e.principal_fen AS numerator, 0 AS denominator
  FROM loan_contract c JOIN loan_event e ON e.county = c.county AND e.contract_id = c.id
  WHERE c.county = ${county} AND ${fits} AND e.principal_fen <> 0 AND NOT EXISTS (SELECT 1 FROM loan_event r
    WHERE r.county = e.county AND r.contract_id = e.contract_id AND r.reverses_no = e.no)`

/** Figures about applications, prices, policy money and demand. */
export const loanIndicators: readonly Indicator[] = [
  dayIndicator({
    id: 'finance.online_share',
    title: '贷款全流程线上办理率',
    unit: 'fraction',
    better: 'higher',
    kind: 'share',
    definition: '近 12 个月放款的申请中，申请、审批、签约、放款全部在线上完成的比例。',
    changes: (county) => lastYear(disbursed(county, sql`a.online`)),
    whyEmpty: 'no_disbursement',
    source,
  }),
  dayIndicator({
    id: 'finance.whitelist_origin_share',
    title: '预授信白名单转化率',
    unit: 'fraction',
    better: 'higher',
    kind: 'share',
    definition: '近 12 个月放款的申请中，由已推送线上融资对接平台的预授信白名单发起的比例。',
    changes: (county) => lastYear(disbursed(county, sql`w.sent_on <= a.asked_on`)),
    whyEmpty: 'no_disbursement',
    source,
  }),
  dayIndicator({
    id: 'finance.model_priced_share',
    title: '按差异化定价模型定价的贷款占比',
    unit: 'fraction',
    better: 'higher',
    kind: 'share',
    definition: '近 12 个月签订的合同中，利率等于签约日公布的定价模型结果的比例。',
    changes: (county) =>
      lastYear(sql`
        SELECT left(village_code, 9) AS town, household_id AS household, signed_on AS "on",
          CASE WHEN annual_rate::numeric = model_rate::numeric THEN 1 ELSE 0 END AS numerator, 1 AS denominator
        FROM loan_contract WHERE county = ${county} AND pool`),
    whyEmpty: 'no_contract',
    source,
  }),
  dayIndicator({
    id: 'finance.policy_funds_passed',
    title: '政策性资金转贷余额',
    unit: 'fen',
    better: 'higher',
    kind: 'amount',
    definition: '使用转贷款、支农再贷款且利差不超过约定的贷款余额。',
    changes: (county) =>
      principal(
        county,
        sql`c.fund IS NOT NULL AND EXISTS (SELECT 1 FROM policy_pool p WHERE p.county = c.county
          AND p.bank_id = c.bank_id AND p.kind = c.fund AND c.signed_on >= p."from" AND c.signed_on <= p."to"
          AND c.annual_rate::numeric - p.annual_rate::numeric <= p.margin_bp / 10000.0)`,
      ),
    whyEmpty: 'no_policy_loan',
    source,
  }),
  dayIndicator({
    id: 'finance.renewal_balance',
    title: '无还本续贷余额',
    unit: 'fen',
    better: 'higher',
    kind: 'amount',
    definition: '以无还本续贷方式发放的贷款余额。',
    changes: (county) => principal(county, sql`c.renewal_of IS NOT NULL`),
    whyEmpty: 'no_renewal',
    source: '金规〔2024〕13号',
  }),
  dayIndicator({
    id: 'finance.unmet_demand_share',
    title: '融资需求未满足率',
    unit: 'fraction',
    better: 'lower',
    kind: 'share',
    definition: '近 12 个月贷款需求中，Σ 未获批金额 ÷ Σ 需求金额。',
    changes: (county) =>
      lastYear(sql`
        SELECT left(village_code, 9) AS town, household_id AS household, asked_on AS "on", greatest(0, asked_fen - granted_fen) AS numerator,
          asked_fen AS denominator
        FROM service_need WHERE county = ${county} AND kind = 'loan'`),
    whyEmpty: 'no_need',
    source,
  }),
]
