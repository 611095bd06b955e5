import { expect, it } from 'vitest'
import { withProgress } from './progress.ts'

const clock = () => {
  let now = 0
  return () => (now += 1500)
}

it('draws a bar that moves on a terminal and leaves one line', async () => {
  const written: string[] = []
  const terminal = { isTTY: true, write: (text: string) => written.push(text) }
  const result = await withProgress(
    terminal,
    '示范数据',
    async (report) => {
      report(1, 4)
      report(1, 4)
      report(4, 4)
      return 7
    },
    clock(),
  )
  expect(result).toBe(7)
  expect(written).toEqual([
    '\r\u001b[K  示范数据 …',
    `\r\u001b[K  示范数据 ${'█'.repeat(6)}${'░'.repeat(18)} 25%`,
    `\r\u001b[K  示范数据 ${'█'.repeat(24)} 100%`,
    '\r\u001b[K✓ 示范数据  1.5 s\n',
  ])
})

it('writes one line a step where there is no terminal', async () => {
  const written: string[] = []
  await withProgress({ write: (text) => written.push(text) }, '建库', async (report) => report(1, 2), clock())
  expect(written).toEqual(['✓ 建库  1.5 s\n'])
})
