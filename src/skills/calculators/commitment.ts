import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { inclusionPaths, leafHash, recordLeaf, rootOfPath } from '../model/merkle.ts'

const Hash = z.string().regex(/^[0-9a-f]{64}$/)
const Nonce = z.string().regex(/^[0-9a-f]{32}$/)
const Leaf = z.string().max(100_000)
const Entry = z.strictObject({ record: z.json(), nonce: Nonce })
const source = 'RFC 6962 §2.1；RFC 8785'

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex')

const commit = defineCalculator({
  name: 'unified-enrolment/commit',
  title: '录取数据存证',
  keywords: ['存证', '默克尔', '根哈希', '防篡改'],
  summary: '把全部记录连成哈希树，公布根哈希；此后改动任何一条都会被发现，每人凭自己的路径可查。',
  input: z.strictObject({
    leaves: z.array(Leaf).max(100_000).optional(),
    records: z.array(Entry).max(100_000).optional(),
  }),
  value: z.object({ root: Hash, size: z.int(), leaves: z.array(Hash), paths: z.array(z.array(Hash)) }),
  examples: [{ title: '三片叶子', input: { leaves: ['a', 'b', 'c'] } }],
  maxBodyBytes: 16 * 1024 * 1024,
  compute: ({ leaves, records }, working) => {
    if ((leaves === undefined) === (records === undefined)) {
      throw Problem.field('/leaves', 'one_of', '请给出 leaves 或 records 其中之一', 'malformed')
    }
    const hashes = [
      ...(leaves ?? []).map((text) => leafHash(Buffer.from(text))),
      ...(records ?? []).map(({ record, nonce }) => recordLeaf(record, bytes(nonce))),
    ]
    const { root, paths } = inclusionPaths(hashes)
    const hex = working.step({
      label: '根哈希',
      formula: '叶 = SHA-256(0x00 ‖ 记录 ‖ 随机数)，节点 = SHA-256(0x01 ‖ 左 ‖ 右)',
      inputs: { 记录: { value: hashes.length, unit: '条' } },
      result: root.toString('hex'),
      source,
    })
    return {
      root: hex,
      size: hashes.length,
      leaves: hashes.map((hash) => hash.toString('hex')),
      paths: paths.map((path) => path.map((hash) => hash.toString('hex'))),
    }
  },
})

const verifyInclusion = defineCalculator({
  name: 'unified-enrolment/verify-inclusion',
  title: '录取通知书验真',
  keywords: ['验真', '录取通知书', '哈希', '包含证明'],
  summary: '用通知书上的随机数和路径算出根哈希，与公布的比对。',
  input: z.strictObject({
    leaf: Leaf.optional(),
    record: z.json().optional(),
    nonce: Nonce.optional(),
    index: z
      .int()
      .min(0)
      .max(2 ** 31),
    size: z
      .int()
      .min(1)
      .max(2 ** 31),
    path: z.array(Hash).max(64),
    root: Hash,
  }),
  value: z.object({ valid: z.boolean(), computedRoot: Hash.nullable() }),
  examples: [
    {
      title: '三片叶子中的第二片',
      input: {
        leaf: 'b',
        index: 1,
        size: 3,
        path: [
          '022a6979e6dab7aa5ae4c3e5e45f7e977112a7e63593820dbec1ec738a24f93c',
          '597fcb31282d34654c200d3418fca5705c648ebf326ec73d8ddef11841f876d8',
        ],
        root: '36642e73c2540ab121e3a6bf9545b0a24982cd830eb13d3cd19de3ce6c021ec1',
      },
      value: { valid: true, computedRoot: '36642e73c2540ab121e3a6bf9545b0a24982cd830eb13d3cd19de3ce6c021ec1' },
    },
  ],
  compute: ({ leaf, record, nonce, index, size, path, root }, working) => {
    if ((leaf === undefined) === (record === undefined)) {
      throw Problem.field('/leaf', 'one_of', '请给出 leaf，或 record 和 nonce', 'malformed')
    }
    if (record !== undefined && nonce === undefined) {
      throw Problem.field('/nonce', 'required', '按记录验真须给出随机数 nonce', 'malformed')
    }
    if (index >= size) throw Problem.field('/index', 'out_of_range', '序号须小于总数')
    const hash = leaf === undefined ? recordLeaf(record ?? null, bytes(nonce ?? '')) : leafHash(Buffer.from(leaf))
    const computed = rootOfPath(hash, index, size, path.map(bytes))?.toString('hex') ?? null
    working.step({
      label: '由路径算出的根哈希',
      formula: '自叶向上逐层与路径上的兄弟节点相连',
      inputs: { 序号: index, 总数: size },
      result: computed,
      source,
    })
    return { valid: computed === root, computedRoot: computed }
  },
})

export const commitmentCalculators: readonly Calculator[] = [commit, verifyInclusion]
