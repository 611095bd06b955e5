import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { decodeAis } from '../model/nmea.ts'

const Degrees = z.number().nullable().optional()
const Whole = z.int().optional()

const decode = defineCalculator({
  name: 'ais-decode',
  title: 'AIS 报文解码',
  keywords: ['AIS', 'AIVDM', '船舶自动识别', 'NMEA'],
  summary:
    '解码 !AIVDM/!AIVDO 语句（1–5、9、11、18、19、21、24、27 型），多语句报文按序号和信道拼接；不可用的数值为空，错误给出行号。',
  input: z.strictObject({ lines: z.array(z.string().max(1_000)).max(50_000) }),
  value: z.object({
    messages: z.array(
      z.object({
        type: z.int(),
        mmsi: z.string(),
        navStatus: Whole,
        sogKn: Degrees,
        cogDeg: Degrees,
        headingDeg: Degrees,
        lat: Degrees,
        lon: Degrees,
        utcSecond: Whole,
        shipName: z.string().optional(),
        callsign: z.string().optional(),
        imo: Whole,
        shipType: Whole,
        destination: z.string().optional(),
        draughtM: z.number().optional(),
        dimBow: Whole,
        dimStern: Whole,
        dimPort: Whole,
        dimStarboard: Whole,
        part: z.enum(['A', 'B']).optional(),
        vendorId: z.string().optional(),
        name: z.string().optional(),
        offPosition: z.boolean().optional(),
        virtualAid: z.boolean().optional(),
        year: Whole,
        month: Whole,
        day: Whole,
        hour: Whole,
        minute: Whole,
        second: Whole,
      }),
    ),
    errors: z.array(z.object({ line: z.int(), reason: z.string() })),
  }),
  examples: [
    {
      title: '一条位置报文和一条校验错误',
      input: {
        lines: ['!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C', '!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5D'],
      },
      value: {
        messages: [
          {
            type: 1,
            mmsi: '477553000',
            navStatus: 5,
            sogKn: 0,
            cogDeg: 51,
            headingDeg: 181,
            lat: 47.582833,
            lon: -122.345833,
            utcSecond: 15,
          },
        ],
        errors: [{ line: 2, reason: 'checksum' }],
      },
    },
  ],
  maxBodyBytes: 8 * 1024 * 1024,
  deadlineMs: 20_000,
  compute: ({ lines }, working) => {
    const { messages, errors } = decodeAis(lines)
    working.step({
      label: '解码',
      formula: '校验和 → 六位字符 → 各型报文的位域',
      inputs: { 语句: { value: lines.length, unit: '行' }, 错误: { value: errors.length, unit: '行' } },
      result: messages.length,
      unit: '条',
      source: 'ITU-R M.1371-5 附件 8；IEC 61162-1',
    })
    return { messages: [...messages], errors: [...errors] }
  },
})

export const vesselCalculators: readonly Calculator[] = [decode]
