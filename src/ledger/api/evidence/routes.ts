import { type Route, route } from '../../../platform/http/route.ts'
import {
  enterEvidence,
  findEvidence,
  listEvidence,
  mendEvidence,
  returnEvidence,
  submitEvidence,
  verifyEvidence,
} from '../../evidence/evidence.ts'
import * as schema from './schema.ts'

/** Under /api/ledger. */
export const evidenceRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/evidence',
    summary: '佐证列表',
    access: 'signed_in',
    query: schema.EvidenceQuery,
    reply: schema.EvidenceList,
    handle: (context) => listEvidence(context, context.query),
  }),
  route({
    method: 'GET',
    path: '/evidence/:id',
    summary: '一份佐证',
    access: 'signed_in',
    params: schema.EvidenceParams,
    reply: schema.EvidenceRow,
    handle: (context) => findEvidence(context, context.params.id),
  }),
  route({
    method: 'POST',
    path: '/evidence',
    summary: '报送佐证',
    access: 'ledger.evidence.submit',
    body: schema.EvidenceDraft,
    reply: schema.EvidenceRow,
    status: 201,
    handle: (context) => {
      const { submit, ...draft } = context.body
      return enterEvidence(context, draft, { submit })
    },
  }),
  route({
    method: 'PUT',
    path: '/evidence/:id',
    summary: '修改草稿或被退回的佐证',
    access: 'ledger.evidence.submit',
    updates: true,
    params: schema.EvidenceParams,
    body: schema.EvidenceMend,
    reply: schema.EvidenceRow,
    handle: (context) => mendEvidence(context, context.params.id, context.ifMatch, context.body),
  }),
  route({
    method: 'POST',
    path: '/evidence/:id/submit',
    summary: '报送草稿，或重新报送被退回的佐证',
    access: 'ledger.evidence.submit',
    updates: true,
    params: schema.EvidenceParams,
    reply: schema.EvidenceRow,
    handle: (context) => submitEvidence(context, context.params.id, context.ifMatch),
  }),
  route({
    method: 'POST',
    path: '/evidence/:id/verify',
    summary: '核验通过',
    access: 'ledger.evidence.verify',
    updates: true,
    params: schema.EvidenceParams,
    body: schema.EvidenceVerify,
    reply: schema.EvidenceRow,
    handle: (context) => verifyEvidence(context, context.params.id, context.ifMatch, context.body.reason),
  }),
  route({
    method: 'POST',
    path: '/evidence/:id/return',
    summary: '退回',
    access: 'ledger.evidence.verify',
    updates: true,
    params: schema.EvidenceParams,
    body: schema.EvidenceVerdict,
    reply: schema.EvidenceRow,
    handle: (context) => returnEvidence(context, context.params.id, context.ifMatch, context.body.reason),
  }),
]
