/** 王小明 → 王**; what lists show to whoever may not read whole names. */
export const maskedName = (name: string): string => {
  const [first = '', ...rest] = [...name]
  return first + '*'.repeat(rest.length)
}
