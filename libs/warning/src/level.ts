import { WARNING_LEVELS, type WarningLevel } from '#plan';

/** 预警级别, in rank order: the plan's words. Another scale than the response level; the plan joins them. */
export { WARNING_LEVELS, type WarningLevel };

export const rankOf = (level: WarningLevel): number => WARNING_LEVELS.indexOf(level) + 1;
