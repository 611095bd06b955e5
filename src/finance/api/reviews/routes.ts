import { type Route, route } from '../../../platform/http/route.ts'
import { castBallot, findRound, listResidents, listRounds, openRound } from '../../reviews/rounds.ts'
import * as schema from './schema.ts'

const access = 'finance.village.review'

/** Under /api/finance. Closing and cancelling are events of the round's case. */
export const reviewRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/reviews',
    summary: '本村公议轮次',
    access,
    query: schema.RoundsQuery,
    reply: schema.RoundList,
    handle: (context) => listRounds(context, context.query),
  }),
  route({
    method: 'POST',
    path: '/reviews',
    summary: '开启一轮公议',
    access,
    body: schema.RoundDraft,
    reply: schema.Round,
    status: 201,
    handle: (context) => openRound(context, context.body),
  }),
  route({
    method: 'GET',
    path: '/reviews/:id',
    summary: '一轮公议（评议中只见人数）',
    access,
    params: schema.RoundParams,
    reply: schema.Round,
    handle: (context) => findRound(context, context.params.id),
  }),
  route({
    method: 'POST',
    path: '/reviews/:id/ballots',
    summary: '录入一位评议人对一户的评议',
    access,
    params: schema.RoundParams,
    body: schema.Ballot,
    reply: schema.Round,
    status: 201,
    handle: (context) => castBallot(context, context.params.id, context.body),
  }),
  route({
    method: 'GET',
    path: '/residents',
    summary: '本村居民（评议人选）',
    access,
    query: schema.ResidentsQuery,
    reply: schema.ResidentList,
    handle: (context) => listResidents(context, context.query.q),
  }),
]
