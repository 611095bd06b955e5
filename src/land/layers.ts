import { sql } from 'drizzle-orm'
import type { Layer } from '../platform/layers/layer.ts'
import { tableLayer } from '../platform/layers/table-layer.ts'
import { landParcel, landZone } from './tables.ts'

/** Day on which the layers stand where none is asked for. */
const today = sql`(now() AT TIME ZONE 'Asia/Shanghai')::date`
const dayOf = (asOf: string | undefined) => (asOf === undefined ? today : sql`${asOf}::date`)

/** Maps of industrial land; row policies decide who sees which parcels and zones. */
export const landLayers: readonly Layer[] = [
  tableLayer(
    {
      id: 'land.parcels',
      title: '工业宗地',
      description: '工业用地宗地，示范县为演示数据',
      geometry: 'MultiPolygon',
      access: 'land.parcel.read',
      synthetic: true,
    },
    {
      table: landParcel,
      id: landParcel.code,
      geometry: landParcel.boundary,
      properties: [
        { key: 'parcelCode', title: '宗地代码', type: 'string', from: landParcel.code },
        { key: 'town', title: '乡镇代码', type: 'string', from: landParcel.townCode },
        { key: 'location', title: '坐落', type: 'string', from: landParcel.location },
        { key: 'block', title: '区块', type: 'string', from: landParcel.block },
        { key: 'landUse', title: '地类', type: 'string', from: landParcel.landUse },
        { key: 'ownership', title: '所有权', type: 'string', from: landParcel.ownership },
        { key: 'tenure', title: '取得方式', type: 'string', from: landParcel.tenure },
        { key: 'areaRegisteredM2', title: '登记面积（平方米）', type: 'number', from: landParcel.areaRegisteredM2 },
        { key: 'areaGeodesicM2', title: '椭球面积（平方米）', type: 'number', from: landParcel.areaGeodesicM2 },
      ],
      where: (asOf) =>
        sql`${landParcel.validFrom} <= ${dayOf(asOf)} AND coalesce(${landParcel.validTo} >= ${dayOf(asOf)}, true)`,
    },
  ),
  tableLayer(
    {
      id: 'land.controlZones',
      title: '管控区',
      description: '永久基本农田、生态保护红线、城镇开发边界等管控图层，示范县为演示数据',
      geometry: 'MultiPolygon',
      access: 'land.layer.read',
      synthetic: true,
    },
    {
      table: landZone,
      id: landZone.id,
      geometry: landZone.shape,
      properties: [
        { key: 'layer', title: '图层', type: 'string', from: landZone.layerId },
        { key: 'code', title: '编号', type: 'string', from: landZone.code },
        { key: 'name', title: '名称', type: 'string', from: landZone.name },
        { key: 'level', title: '等级', type: 'string', from: landZone.level },
      ],
      where: (asOf) =>
        sql`EXISTS (SELECT 1 FROM land_layer_version v WHERE v.county = land_zone.county AND v.id = land_zone.version_id
          AND v.published_on <= ${dayOf(asOf)} AND coalesce(v.superseded_on >= ${dayOf(asOf)}, true))`,
    },
  ),
]
