import type { Area } from '../../platform/geo/shapes.ts'

export const importFormats = ['shapefile', 'geopackage', 'geojson', 'dxf', 'xlsx'] as const
export type ImportFormat = (typeof importFormats)[number]

/** Why something is refused: a stable code and what to do. */
export type Refused = { readonly code: string; readonly message: string }

/** One feature as the file has it: in the file's own coordinates, easting or longitude first. */
export type RawFeature = {
  /** Where it stands in the file: 第 12 个要素, DXF 句柄 2F. */
  readonly place: string
  readonly properties: Readonly<Record<string, string>>
  readonly area: Area | null
  readonly refused: Refused | null
}

export type RawFile = {
  readonly format: ImportFormat
  readonly features: readonly RawFeature[]
  readonly fields: readonly string[]
  /** As the file names it; null where it says nothing. */
  readonly crs: string | null
  /** How the texts were read, and whether the file said so or it was guessed. */
  readonly encoding: { readonly name: string; readonly guessed: boolean } | null
}

/** Limits of one file (land 10): beyond them it is refused whole. */
export const importLimits = {
  features: 100_000,
  vertices: 5_000_000,
  verticesOfFeature: 20_000,
  fileBytes: 64 * 1024 * 1024,
  fields: 200,
} as const

/** A fault of the whole file; travels from the worker to the caller as data. */
export class FileRefused extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** Counts what is read and stops a file that is too large before it fills the memory. */
export class Budget {
  #features = 0
  #vertices = 0

  feature(): void {
    this.#features += 1
    if (this.#features > importLimits.features) {
      throw new FileRefused('too_many_features', `要素超过 ${importLimits.features} 个，请拆分后上传`)
    }
  }

  vertices(count: number): void {
    this.#vertices += count
    if (!(count >= 0) || this.#vertices > importLimits.vertices) {
      throw new FileRefused('too_many_vertices', `界址点超过 ${importLimits.vertices} 个，请拆分后上传`)
    }
  }
}

export const tooManyVertices: Refused = {
  code: 'too_many_vertices',
  message: `一个要素的界址点不得超过 ${importLimits.verticesOfFeature} 个`,
}
