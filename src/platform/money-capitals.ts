/** Amounts in Chinese capitals (大写金额) for contracts, vouchers and decisions. */
import { Problem } from './errors/problem.ts'
import type { Fen } from './money.ts'

const digits = '零壹贰叁肆伍陆柒捌玖'
const places = ['', '拾', '佰', '仟'] as const
const groups = ['', '万', '亿', '万亿'] as const

/** One group of four digits, without its own leading zero mark: 0..9999. */
const groupInCapitals = (group: number): string => {
  let text = ''
  let zeroPending = false
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(group / 10 ** place) % 10
    if (digit === 0) {
      zeroPending = text !== ''
      continue
    }
    text += `${zeroPending ? '零' : ''}${digits[digit]}${places[place]}`
    zeroPending = false
  }
  return text
}

const yuanInCapitals = (yuan: bigint): string => {
  let text = ''
  let gap = false
  for (let index = groups.length - 1; index >= 0; index--) {
    const group = Number((yuan / 10_000n ** BigInt(index)) % 10_000n)
    if (group === 0) {
      gap = true
      continue
    }
    // 壹万贰仟亿, but 壹万亿 when no 亿 follows to carry the word.
    const name = index === 3 && (yuan / 100_000_000n) % 10_000n !== 0n ? '万' : groups[index]
    text += `${text !== '' && (gap || group < 1000) ? '零' : ''}${groupInCapitals(group)}${name}`
    // A group that ends in 0 is followed by 零: 107000 is 壹拾万零柒仟.
    gap = group % 10 === 0
  }
  return text
}

/**
 * `人民币壹拾万零柒仟元伍角叁分`. 整 after 元 and after 角, never after 分; 零 for zeros inside, and between 元 and 分
 * when 角 is zero; none between a yuan figure that ends in 0 and 角 (both forms are allowed).
 * Source: 中国人民银行《正确填写票据和结算凭证的基本规定》 (支付结算办法 附件一).
 * @throws Problem not_computable `money` at 10^16 yuan or more.
 */
export const amountInCapitals = (fen: Fen): string => {
  const size = fen < 0n ? -fen : fen
  const yuan = size / 100n
  if (yuan >= 10n ** 16n) throw Problem.field('', 'money', '金额过大，无法写成大写')
  const [jiao, cent] = [Number((size / 10n) % 10n), Number(size % 10n)]
  let text = yuan === 0n ? '' : `${yuanInCapitals(yuan)}元`
  if (jiao === 0 && cent === 0) text = `${text === '' ? '零元' : text}整`
  else {
    if (jiao !== 0) text += `${digits[jiao]}角`
    else if (text !== '') text += '零'
    text += cent === 0 ? '整' : `${digits[cent]}分`
  }
  return `人民币${fen < 0n ? '负' : ''}${text}`
}
