import type { English } from '../../platform/ui/i18n/catalogue.ts'
import type zh from './zh-CN.ts'

export default {
  'module.title': 'Household asset pool',

  'standards.title': 'Valuation standards and calculators',
  'standards.lead':
    'What a house, a pond or a stock of crabs is worth, and how much of it counts, is computed by the standards published here. The county finance centre publishes them with two signatures; every valuation keeps the version it used.',
  'standards.asOf': 'In force on',
  'standards.try': 'Try it yourself',
  'standards.tables': '{count} tables',
  'standards.version': 'Version {version}',
  'standards.rows': '{count} rows',
  'standards.any': 'any',
  'standards.yes': 'yes',
  'standards.no': 'no',
  'standards.print': 'Print',
  'standards.calculator.value-asset': 'What an asset is worth and how much counts',
  'standards.calculator.value-living-stock': 'What a living stock is worth today',
  'standards.calculator.balance-sheet': 'Family balance sheet',
  'standards.calculator.family-score': 'Family credit score',
  'standards.calculator.pre-limit': 'How much can be lent',
  'standards.calculator.price-loan': 'How the rate is made',
  'standards.calculator.loan-schedule': 'What is repaid when',
  'standards.calculator.apr': 'Annualised cost',
  'standards.calculator.renewal-check': 'Renewal without repayment',
} satisfies English<typeof zh>
