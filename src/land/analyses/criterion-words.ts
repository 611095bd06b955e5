/** Criteria of the table land.suitability-curves as papers name them. */
export const criterionWords: Readonly<
  Record<string, { readonly title: string; readonly unit: string; readonly places: number }>
> = {
  highwayKm: { title: '到公路', unit: '公里', places: 2 },
  portKm: { title: '到港口', unit: '公里', places: 2 },
  spareMva: { title: '供电余量', unit: 'MVA', places: 1 },
  slopePercent: { title: '坡度', unit: '%', places: 1 },
  clusterFirms: { title: '同行企业', unit: '家', places: 0 },
  sewageKm: { title: '到污水处理厂', unit: '公里', places: 2 },
  homesM: { title: '到村居', unit: '米', places: 0 },
}
