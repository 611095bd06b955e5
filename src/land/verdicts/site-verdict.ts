import type { Area } from '../../platform/geo/shapes.ts'
import { type OverlayVerdict, overlay, ruleKey, worstVerdict } from '../model/overlay.ts'
import type { LayersNow } from './layers-now.ts'

export type SiteLayer = {
  readonly layer: string
  readonly title: string
  readonly versionId: string
  readonly versionNo: number
  readonly publishedOn: string
  readonly source: string
  readonly basis: string
  /** Land in the layer; for a layer that must contain the site, land outside it. */
  readonly conflictM2: number
  readonly share: number
  readonly verdict: OverlayVerdict
}

export type SiteVerdict = { readonly verdict: OverlayVerdict; readonly layers: readonly SiteLayer[] }

/** What every layer that holds means for sites, and the worst of them. `areaM2` geodesic, sites in degrees. */
export const siteVerdicts = (
  sites: readonly { readonly id: string; readonly area: Area; readonly areaM2: number }[],
  { prepared, versions, basis }: LayersNow,
): ReadonlyMap<string, SiteVerdict> => {
  const { layers } = overlay(sites, prepared, false)
  const bySite = Map.groupBy(layers, ({ parcel }) => parcel)
  const basisOf = new Map(prepared.zones.map((zone) => [zone.layer, basis.get(ruleKey(zone)) ?? '']))
  return new Map(
    sites.map(({ id, areaM2 }) => {
      const found = new Map((bySite.get(id) ?? []).map((row) => [row.layer, row]))
      const rows = versions.map((version): SiteLayer => {
        const hit = found.get(version.layer)
        const outside = prepared.containing.has(version.layer)
        const inside = hit?.areaM2 ?? 0
        const conflictM2 = outside
          ? hit === undefined || hit.verdict === 'clear'
            ? 0
            : Math.max(0, areaM2 - inside)
          : inside
        const { layer, title, versionId, no, publishedOn, source } = version
        return {
          layer,
          title,
          versionId,
          versionNo: no,
          publishedOn,
          source,
          basis: basisOf.get(layer) ?? '',
          conflictM2,
          share: conflictM2 / areaM2,
          verdict: hit?.verdict ?? 'clear',
        }
      })
      return [id, { verdict: worstVerdict(rows.map(({ verdict }) => verdict)), layers: rows }]
    }),
  )
}
