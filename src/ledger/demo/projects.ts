import { and, eq } from 'drizzle-orm'
import { fireEvent } from '../../platform/cases/cases.ts'
import type { App, Context } from '../../platform/context.ts'
import { addDays, parseDate } from '../../platform/dates.ts'
import { receiveFile, type ReceivedFile, storeFile } from '../../platform/files/files.ts'
import { photoKinds } from '../../platform/files/kind.ts'
import { travel } from '../../platform/geo/ellipsoid.ts'
import { seededRandom } from '../../platform/stats/random.ts'
import { needsPhotos } from '../model/project-progress.ts'
import { addFund, addPayment, addReceipt, createProject, recordSettlement } from '../projects/projects.ts'
import { addSitePhoto } from '../projects/site-photos.ts'
import { projectFund, projectNode } from '../tables.ts'
import type { Act } from './days.ts'
import { organisationId } from './find.ts'
import { sitePhoto } from './papers.ts'
import { type DemoNode, type DemoProject, demoProjects } from './project-records.ts'

const fen = (yuan: number): number => Math.round(yuan * 100)

/** Entered by the reform office two weeks before its first node begins. */
const entered = (project: DemoProject): Act => ({
  on: addDays(parseDate(project.nodes.map(([, , , from]) => from).toSorted()[0] ?? ''), -14),
  by: 'gaigeban',
  run: async (context) => {
    const { code, reformNo, name, description, place, longitude, latitude, budget, nodes, funds } = project
    await createProject(context, {
      code,
      reformNo,
      name,
      description,
      place,
      longitude,
      latitude,
      ownerOrganisationId: await organisationId(context, project.owner),
      budgetFen: fen(budget),
      nodes: nodes.map(([kind, node, weight, plannedFrom, plannedOn, , , level]) => ({
        kind,
        name: node,
        level: level ?? null,
        weight,
        plannedFrom,
        plannedOn,
      })),
    })
    for (const [source, approved] of funds) await addFund(context, code, { source, approvedFen: fen(approved) })
  },
})

const caseOf = async ({ tx, actor }: Context, project: string, no: number): Promise<string> => {
  const [node] = await tx
    .select({ caseId: projectNode.caseId })
    .from(projectNode)
    .where(and(eq(projectNode.county, actor.county), eq(projectNode.projectId, project), eq(projectNode.no, no)))
  if (node === undefined) throw new Error(`no node ${no} of ${project}`)
  return node.caseId
}

/** Three pictures of the node on the day before its report, each from another side of the site. */
const shoot = async (app: App, county: string, project: DemoProject, no: number, reportedOn: string) => {
  const day = addDays(parseDate(reportedOn), -1)
  const files: ReceivedFile[] = []
  for (const side of [1, 2, 3]) {
    const seed = `${project.code} ${no} ${side}`
    const random = seededRandom(seed)
    const [longitude, latitude] = travel(
      [project.longitude, project.latitude],
      random.next() * 360,
      20 + random.next() * 200,
    )
    const bytes = await sitePhoto({ seed, takenAt: `${day}T09:${10 + side * 7}:${10 + no}`, longitude, latitude })
    const filename = `${project.name}-${no}-${side}（演示数据）.jpg`
    files.push(await receiveFile({ dataDir: app.config.dataDir, county }, { filename, bytes }, photoKinds))
  }
  return files
}

const built = async (app: App, county: string, project: DemoProject, index: number, node: DemoNode): Promise<Act[]> => {
  const [kind, name, , , , reportedOn, acceptedOn] = node
  const no = index + 1
  if (reportedOn === null) return []
  const photos = needsPhotos(kind) ? await shoot(app, county, project, no, reportedOn) : []
  const reported: Act = {
    on: reportedOn,
    by: project.owner,
    run: async (context) => {
      await fireEvent(context, await caseOf(context, project.code, no), 'report', {
        data: { progress: 1, reportedOn },
      })
      for (const photo of photos) {
        const { id } = await storeFile(context, photo, 'public')
        await addSitePhoto(context, { projectId: project.code, no }, id)
      }
    },
  }
  if (acceptedOn === null) return [reported]
  return [
    reported,
    {
      on: acceptedOn,
      by: 'gaigeban2',
      run: async (context) =>
        void (await fireEvent(context, await caseOf(context, project.code, no), 'accept', {
          data: { acceptedOn, document: `${project.name}${name}文件（演示数据）`, reason: '' },
        })),
    },
  ]
}

const moneyOf = (project: DemoProject): Act[] => {
  const fundsOf = ({ tx, actor }: Context) =>
    tx
      .select({ id: projectFund.id, approvedFen: projectFund.approvedFen })
      .from(projectFund)
      .where(and(eq(projectFund.county, actor.county), eq(projectFund.projectId, project.code)))
      .orderBy(projectFund.source)
  const part = (approved: bigint, percent: number): number => Number((approved * BigInt(percent)) / 100n)
  const number = (kind: string, on: string, at: number): string => `${kind}-${project.name}-${on}-${at + 1}`
  return [
    ...project.receipts.map(
      ([on, percent]): Act => ({
        on,
        by: project.owner,
        run: async (context) => {
          for (const [at, fund] of (await fundsOf(context)).entries()) {
            await addReceipt(context, project.code, {
              fundId: fund.id,
              receivedOn: on,
              fen: part(fund.approvedFen, percent),
              voucher: number('收', on, at),
            })
          }
        },
      }),
    ),
    ...project.payments.map(
      ([on, percent, purpose]): Act => ({
        on,
        by: project.owner,
        run: async (context) => {
          for (const [at, fund] of (await fundsOf(context)).entries()) {
            await addPayment(context, project.code, {
              fundId: fund.id,
              paidOn: on,
              payee: project.payee,
              purpose,
              fen: part(fund.approvedFen, percent),
              voucher: number('付', on, at),
            })
          }
        },
      }),
    ),
  ]
}

const settled = ({ code, settlement }: DemoProject): Act[] =>
  settlement === undefined
    ? []
    : [
        {
          on: settlement.on,
          by: 'gaigeban',
          run: (context) =>
            recordSettlement(context, code, '*', {
              auditedOn: settlement.on,
              auditor: '台州某工程咨询有限公司',
              submittedFen: fen(settlement.submitted),
              settledFen: fen(settlement.settled),
              document: '结算审核报告（演示数据）',
            }),
        },
      ]

/** All that happened to the nine projects, from their entry to the last payment. */
export const projectActs = async (app: App, county: string): Promise<Act[]> => {
  const acts: Act[] = []
  for (const project of demoProjects) {
    acts.push(entered(project), ...settled(project), ...moneyOf(project))
    for (const [index, node] of project.nodes.entries()) acts.push(...(await built(app, county, project, index, node)))
  }
  return acts
}
