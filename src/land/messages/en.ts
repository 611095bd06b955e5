import type { English } from '../../platform/ui/i18n/catalogue.ts'
import type zh from './zh-CN.ts'

const en: English<typeof zh> = {
  'land.title': 'Industrial land',
  'overview.title': 'Industrial land',
  'overview.lead': 'Idle and inefficient land put to use, and decisions on land',
  'overview.figures': 'Figures of the reform',
  'overview.working': 'working',
  'overview.question': '{title} on {asOf}?',
  'overview.noFigure': 'no figure yet',
}

export default en
