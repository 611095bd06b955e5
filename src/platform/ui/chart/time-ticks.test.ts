import { expect, it } from 'vitest'
import { bandTicks } from './time-ticks.ts'

it('marks quarters over two years and years over seven', () => {
  expect(bandTicks('2021-02-10', '2022-07-01')).toEqual([
    '2021-04-01',
    '2021-07-01',
    '2021-10-01',
    '2022-01-01',
    '2022-04-01',
    '2022-07-01',
  ])
  expect(bandTicks('2016-03-01', '2022-12-31')).toEqual([
    '2017-01-01',
    '2018-01-01',
    '2019-01-01',
    '2020-01-01',
    '2021-01-01',
    '2022-01-01',
  ])
})
