import qrcode from 'qrcode-generator'
import sharp from 'sharp'

/** Quiet zone around a QR code, modules (ISO/IEC 18004 §5.3.8). */
const quiet = 4

/** A QR code with error correction M as SVG, one unit a module. */
export const qrSvg = (text: string): string => {
  const code = qrcode(0, 'M')
  code.addData(text, 'Byte')
  code.make()
  const count = code.getModuleCount()
  const size = count + 2 * quiet
  const dark: string[] = []
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      if (code.isDark(row, column)) dark.push(`M${column + quiet} ${row + quiet}h1v1h-1z`)
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size * 8}" height="${size * 8}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${dark.join('')}" fill="#000"/></svg>`
}

export const qrPicture = (text: string): Promise<Buffer> =>
  sharp(Buffer.from(qrSvg(text)))
    .png()
    .toBuffer()
