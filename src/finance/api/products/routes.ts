import { type Route, route } from '../../../platform/http/route.ts'
import { draftProduct, endProduct, listProducts, publishProduct, rejectProduct } from '../../products/products.ts'
import * as schema from './schema.ts'

const change = {
  method: 'POST',
  access: 'finance.credit.decide',
  updates: true,
  params: schema.ProductParams,
  reply: schema.ProductList,
} as const

/** Under /api/finance. */
export const productRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/products',
    summary: '专项信贷产品',
    access: 'signed_in',
    reply: schema.ProductList,
    handle: (context) => listProducts(context),
  }),
  route({
    method: 'POST',
    path: '/products',
    summary: '起草专项信贷产品',
    access: 'finance.credit.decide',
    body: schema.ProductDraft,
    reply: schema.ProductList,
    status: 201,
    handle: (context) => draftProduct(context, context.body),
  }),
  route({
    ...change,
    path: '/products/:id/publish',
    summary: '发布产品（须由另一人）',
    handle: (context) => publishProduct(context, context.params.id, context.ifMatch),
  }),
  route({
    ...change,
    path: '/products/:id/reject',
    summary: '退回产品草案',
    body: schema.ProductReason,
    handle: (context) => rejectProduct(context, context.params.id, context.ifMatch, context.body.reason),
  }),
  route({
    ...change,
    path: '/products/:id/end',
    summary: '停办产品',
    body: schema.ProductReason,
    handle: (context) => endProduct(context, context.params.id, context.ifMatch, context.body.reason),
  }),
]
