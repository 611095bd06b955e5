import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { tokens } from './tokens.ts'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const root = css.slice(css.indexOf(':root'), css.indexOf('}'))

/** `ink2` → `--ink-2`, `metFill` → `--met-fill`. */
const property = (name: string): string => `--${name.replace(/([A-Z]|\d)/g, (letter) => `-${letter.toLowerCase()}`)}`

test.each(Object.entries(tokens))('%s is the same in tokens.css', (name, value) => {
  expect(root).toContain(`${property(name)}: ${value};`)
})

const luminance = (hex: string): number => {
  const full = hex.length === 4 ? hex.slice(1).replace(/./g, '$&$&') : hex.slice(1)
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const channel = Number.parseInt(full.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const value = (name: string): string => new RegExp(`${name}: (#[0-9a-f]+);`).exec(root)?.[1] ?? ''

/** WCAG 2.2, 1.4.3: 4.5 to 1 for text. */
test.each([
  ['--ink-3', '--paper'],
  ['--teal', '--paper'],
  ['--orange-ink', '--paper'],
  ['--met-word', '--paper'],
  ['--risk-word', '--risk-tint'],
  ['--late-word', '--late-tint'],
  ['--none-word', '--paper'],
  ['--as-of-ink', '--as-of'],
  ['--teal-dark', '--teal-tint'],
])('%s is readable on %s', (text, ground) => {
  const [a, b] = [luminance(value(text)), luminance(value(ground))]
  expect((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)).toBeGreaterThanOrEqual(4.5)
})
