import type { CaseType } from '../platform/cases/case-type.ts'
import { consultationCase } from './consultations/case.ts'
import { evidenceCase } from './evidence/case.ts'
import { extensionCase } from './extensions/case.ts'
import { noticeCase } from './notices/case.ts'
import { nodeCase } from './projects/node-case.ts'
import { projectCase } from './projects/project-case.ts'

/** The life cycles of the ledger (spec §5), each beside the service that it serves. */
export const ledgerCases: readonly CaseType[] = [
  evidenceCase,
  noticeCase,
  extensionCase,
  consultationCase,
  projectCase,
  nodeCase,
]
