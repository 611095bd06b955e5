import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseTargets } from './target-statements.ts'

it.each([
  ['融资达15亿元以上', '≥', 1_500_000_000, 'yuan'],
  ['覆盖率不低于百分之九十五', '≥', 0.95, 'fraction'],
  ['占比达到三分之一', '≥', 0.333333333333, 'fraction'],
  ['融资突破三千万元', '≥', 30_000_000, 'yuan'],
  ['亩均效益提升1万元', 'rises', 10_000, 'yuan/mu'],
  ['优化业务环节１０项', '≥', 10, 'count'],
  ['失业率控制在3%以内', '≤', 0.03, 'fraction'],
  ['产值翻一番', '≥', 1, 'fraction'],
  ['办学全覆盖', 'covers', 1, 'fraction'],
  ['实现安全生产零死亡', '=', 0, 'count'],
  ['新增绿道20公里', '≥', 20, 'km'],
  ['三期工程完成地上四层土建', '≥', 4, 'floor'],
] as const)('%s', (text, comparator, threshold, unit) => {
  expect(parseTargets(text).targets).toMatchObject([{ comparator, threshold, unit }])
})

it.each(['四大实训基地', '《三年行动计划（2021-2024 年）》', '下达第一期资金3000万元', '第二批试点，二级医院'])(
  '%s is no target',
  (text) => {
    const parsed = parseTargets(text, { year: 2022 })
    expect(parsed.targets).toEqual([])
    expect(parsed.unparsed).toHaveLength(1)
  },
)

it('reports an impossible date and guesses none', () => {
  const parsed = parseTargets('2022年2月30日前完成5家企业验收', { year: 2022 })
  expect(parsed.targets[0]?.due).toBeNull()
  expect(parsed.unparsed[0]?.reason).toBe('impossible_date')
})

it('never throws, and spans slice to text', () => {
  const piece = fc.constantFrom(
    ...'一二十百千万亿点半两达到从增长提高年月底前以上家个元亩%，。、；《》“”0123456789.—至率',
    '百分之',
    '\n',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('')
      for (const { span } of parseTargets(text, { year: 2022 }).targets) {
        expect(span[0]).toBeGreaterThanOrEqual(0)
        expect(span[1]).toBeLessThanOrEqual(text.length)
        expect(span[1]).toBeGreaterThan(span[0])
      }
    }),
  )
})
