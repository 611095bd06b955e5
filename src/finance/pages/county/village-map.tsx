import { figureText, formatFigure } from '../../../platform/ui/format.ts'
import '../../../platform/ui/map/map.css'
import { MapNote, PictureMap } from '../../../platform/ui/map/picture-map.tsx'
import { useWidth } from '../../../platform/ui/use-width.ts'
import type { CountyReply } from '../../api/county/schema.ts'
import { useCounty } from '../../messages/county/index.ts'
import './county.css'

const largestPx = 11

/** Sums as circles at the villages' seats; the amounts in words are in each circle's title and in the drill-down. */
export const VillageMap = ({ villages }: Pick<CountyReply, 'villages'>) => {
  const t = useCounty()
  const [box, width] = useWidth(640)
  const top = Math.max(...villages.told.map(({ fen }) => fen), 1)
  const words = (fen: number) => figureText(formatFigure(fen, 'fen', { lang: t.lang }))
  return (
    <div ref={box} className="county-map">
      <PictureMap
        width={width}
        height={Math.round(width * 0.62)}
        padding={{ top: 12, right: 12, bottom: 20, left: 12 }}
        townNames={width > 480}
        label={t('county.map')}
      >
        {(projection) =>
          villages.told
            .toSorted((a, b) => b.fen - a.fen)
            .map(({ code, name, lon, lat, households, fen }) => {
              const [x, y] = projection.point(lon, lat)
              return (
                <circle key={code} className="county-village" cx={x} cy={y} r={largestPx * Math.sqrt(fen / top)}>
                  <title>{t('county.village', { village: name, households, amount: words(fen) })}</title>
                </circle>
              )
            })
        }
      </PictureMap>
      {villages.rest && (
        <p className="hint">
          {t('county.rest', { households: villages.rest.households, amount: words(villages.rest.fen) })}
        </p>
      )}
      <MapNote />
    </div>
  )
}
