import type { Problem } from '@/core/api';

const LATER = new Set([0, 401, 408, 425, 429]);

/** The same request may be taken another time: no network, no session, no room at the server just now. Anything else is refused for good. */
export const isTransient = ({ status }: Pick<Problem, 'status'>): boolean => LATER.has(status) || status >= 500;
