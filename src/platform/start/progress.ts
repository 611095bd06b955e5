/** Where the start tells how far it is. */
export type Terminal = { readonly isTTY?: boolean; readonly write: (text: string) => unknown }

const width = 24

const bar = (fraction: number): string => {
  const full = Math.round(Math.min(1, Math.max(0, fraction)) * width)
  return `${'█'.repeat(full)}${'░'.repeat(width - full)}`
}

/**
 * Runs one step of the start under its title: a moving bar on a terminal, one line at the end elsewhere. `elapsed`
 * gives milliseconds.
 */
export const withProgress = async <T>(
  terminal: Terminal,
  title: string,
  work: (report: (done: number, total: number) => void) => Promise<T>,
  elapsed: () => number = () => performance.now(),
): Promise<T> => {
  const started = elapsed()
  let shown = ''
  const show = (text: string) => {
    if (text === shown) return
    shown = text
    terminal.write(`\r\u001b[K${text}`)
  }
  if (terminal.isTTY === true) show(`  ${title} …`)
  const result = await work((done, total) => {
    if (terminal.isTTY === true && total > 0) {
      show(`  ${title} ${bar(done / total)} ${Math.floor((100 * done) / total)}%`)
    }
  })
  const seconds = ((elapsed() - started) / 1000).toFixed(1)
  terminal.write(`${terminal.isTTY === true ? '\r\u001b[K' : ''}✓ ${title}  ${seconds} s\n`)
  return result
}
