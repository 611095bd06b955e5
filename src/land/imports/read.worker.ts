import { parentPort, workerData } from 'node:worker_threads'
import { checkFile } from './check.ts'
import { readCoordinateTable } from './formats/coordinate-table.ts'
import { readDxf } from './formats/dxf.ts'
import { readGeoJson } from './formats/geojson.ts'
import { readGeoPackage } from './formats/geopackage.ts'
import { readShapefile } from './formats/shapefile.ts'
import { FileRefused, type RawFile } from './raw.ts'
import type { ReadJob, ReadReply } from './read-file.ts'

const sampleRows = 5

const read = ({ source, encoding }: ReadJob): RawFile => {
  switch (source.format) {
    case 'shapefile':
      return readShapefile(source, encoding)
    case 'xlsx':
      return readCoordinateTable(source.header, source.rows)
    case 'geopackage':
      return readGeoPackage(source.bytes)
    case 'dxf':
      return readDxf(source.bytes)
    case 'geojson':
      return readGeoJson(new TextDecoder(encoding ?? 'utf-8').decode(source.bytes).replace(/^\uFEFF/, ''))
  }
}

const answer = (job: ReadJob): ReadReply => {
  try {
    const { features, ...file } = read(job)
    if (features.length === 0) throw new FileRefused('no_features', '文件中没有要素')
    const sample = features.slice(0, sampleRows).map(({ properties }) => properties)
    return { file: { ...file, count: features.length, sample }, result: checkFile({ ...file, features }, job.check) }
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    return { refused: { code: error.code, message: error.message } }
  }
}

// The parent made the data from the same types.
parentPort?.postMessage(answer(workerData as ReadJob))
