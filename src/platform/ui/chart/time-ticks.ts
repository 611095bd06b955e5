/** First days of years, of half years or of quarters inside the stretch: at most eight of them. */
export const bandTicks = (from: string, to: string): readonly string[] => {
  const start = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1
  const stop = Number(to.slice(0, 4)) * 12 + Number(to.slice(5, 7)) - 1
  const step = [1, 3, 6, 12, 24, 60].find((months) => (stop - start) / months < 8) ?? 120
  return Array.from({ length: stop - start + 1 }, (_, index) => start + index)
    .filter((month) => month % step === 0)
    .map((month) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`)
    .filter((date) => date >= from && date <= to)
}
