import { describe, expect, it } from 'vitest'
import { percent, percentToRate, yuanToFen } from './data.ts'

describe('figures of the bank pages', () => {
  it('tells a rate in percent with its own digits', () => {
    expect(['0.0485', '0.042', '0.04', '0.123456', '0', '1'].map(percent)).toEqual([
      '4.85%',
      '4.20%',
      '4.00%',
      '12.3456%',
      '0.00%',
      '100.00%',
    ])
  })

  it('reads yuan and percent as they are typed, and nothing else', () => {
    expect(['140000', '140,000.5', '1.234', '-3', 'abc', ''].map(yuanToFen)).toEqual([
      14_000_000,
      14_000_050,
      null,
      null,
      null,
      null,
    ])
    expect(['4.85', '12', '0.5', '4,85'].map(percentToRate)).toEqual(['0.0485', '0.12', '0.005', null])
  })
})
