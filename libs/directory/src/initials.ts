import { pinyin } from 'pinyin-pro';

/** First letters of the pinyin, so that 区住建局 is found by qzjj. */
export const initialsOf = (name: string): string => pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('').toLowerCase();
