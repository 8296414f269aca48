/** With fewer people an interval is narrow by accident: where all few values are alike it has no width at all. */
export const LEAST_PEOPLE = 10
