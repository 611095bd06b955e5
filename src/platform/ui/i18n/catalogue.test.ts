import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { interpolate, translator } from './catalogue.ts'

const source = join(import.meta.dirname, '../../..')
const chinese = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('messages/zh-CN.ts'),
)

const load = async (file: string): Promise<Record<string, string>> =>
  ((await import(join(source, file))) as { default: Record<string, string> }).default

const names = (message: string): readonly string[] =>
  [...message.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort()

test('the shell has a catalogue', () => {
  expect(chinese).toContain('web/messages/zh-CN.ts')
})

describe.each(chinese)('%s', (file) => {
  test('has every key in English, with the same names in braces', async () => {
    const zh = await load(file)
    const en = await load(file.replace('zh-CN.ts', 'en.ts'))
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort())
    for (const [key, message] of Object.entries(zh)) expect([key, names(en[key] ?? '')]).toEqual([key, names(message)])
  })

  test('says something in every message, and Chinese words carry no exclamation mark', async () => {
    for (const message of Object.values(await load(file))) {
      expect(message.trim()).not.toBe('')
      expect(message).not.toMatch(/[!！]/)
    }
  })
})

test('values fill their places; a missing one stays visible', () => {
  expect(interpolate('共 {total} 条', { total: 12 })).toBe('共 12 条')
  expect(interpolate('共 {total} 条', {})).toBe('共 {total} 条')
})

test('a computed key falls back to what it was given', () => {
  const t = translator<{ 'state.open': '办理中' }>('zh-CN', { 'state.open': '办理中' })
  expect(t.maybe('state.open', 'open')).toBe('办理中')
  expect(t.maybe('state.unknown', 'unknown')).toBe('unknown')
})
