export { demoActors } from '../../platform/identity/demo-actors.ts'
