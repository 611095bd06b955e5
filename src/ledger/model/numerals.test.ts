import fc from 'fast-check'
import { expect, it } from 'vitest'
import { chineseValue, numeralAt } from './numerals.ts'

const digits = '零一二三四五六七八九'

/** A number below ten thousand as people write it: 三百零五, 十二, 两千 stays 二千. */
const section = (value: number): string => {
  const parts = [1000, 100, 10, 1].map((unit) => Math.floor(value / unit) % 10)
  let text = ''
  let gap = false
  parts.forEach((digit, index) => {
    if (digit === 0) gap = text !== ''
    else {
      text += `${gap ? '零' : ''}${digits[digit]}${['千', '百', '十', ''][index]}`
      gap = false
    }
  })
  return text.replace(/^一十/, '十')
}

const inChinese = (value: number): string => {
  const [high, middle, low] = [Math.floor(value / 1e8), Math.floor(value / 1e4) % 1e4, value % 1e4]
  const join = (head: string, unit: string, rest: number, words: string): string =>
    head === '' ? words : `${head}${unit}${rest > 0 && rest < 1000 ? '零' : ''}${words.replace(/^十/, '一十')}`
  const lower = join(section(middle), middle > 0 ? '万' : '', low, section(low))
  return high > 0 ? join(section(high), '亿', middle * 1e4 + low < 1e7 ? 1 : 0, lower) : lower
}

it('reads back every whole number that it can be written in', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_999_9999_9999 }), (value) => {
      expect([inChinese(value), chineseValue(inChinese(value))]).toEqual([inChinese(value), value])
    }),
  )
})

it('reads Arabic digits, separators and scales to the same number', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999 }), fc.constantFrom('', '万', '亿'), (value, scale) => {
      const factor = { '': 1, 万: 1e4, 亿: 1e8 }[scale]
      const text = `${value.toLocaleString('en-US')}${scale}元`
      expect(numeralAt(text, 0)).toMatchObject({ value: value * factor, to: text.length - 1 })
    }),
  )
})

it.each([
  ['百分之九十五', 0.95],
  ['百分之十二点五', 0.125],
  ['千分之三', 0.003],
  ['三分之一', 0.333333333333],
  ['三分之二', 0.666666666667],
  ['九成', 0.9],
  ['八成五', 0.85],
  ['两成', 0.2],
  ['6.5成', 0.65],
  ['一半', 0.5],
  ['12.3%', 0.123],
  ['0.8‰', 0.0008],
  ['三千万', 3e7],
  ['一点五亿', 1.5e8],
  ['一亿零五百万', 1.05e8],
  ['两千', 2000],
  ['二〇二二', 2022],
  ['2万5千', 25_000],
  ['1,500', 1500],
  ['3.6万', 36_000],
])('%s is %d', (text, value) => {
  expect(numeralAt(text, 0)).toMatchObject({ value, from: 0, to: text.length })
})

it('never throws and never runs past the text', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...'〇零一二两三四五六七八九十百千万亿点半成分之0123456789.,%‰')), (chars) => {
      const text = chars.join('')
      const found = numeralAt(text, 0)
      expect(found === null || (found.to > 0 && found.to <= text.length && Number.isFinite(found.value))).toBe(true)
    }),
  )
})
