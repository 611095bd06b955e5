import type { LedgerWords } from '../messages/index.ts'

/** The ten, for filters. */
export const reformNumbers = (t: LedgerWords): readonly { readonly value: string; readonly title: string }[] =>
  Array.from({ length: 10 }, (_, index) => ({ value: String(index + 1), title: t('reform.no', { no: index + 1 }) }))
