/** Exact yuan with separators, as documents write money: 1,600,000.00元. */
export const formatYuan = (fen: number): string => {
  const [whole = '0', cents] = (Math.abs(fen) / 100).toFixed(2).split('.')
  return `${fen < 0 ? '−' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}元`
}
