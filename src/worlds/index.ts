export { advertText } from './feed/advert.ts'
export { type AdvertPoolName, type AdvertPools, advertPoolNames, advertPools } from './feed/advert-pools.ts'
export type { FeedOptions } from './feed/feed-options.ts'
export { visit } from './feed/visit.ts'
