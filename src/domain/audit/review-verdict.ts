/** What somebody found who looked at what was taken before anybody decided. */
export const REVIEW_VERDICTS = ['inOrder', 'notInOrder'] as const;
export type ReviewVerdict = (typeof REVIEW_VERDICTS)[number];
