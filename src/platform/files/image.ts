import exifr from 'exifr'
import sharp, { type Sharp } from 'sharp'
import { Problem } from '../errors/problem.ts'

/** What a photo says of itself: when and where it was taken, and a fingerprint that survives re-saving. */
export type PhotoFacts = {
  /** EXIF DateTimeOriginal as written by the camera, civil time without a zone: `2022-09-28T10:31:05`. */
  readonly takenAt: string | null
  /** WGS84 degrees. */
  readonly longitude: number | null
  readonly latitude: number | null
  /** 64-bit difference hash in hex; photos within a Hamming distance of 6 are taken for the same. */
  readonly perceptualHash: string
  readonly widthPx: number
  readonly heightPx: number
}

/** A small file may hold an enormous picture; 100 megapixels is far above any phone. */
const maxPixels = 100_000_000

const hashColumns = 9
const hashRows = 8

/**
 * 64-bit difference hash ("dHash": brightness of each pixel of a 9 × 8 thumbnail against its right neighbour).
 * Blind to size, compression and small changes of light.
 */
const differenceHash = async (image: Sharp): Promise<string> => {
  const pixels = await image
    .clone()
    .rotate()
    .greyscale()
    .resize(hashColumns, hashRows, { fit: 'fill' })
    .raw()
    .toBuffer()
  let bits = 0n
  for (let row = 0; row < hashRows; row += 1) {
    for (let column = 0; column < hashColumns - 1; column += 1) {
      const here = pixels[row * hashColumns + column] ?? 0
      const right = pixels[row * hashColumns + column + 1] ?? 0
      bits = (bits << 1n) | (here < right ? 1n : 0n)
    }
  }
  return bits.toString(16).padStart(16, '0')
}

/** Number of differing bits of two perceptual hashes (0–64). */
export const hammingDistance = (a: string, b: string): number => {
  let difference = BigInt(`0x${a}`) ^ BigInt(`0x${b}`)
  let count = 0
  while (difference > 0n) {
    count += Number(difference & 1n)
    difference >>= 1n
  }
  return count
}

const exifTime = (text: unknown): string | null => {
  const parts = typeof text === 'string' ? /^(\d{4}):(\d{2}):(\d{2}) (\d{2}:\d{2}:\d{2})/.exec(text) : null
  return parts ? `${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}` : null
}

/**
 * Reads what evidence rules ask of a photo.
 * @throws Problem unsupported_media when the picture cannot be decoded, too_large above 100 megapixels
 */
export const readPhoto = async (bytes: Uint8Array): Promise<PhotoFacts> => {
  const image = sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error' })
  const size = await image.metadata().catch(() => null)
  if (!size?.width || !size.height) throw new Problem('unsupported_media', '图片已损坏，无法读取')
  if (size.width * size.height > maxPixels) throw new Problem('too_large', '图片像素过大，上限为 1 亿像素')
  const perceptualHash = await differenceHash(image).catch(() => {
    throw new Problem('unsupported_media', '图片已损坏，无法读取')
  })
  const tags = await exifr
    .parse(Buffer.from(bytes), {
      gps: true,
      reviveValues: false,
      pick: ['DateTimeOriginal', 'GPSLatitude', 'GPSLongitude', 'GPSLatitudeRef', 'GPSLongitudeRef'],
    })
    .catch(() => undefined)
  const position = Number.isFinite(tags?.latitude) && Number.isFinite(tags?.longitude)
  return {
    takenAt: exifTime(tags?.DateTimeOriginal),
    longitude: position ? tags.longitude : null,
    latitude: position ? tags.latitude : null,
    perceptualHash,
    widthPx: size.width,
    heightPx: size.height,
  }
}

/** The picture for the public: turned upright, at most 1600 px, and without any metadata (sharp writes none). */
export const publicPhoto = async (bytes: Uint8Array): Promise<Uint8Array> =>
  sharp(bytes, { limitInputPixels: maxPixels })
    .rotate()
    .resize(1600, 1600, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 82 })
    .toBuffer()
