import type { Layer } from '../layers/layer.ts'
import { tableLayer } from '../layers/table-layer.ts'
import { countyRegister, town, village } from './tables.ts'

/** County, towns and villages: the base of every map. */
export const registerLayers: readonly Layer[] = [
  tableLayer(
    {
      id: 'platform.counties',
      title: '县界',
      description: '县域陆地范围',
      geometry: 'MultiPolygon',
      access: 'public',
    },
    {
      table: countyRegister,
      id: countyRegister.county,
      geometry: countyRegister.boundary,
      properties: [
        { key: 'code', title: '行政区划代码', type: 'string', from: countyRegister.county },
        { key: 'name', title: '名称', type: 'string', from: countyRegister.name },
      ],
    },
  ),
  tableLayer(
    {
      id: 'platform.towns',
      title: '乡镇（街道）',
      description: '乡镇级区划示意范围，非法定界线',
      geometry: 'MultiPolygon',
      access: 'public',
      synthetic: true,
    },
    {
      table: town,
      id: town.code,
      geometry: town.territory,
      properties: [
        { key: 'code', title: '统计用区划代码', type: 'string', from: town.code },
        { key: 'name', title: '名称', type: 'string', from: town.name },
        { key: 'kind', title: '类别', type: 'string', from: town.kind },
      ],
    },
  ),
  tableLayer(
    {
      id: 'platform.villages',
      title: '村（社区）',
      description: '村（社区）驻地示意位置',
      geometry: 'Point',
      access: 'public',
      synthetic: true,
    },
    {
      table: village,
      id: village.code,
      geometry: village.seat,
      properties: [
        { key: 'code', title: '统计用区划代码', type: 'string', from: village.code },
        { key: 'town', title: '所属乡镇代码', type: 'string', from: village.townCode },
        { key: 'name', title: '名称', type: 'string', from: village.name },
        { key: 'kind', title: '类别', type: 'string', from: village.kind },
      ],
    },
  ),
]
