import { type CivilDate, parseDate } from '../../platform/dates.ts'

/** One publication of the loan prime rate (贷款市场报价利率), in percent as published. */
export type LprPublication = { readonly publishedOn: CivilDate; readonly lpr1y: string; readonly lpr5y: string }

/**
 * Publications on which a rate changed. Source: 全国银行间同业拆借中心 under 中国人民银行公告〔2019〕第15号, as tabulated
 * by banks up to 2025-02; 2025-05-20 from memory, to be checked against the bulletin.
 */
const changes = [
  ['2019-08-20', '4.25', '4.85'],
  ['2019-09-20', '4.20', '4.85'],
  ['2019-11-20', '4.15', '4.80'],
  ['2020-02-20', '4.05', '4.75'],
  ['2020-04-20', '3.85', '4.65'],
  ['2021-12-20', '3.80', '4.65'],
  ['2022-01-20', '3.70', '4.60'],
  ['2022-05-20', '3.70', '4.45'],
  ['2022-08-22', '3.65', '4.30'],
  ['2023-06-20', '3.55', '4.20'],
  ['2023-08-21', '3.45', '4.20'],
  ['2024-02-20', '3.45', '3.95'],
  ['2024-07-22', '3.35', '3.85'],
  ['2024-10-21', '3.10', '3.60'],
  ['2025-05-20', '3.00', '3.50'],
] as const

/** Every publication, also unchanged ones: the 20th of each month, or the next working day. */
const publicationDays = `
2019-08-20 2019-09-20 2019-10-21 2019-11-20 2019-12-20
2020-01-20 2020-02-20 2020-03-20 2020-04-20 2020-05-20 2020-06-22 2020-07-20 2020-08-20 2020-09-21 2020-10-20 2020-11-20 2020-12-21
2021-01-20 2021-02-20 2021-03-22 2021-04-20 2021-05-20 2021-06-21 2021-07-20 2021-08-20 2021-09-22 2021-10-20 2021-11-22 2021-12-20
2022-01-20 2022-02-21 2022-03-21 2022-04-20 2022-05-20 2022-06-20 2022-07-20 2022-08-22 2022-09-20 2022-10-20 2022-11-21 2022-12-20
2023-01-20 2023-02-20 2023-03-20 2023-04-20 2023-05-22 2023-06-20 2023-07-20 2023-08-21 2023-09-20 2023-10-20 2023-11-20 2023-12-20
2024-01-22 2024-02-20 2024-03-20 2024-04-22 2024-05-20 2024-06-20 2024-07-22 2024-08-20 2024-09-20 2024-10-21 2024-11-20 2024-12-20
2025-01-20 2025-02-20 2025-03-20 2025-04-21 2025-05-20`

/** In order of publication. What was published after the last of these must be added here: it is never guessed. */
export const lprPublications: readonly LprPublication[] = publicationDays
  .trim()
  .split(/\s+/)
  .map((text) => {
    const [, lpr1y, lpr5y] = changes.findLast(([from]) => from <= text) ?? changes[0]
    return { publishedOn: parseDate(text), lpr1y, lpr5y }
  })
