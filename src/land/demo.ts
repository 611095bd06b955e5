import type { Demo } from '../platform/module.ts'
import { makeLand } from './demo/make.ts'

/** Industrial firms, their land and figures, and the control layers. */
export const landDemo: Demo = { title: '工业企业、宗地、年度数据和管控图层', run: makeLand }
