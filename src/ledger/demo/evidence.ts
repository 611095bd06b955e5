import { and, eq, isNull } from 'drizzle-orm'
import type { App, Context } from '../../platform/context.ts'
import { receiveFile, storeFile } from '../../platform/files/files.ts'
import { documentKinds } from '../../platform/files/kind.ts'
import { enterEvidence, returnEvidence, submitEvidence, verifyEvidence } from '../evidence/evidence.ts'
import { evidence, target } from '../tables.ts'
import type { Act } from './days.ts'
import { type DemoEvidence, demoEvidence } from './evidence-records.ts'
import { pdfPaper, wordPaper } from './papers.ts'

/** The first target of these words that has no paper yet: one stretch of the table may ask for two papers. */
const targetIdOf = async ({ tx, actor }: Context, { reformNo, match }: DemoEvidence): Promise<string> => {
  const rows = await tx
    .select({ id: target.id, text: target.text })
    .from(target)
    .leftJoin(evidence, and(eq(evidence.county, target.county), eq(evidence.targetId, target.id)))
    .where(
      and(
        eq(target.county, actor.county),
        eq(target.reformNo, reformNo),
        eq(target.kind, 'deliverable'),
        isNull(target.withdrawnOn),
        isNull(evidence.id),
      ),
    )
    .orderBy(target.no)
  const found = rows.find(({ text }) => match.test(text))
  if (found === undefined) throw new Error(`reform ${reformNo} has no deliverable like ${match.source}`)
  return found.id
}

const rowOf = async ({ tx, actor }: Context, title: string) => {
  const [row] = await tx
    .select({ id: evidence.id })
    .from(evidence)
    .where(and(eq(evidence.county, actor.county), eq(evidence.title, title)))
  if (row === undefined) throw new Error(`no evidence ${title}`)
  return row.id
}

/** The papers of the milestones: made, handed in, some sent back, verified by the reform office. */
export const evidenceActs = async (app: App, county: string): Promise<Act[]> => {
  const acts: Act[] = []
  for (const each of demoEvidence) {
    const { title, issuer, datedOn, text, form } = each
    const bytes = await (form === 'pdf' ? pdfPaper : wordPaper)({ title, issuer, datedOn, text })
    const filename = `${title}（演示数据）.${form}`
    const received = await receiveFile({ dataDir: app.config.dataDir, county }, { filename, bytes }, documentKinds)
    acts.push({
      on: each.submittedOn,
      by: each.by,
      run: async (context) => {
        const file = await storeFile(context, received)
        await enterEvidence(context, {
          targetId: await targetIdOf(context, each),
          kind: each.kind,
          title,
          datedOn,
          fileId: file.id,
        })
      },
    })
    const { returned } = each
    if (returned !== undefined) {
      acts.push(
        {
          on: returned.on,
          by: 'gaigeban',
          run: async (context) =>
            void (await returnEvidence(context, await rowOf(context, title), '*', returned.reason)),
        },
        {
          on: returned.againOn,
          by: each.by,
          run: async (context) => void (await submitEvidence(context, await rowOf(context, title), '*')),
        },
      )
    }
    acts.push({
      on: each.verifiedOn,
      by: 'gaigeban',
      run: async (context) => void (await verifyEvidence(context, await rowOf(context, title), '*')),
    })
  }
  return acts
}
