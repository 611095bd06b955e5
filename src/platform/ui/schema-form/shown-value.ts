import { figureText, formatFigure, formatNumber, missing } from '../format.ts'
import type { Lang } from '../i18n/lang.ts'
import type { Json, JsonSchema } from './json-schema.ts'

/** `annualRate` → `Annual rate`: the names of fields are English already; the unit at the end is said apart. */
const englishWords = (name: string): string => {
  const words = name
    .replace(/(?<=[a-z])(?:Fen|M2|M3|Mu|Ha|Km|Cm|Mm|Deg|Hpa|Kg)$/, '')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]/g, ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What a field is called: by its schema in Chinese, by its own name in English. */
export const fieldName = (schema: JsonSchema | undefined, name: string, lang: Lang): string =>
  lang === 'en' ? englishWords(name) : (schema?.title ?? name)

/** What a choice is called. */
export const choiceName = (schema: JsonSchema | undefined, choice: string, lang: Lang): string =>
  lang === 'en' ? choice.replaceAll('_', ' ') : (schema?.choiceTitles?.[choice] ?? choice)

/** The unit as it stands beside the field; amounts are read and written in yuan, the interface carries fen. */
export const unitWord = (unit: string | undefined, lang: Lang): string | undefined => {
  if (unit === undefined || unit === 'fraction') return undefined
  return unit.startsWith('fen') ? unit.replace('fen', lang === 'en' ? 'yuan' : '元') : unit
}

/** Moves the decimal point of a decimal number as written; exact, unlike × 100. Other text stays as it is. */
export const shiftPoint = (text: string, places: number): string => {
  const match = /^([-−]?)(\d*)\.?(\d*)$/.exec(text.trim())
  if (!match || places === 0 || !/\d/.test(text)) return text
  const [, sign = '', whole = '', fraction = ''] = match
  const digits = places > 0 ? whole + fraction.padEnd(places, '0') : whole.padStart(1 - places, '0') + fraction
  const point = places > 0 ? whole.length + places : Math.max(whole.length, 1 - places) + places
  const head = digits.slice(0, point).replace(/^0+(?=\d)/, '') || '0'
  const tail = digits.slice(point).replace(/0+$/, '')
  return `${sign}${head}${tail === '' ? '' : `.${tail}`}`
}

const places = (unit: string | undefined): number => (unit?.startsWith('fen') === true ? 2 : 0)

/** The text of a number in its input. */
export const inputText = (value: Json | undefined, unit: string | undefined): string =>
  typeof value === 'number' || typeof value === 'string' ? shiftPoint(String(value), -places(unit)) : ''

/** The number that was typed, in the unit of the interface; what is no number is left for the server to refuse. */
export const inputValue = (text: string, unit: string | undefined): string | number => {
  const moved = shiftPoint(text, places(unit))
  return moved.trim() === '' || !Number.isFinite(Number(moved)) ? moved : Number(moved)
}

/** `0.0435` → `4.35%`, for the note beside a field of a rate. */
export const percentOf = (value: Json | undefined): string | undefined => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number)
    ? figureText(formatFigure(number, 'fraction', { decimals: 4, trim: true }))
    : undefined
}

/** One value of a result as people read it. `bare` leaves the unit to the head of the column. */
export const shownValue = (
  value: Json,
  schema: JsonSchema | undefined,
  lang: Lang,
  words: { readonly yes: string; readonly no: string },
  bare = false,
): string => {
  const unit = schema?.unit
  if (value === null) return missing
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (unit === 'fraction') return percentOf(value) ?? String(value)
  const word = unitWord(unit, lang)
  const tail = bare || word === undefined ? '' : word === '°' || word === '%' ? word : ` ${word}`
  if (typeof value === 'number') {
    const number = unit?.startsWith('fen') === true ? value / 100 : value
    const decimals = unit?.startsWith('fen') === true ? 2 : Number.isInteger(number) ? 0 : 6
    return `${formatNumber(number, decimals, unit?.startsWith('fen') !== true)}${tail}`
  }
  if (typeof value !== 'string') return JSON.stringify(value)
  return unit !== undefined && value.trim() !== '' && Number.isFinite(Number(value))
    ? `${inputText(value, unit)}${tail}`
    : choiceName(schema, value, lang)
}
