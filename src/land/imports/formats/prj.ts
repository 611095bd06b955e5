/**
 * The system that a .prj or a GeoPackage's definition names, as `findCrs` understands it. Names are those that ArcGIS,
 * SuperMap and QGIS write; an old datum is named so that people know what to transform.
 */
export const crsOfPrj = (text: string): string | null => {
  const name = text.replaceAll(/[\s_]+/g, '_')
  if (/gcj|bd-?09|火星/i.test(name)) return 'GCJ-02'
  if (/xian_?(19)?80|beijing_?(19)?54|pulkovo|krasovsky/i.test(name)) return '北京54/西安80'
  const authority =
    /AUTHORITY\["EPSG","(\d{4,5})"\]\]?_?$/i.exec(name)?.[1] ?? /ID\["EPSG",(\d{4,5})\]\]?_?$/i.exec(name)?.[1]
  if (authority !== undefined) return `EPSG:${authority}`
  const cgcs = /CGCS_?2000|China_2000|China_Geodetic_Coordinate_System_2000/i.test(name)
  if (/PROJCS|PROJCRS/i.test(name)) {
    if (!cgcs) return /Web_Mercator|Pseudo-?_?Mercator/i.test(name) ? 'EPSG:3857' : null
    const zone = /3[_-]?Degree_GK_Zone_(\d{2})/i.exec(name)?.[1]
    if (zone === '40') return 'EPSG:4528'
    if (zone === '41') return 'EPSG:4529'
    const meridian =
      /3[_-]?Degree_GK_CM_(\d{2,3})E/i.exec(name)?.[1] ?? /central_meridian",(\d{3}(?:\.\d+)?)/i.exec(name)?.[1]
    const easting = /false_easting",(\d+)/i.exec(name)?.[1] ?? '500000'
    if (meridian === undefined) return null
    if (Number(easting) === 500_000 && Number(meridian) === 120) return 'EPSG:4549'
    if (Number(easting) === 500_000 && Number(meridian) === 123) return 'EPSG:4550'
    return `+proj=tmerc +lat_0=0 +lon_0=${Number(meridian)} +k=1 +x_0=${Number(easting)} +y_0=0 +ellps=GRS80 +units=m +no_defs`
  }
  if (cgcs) return 'EPSG:4490'
  return /WGS_?(19)?84/i.test(name) ? 'EPSG:4326' : null
}
