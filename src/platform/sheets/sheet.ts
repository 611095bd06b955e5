import type { Context } from '../context.ts'

export type SheetColumn = {
  readonly key: string
  readonly title: string
  readonly type: 'text' | 'integer' | 'decimal' | 'money' | 'date' | 'enum'
  readonly required?: boolean
  readonly options?: readonly { readonly value: string; readonly title: string }[]
  readonly example: string
  readonly help?: string
}

export type RowError = {
  readonly row: number
  readonly column: string
  readonly code: string
  readonly message: string
}

/** An Excel/CSV form (表格): template, import with row errors, export, from one list of columns. */
export type Sheet = {
  readonly name: string
  readonly title: string
  readonly permission: string
  readonly columns: readonly SheetColumn[]
  readonly maxRows: number
  /** Checks beyond the column types (known codes, duplicates), all rows at once. */
  readonly check?: (context: Context, rows: readonly Record<string, unknown>[]) => Promise<readonly RowError[]>
  /** Stores all rows in the caller's transaction; returns what changed, for the effect summary. */
  readonly apply: (
    context: Context,
    rows: readonly Record<string, unknown>[],
    importId: string,
  ) => Promise<{ added: number; changed: number; unchanged: number }>
  /** Undo within the hour. */
  readonly undo?: (context: Context, importId: string) => Promise<void>
  readonly export?: (
    context: Context,
    query: Readonly<Record<string, string>>,
  ) => AsyncIterable<Readonly<Record<string, string | number | null>>>
}

export const defineSheet = (sheet: Sheet): Sheet => sheet
