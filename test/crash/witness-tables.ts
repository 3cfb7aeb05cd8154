import { BOARD_TABLE, HISTORY_TABLE } from './history.js';
import { POISON_TABLE } from './messages.js';
import { TAKEN_TABLE } from './outside.js';

/** What lies beside the truth for the invariants to compare with: what clients were told, boards, poison on purpose, and what providers took. */
export const WITNESS_TABLES: readonly string[] = [HISTORY_TABLE, BOARD_TABLE, POISON_TABLE, TAKEN_TABLE];
