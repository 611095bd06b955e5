import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { useSend } from '../../../platform/ui/api/query.ts'
import { Await, Empty } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { ProblemNote } from '../../../platform/ui/dialog.tsx'
import { Choice, FileField } from '../../../platform/ui/field.tsx'
import { instant, missing } from '../../../platform/ui/format.ts'
import { Go } from '../../../platform/ui/link.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'
import type { ImportReply } from '../../api/imports/schema.ts'
import { useLandMap } from '../../messages/map/index.ts'
import '../decisions.css'
import { useImports, useLayers } from '../geo-data.ts'

const Upload = () => {
  const t = useLandMap()
  const go = useNavigate()
  const [search] = useSearchParams()
  const layers = useLayers()
  const [file, setFile] = useState<File | null>(null)
  const [target, setTarget] = useState<'parcels' | 'layer'>(search.has('layer') ? 'layer' : 'parcels')
  const [layer, setLayer] = useState(search.get('layer') ?? '')
  const upload = useSend<undefined, ImportReply>({
    path: '/api/land/imports',
    body: () => {
      const form = new FormData()
      form.append('target', target)
      if (target === 'layer') form.append('layerId', layer)
      if (file !== null) form.append('file', file)
      return form
    },
    stale: ['/api/land/imports'],
  })
  return (
    <form
      className="decision-form"
      onSubmit={(event) => {
        event.preventDefault()
        upload.mutate(undefined, { onSuccess: ({ id }) => void go(`/land/imports/${id}`) })
      }}
    >
      <Choice
        label={t('imports.target')}
        value={target}
        options={(['parcels', 'layer'] as const).map((value) => ({ value, title: t(`imports.target.${value}`) }))}
        onChange={(value) => value !== '' && setTarget(value)}
      />
      {target === 'layer' && (
        <Choice
          label={t('imports.layer')}
          value={layer}
          empty={missing}
          required
          options={(layers.data?.rows ?? []).map(({ id, title }) => ({ value: id, title }))}
          onChange={setLayer}
        />
      )}
      <div className="wide">
        <FileField
          label={t('imports.file')}
          hint={t('imports.file.hint')}
          file={file}
          onChange={setFile}
          accept=".zip,.gpkg,.geojson,.json,.dxf,.xlsx"
          required
        />
      </div>
      <div className="wide">
        <ProblemNote problem={upload.error} />
        <Button
          kind="primary"
          type="submit"
          disabled={file === null || (target === 'layer' && layer === '')}
          busy={upload.isPending}
        >
          {t('imports.upload')}
        </Button>
      </div>
    </form>
  )
}

/** 图形导入: a file comes in, is checked feature by feature, and counts when it is confirmed. */
const Imports = () => {
  const t = useLandMap()
  return (
    <>
      <title>{t('imports.title')}</title>
      <PageHead
        crumbs={[{ title: t('land.title'), to: '/land' }, { title: t('imports.title') }]}
        title={t('imports.title')}
        beside={<span className="muted">{t('imports.lead')}</span>}
        ruled
      />
      <Upload />
      <section className="section">
        <Await query={useImports()}>
          {({ rows }) =>
            rows.length === 0 ? (
              <Empty title={t('imports.empty')}>{t('imports.empty.text')}</Empty>
            ) : (
              <ScrollBox>
                <table className="plain-table">
                  <thead>
                    <tr>
                      <th>{t('imports.file')}</th>
                      <th>{t('imports.target')}</th>
                      <th>{t('imports.format')}</th>
                      <th className="num">{t('imports.features')}</th>
                      <th className="num">{t('imports.refused')}</th>
                      <th>{t('column.state')}</th>
                      <th>{t('imports.by')}</th>
                      <th>{t('imports.at')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((row) => (
                      <tr key={row.id}>
                        <td>
                          <Go to={`/land/imports/${row.id}`}>{row.filename}</Go>
                        </td>
                        <td>{t(`imports.target.${row.target}`)}</td>
                        <td>{row.format}</td>
                        <td className="num">{row.features ?? missing}</td>
                        <td className="num">{row.refused ?? missing}</td>
                        <td>{t(`imports.state.${row.state}`)}</td>
                        <td>{row.uploadedByName}</td>
                        <td>{instant(row.uploadedAt)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </ScrollBox>
            )
          }
        </Await>
      </section>
    </>
  )
}

export default Imports
