/** What a family may let a bank see, each by itself (征信业管理条例 art. 14: the last three only by written consent). */
export const consentCategories = ['family', 'assets', 'honours', 'deposits', 'income', 'liabilities'] as const
export type ConsentCategory = (typeof consentCategories)[number]

export const consentCategoryTitle: Readonly<Record<ConsentCategory, string>> = {
  family: '家庭成员与居住',
  assets: '实物资产与权益',
  honours: '荣誉与公议',
  deposits: '存款、理财、保险、证券',
  income: '收入',
  liabilities: '负债与担保',
}

/** What the data may be used for. */
export const creditPurpose = 'credit'

/** A consent holds at most a year ([A], finance 3). */
export const consentMonths = 12

/** The text that is shown and whose digest is kept; the last three categories name their possible harm (art. 14). */
export const consentText = (bank: string, categories: readonly ConsentCategory[]): string => {
  const sensitive = categories.filter((each) => each === 'deposits' || each === 'income' || each === 'liabilities')
  const harm =
    sensitive.length === 0
      ? ''
      : `其中${sensitive.map((each) => consentCategoryTitle[each]).join('、')}属敏感信息，提供后可能导致授信额度降低或被拒绝，本人已知悉并书面同意。`
  return `本人同意${bank}为贷款授信查询和使用本人的下列信息：${categories.map((each) => consentCategoryTitle[each]).join('、')}。${harm}有效期${consentMonths}个月，可随时撤回。`
}
