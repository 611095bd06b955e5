import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { hazards } from '../model/cap-alert.ts'
import { recipientsOf } from '../model/recipients.ts'
import { Id } from '../schemas.ts'
import { Geometry, readArea } from './geometry-input.ts'

const box = (west: number, south: number, east: number, north: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ] as [number, number][],
  ],
})

const recipients = defineCalculator({
  name: 'warning-recipients',
  title: '警报接收人',
  keywords: ['接收人', '发布范围', '叫应'],
  summary: '范围与警报区域相交、且关心该灾种的各组成员之并集，每人一次。',
  input: z.strictObject({
    hazard: z.enum(hazards),
    area: Geometry,
    groups: z
      .array(
        z.strictObject({
          id: Id,
          hazards: z.array(z.enum(hazards)).max(hazards.length).default([]),
          area: Geometry,
          recipientIds: z.array(Id).max(10_000),
        }),
      )
      .max(500),
  }),
  value: z.object({
    recipients: z.array(z.object({ recipientId: z.string(), groupIds: z.array(z.string()) })),
  }),
  examples: [
    {
      title: '两组相交，一组在外，一组不关心',
      input: {
        hazard: 'storm_surge',
        area: box(121.5, 28.9, 121.9, 29.2),
        groups: [
          { id: '健跳镇', area: box(121.4, 28.9, 121.7, 29.1), recipientIds: ['p1', 'p2'] },
          {
            id: '渔船',
            hazards: ['storm_surge', 'wave'],
            area: box(121.6, 28.5, 122.5, 29.3),
            recipientIds: ['p2', 'p3'],
          },
          { id: '山区', area: box(121.0, 28.9, 121.3, 29.1), recipientIds: ['p4'] },
          { id: '防火', hazards: ['gale'], area: box(121.4, 28.9, 121.7, 29.1), recipientIds: ['p5'] },
        ],
      },
      value: {
        recipients: [
          { recipientId: 'p1', groupIds: ['健跳镇'] },
          { recipientId: 'p2', groupIds: ['健跳镇', '渔船'] },
          { recipientId: 'p3', groupIds: ['渔船'] },
        ],
      },
    },
  ],
  maxBodyBytes: 8 * 1024 * 1024,
  deadlineMs: 20_000,
  compute: ({ hazard, area, groups }, working) => {
    const found = recipientsOf(
      hazard,
      readArea(area, '/area'),
      groups.map((group, index) => ({ ...group, area: readArea(group.area, `/groups/${index}/area`) })),
    )
    working.step({
      label: '接收人',
      formula: '范围相交且灾种相符的各组成员之并集',
      inputs: { 组: { value: groups.length, unit: '个' }, 灾种: hazard },
      result: found.length,
      unit: '人',
      source: 'sea 4.7',
    })
    return { recipients: found.map(({ recipientId, groupIds }) => ({ recipientId, groupIds: [...groupIds] })) }
  },
})

export const recipientCalculators: readonly Calculator[] = [recipients]
