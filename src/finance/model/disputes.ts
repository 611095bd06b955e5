/** What a family may say is wrong. */
export const disputeSubjects = ['asset', 'honour', 'negative', 'assessment'] as const
export type DisputeSubject = (typeof disputeSubjects)[number]

/** 已提出, 已标注, 已更正, 维持, 已撤回. */
export const disputeStates = ['raised', 'marked', 'corrected', 'kept', 'withdrawn'] as const
export type DisputeState = (typeof disputeStates)[number]
