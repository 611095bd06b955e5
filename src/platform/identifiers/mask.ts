/**
 * Masks for display. They never show more than the rule allows, also for texts that are not what they should be: a
 * short text is masked whole. Source: JR/T 0171-2020 appendix; common practice of 政务服务.
 */

const between = (text: string, head: number, tail: number): string =>
  text.length > head + tail
    ? `${text.slice(0, head)}${'*'.repeat(text.length - head - tail)}${text.slice(text.length - tail)}`
    : '*'.repeat(text.length)

/** `331***********0214`: first 3 and last 4, so that district and birth date stay hidden. */
export const maskResidentId = (text: string): string => between(text.trim(), 3, 4)

/** `138****1234`. */
export const maskMobile = (text: string): string => between(text.trim(), 3, 4)

/** `622848*********1234`: issuer and last four. */
export const maskBankCard = (text: string): string => between(text.replace(/\s/g, ''), 6, 4)

/** `9233************11`: for codes that stand for a person (category 92, 个体工商户). */
export const maskUscc = (text: string): string => between(text.trim(), 4, 2)

/** `陈*`, `陈*明`, `欧阳**`: surname of one character, of two for four-character names; the last stays from three on. */
export const maskName = (text: string): string => {
  const characters = [...text.trim()]
  if (characters.length <= 1) return '*'.repeat(characters.length)
  if (characters.length === 2) return `${characters[0]}*`
  if (characters.length === 4) return `${characters.slice(0, 2).join('')}**`
  return `${characters[0]}${'*'.repeat(characters.length - 2)}${characters.at(-1)}`
}
