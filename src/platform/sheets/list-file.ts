import { Download } from '../http/route.ts'
import { exportFile } from './write.ts'

const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export type FileColumn<Row> = { readonly title: string; readonly of: (row: Row) => string | number | null }

type Page<Row> = { readonly rows: readonly Row[]; readonly nextCursor: string | null }

/** Every row of a paged list, page after page, in its order. */
export async function* everyRow<Row>(list: (cursor: string | undefined) => Promise<Page<Row>>): AsyncGenerator<Row> {
  let cursor: string | undefined
  do {
    const page = await list(cursor)
    yield* page.rows
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}

/**
 * A list as an Excel file named after it: exactly what the page shows under the same filters. The file is built in
 * memory: for registers of some ten thousand rows.
 */
export const listFile = async <Row>(
  title: string,
  columns: readonly FileColumn<Row>[],
  rows: AsyncIterable<Row> | Iterable<Row>,
): Promise<Download> => {
  const keyed = columns.map((column, index) => ({ ...column, key: String(index) }))
  const cells = async function* () {
    for await (const row of rows) yield Object.fromEntries(keyed.map(({ key, of }) => [key, of(row)]))
  }
  return new Download(excel, await exportFile(title, keyed, cells()), `${title}.xlsx`)
}
