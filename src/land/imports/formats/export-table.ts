import type { Area } from '../../../platform/geo/shapes.ts'

/** Features on their way into a file: areas in degrees, values in the order of the columns. */
export type ExportTable = {
  /** Name of the layer inside the file: letters, digits and _. */
  readonly name: string
  readonly title: string
  readonly columns: readonly {
    readonly key: string
    /** At most ten characters, for Shapefiles. */
    readonly short: string
    readonly title: string
    readonly type: 'string' | 'number'
  }[]
  readonly rows: readonly { readonly area: Area; readonly values: readonly (string | number | null)[] }[]
}
