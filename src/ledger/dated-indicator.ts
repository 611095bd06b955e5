export { cutRows, datedIndicator, share } from '../platform/indicators/dated-indicator.ts'
