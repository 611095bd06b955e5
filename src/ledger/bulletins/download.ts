import type { Actor, App } from '../../platform/context.ts'
import { contentTypes } from '../../platform/files/kind.ts'
import { Download } from '../../platform/http/route.ts'
import type { BulletinReply } from '../api/bulletins/schema.ts'
import { viewBulletin } from './bulletins.ts'
import { pdfBulletin } from './pdf.ts'
import { sheetBulletin } from './sheet.ts'
import { wordBulletin } from './word.ts'

const writers = { docx: wordBulletin, xlsx: sheetBulletin, pdf: pdfBulletin } as const
type Form = keyof typeof writers
const isForm = (text: string | undefined): text is Form => text !== undefined && Object.hasOwn(writers, text)

/** `2022-06.docx`: the month's latest edition that the actor may see, or the edition asked for. @throws not_found */
export const downloadBulletin = async (
  { actor, config, clock, database, modules }: App & { readonly actor: Actor },
  file: string,
  edition?: number,
): Promise<Download> => {
  const [month = '', form] = file.split('.')
  if (!isForm(form)) throw new Error(`the route lets only known forms through, got ${file}`)
  // Written outside the transaction: a document takes longer than a query.
  const bulletin: BulletinReply = await database.scoped(actor, (tx) =>
    viewBulletin({ actor, config, clock, database, modules, tx }, month, edition),
  )
  const name = `${bulletin.title}${bulletin.edition > 1 ? `第${bulletin.edition}版` : ''}.${form}`
  return new Download(contentTypes[form], await writers[form](bulletin), name)
}
