import type { Context } from '../../platform/context.ts'
import type { CivilDate } from '../../platform/dates.ts'
import type { NodeKind } from '../model/project-progress.ts'
import { acceptedBy, loadProjects } from './facts.ts'

export type AcceptedNode = {
  readonly projectId: string
  readonly no: number
  readonly kind: NodeKind
  readonly name: string
  /** Storey of a building node. */
  readonly level: number | null
  readonly acceptedOn: CivilDate
}

/**
 * Nodes of a project that were accepted by the end of a day: what other modules count storeys, kilometres and openings
 * by. An unknown project has none.
 */
export const acceptedNodes = async (
  context: Context,
  projectId: string,
  asOf: CivilDate,
): Promise<readonly AcceptedNode[]> =>
  (await loadProjects(context, { id: projectId })).flatMap(({ nodes }) =>
    nodes.flatMap((node) =>
      acceptedBy(node, asOf) && node.acceptedOn !== null
        ? [
            {
              projectId,
              no: node.no,
              kind: node.kind,
              name: node.name,
              level: node.level,
              // A DATE column holds a civil date.
              acceptedOn: node.acceptedOn as CivilDate,
            },
          ]
        : [],
    ),
  )
