import { expect, it } from 'vitest'
import type { TargetRow } from '../api/targets/schema.ts'
import { figureWords, lightWords, targetSentence, worstLight } from './words.ts'

it('writes figures as official papers do', () => {
  expect(figureWords(150_000_000_000, 'fen', null)).toBe('15.00亿元')
  expect(figureWords(3_000_000_00, 'fen', null)).toBe('300.00万元')
  expect(figureWords(123_45, 'fen', null)).toBe('123.45元')
  expect(figureWords(0.9534, 'fraction', null)).toBe('95.34%')
  expect(figureWords(12, 'count', '家')).toBe('12家')
})

it('gives a reform the worst of its lights, green only when all are met', () => {
  expect(worstLight([])).toBe('no_data')
  expect(worstLight(['met', 'met'])).toBe('met')
  expect(worstLight(['met', 'on_track'])).toBe('on_track')
  expect(worstLight(['met', 'no_data', 'at_risk', 'overdue'])).toBe('overdue')
  expect(lightWords('overdue', ['met', 'overdue', 'met'])).toBe('红灯\n已完成2项\n逾期1项')
})

it('tells of a target in one sentence what the records say', () => {
  const target = (change: Partial<TargetRow>): TargetRow => ({
    id: '2022-1-1',
    reformNo: 1,
    no: 1,
    title: '资产池融资',
    text: '融资达15亿元以上',
    column: 'milestones',
    itemNo: 1,
    kind: 'figure',
    counted: true,
    indicatorId: 'finance.pool_financing',
    indicatorTitle: '资产池融资',
    scope: null,
    comparator: '≥',
    threshold: 150_000_000_000,
    baseline: null,
    benchmark: null,
    unit: 'fen',
    word: null,
    better: 'higher',
    due: '2022-09-30',
    extendedTo: null,
    value: 162_000_000_000,
    numerator: null,
    denominator: null,
    light: 'met',
    metOn: '2022-08-31',
    completion: 1,
    verdict: {
      kind: 'met_on',
      metOn: null,
      daysEarly: null,
      workingDaysLeft: null,
      forecast: null,
      gap: null,
      neededPerMonth: null,
      recentPerMonth: null,
    },
    reasons: [],
    forecast: null,
    ...change,
  })
  expect(targetSentence(target({}))).toBe('资产池融资：已于2022年8月31日完成，现值16.20亿元，目标不低于15.00亿元。')
  const late = target({ light: 'overdue', value: 140_000_000_000 })
  expect(targetSentence({ ...late, verdict: { ...late.verdict, daysEarly: -25 } })).toBe(
    '资产池融资：逾期25天未完成，现值14.00亿元，目标不低于15.00亿元。',
  )
  expect(targetSentence(target({ light: 'at_risk', comparator: 'covers', unit: 'fraction', value: 0.6 }))).toBe(
    '资产池融资：有风险（时限2022年9月30日），现值60%，目标全覆盖。',
  )
  expect(targetSentence(target({ light: 'no_data', value: null }))).toBe('资产池融资：暂无数据。')
  expect(targetSentence(target({ kind: 'deliverable', metOn: null }))).toBe('资产池融资：已完成。')
})
