import { InputRefused, type FieldFault } from '../refusal.js';

const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
const DEEPEST = 32;

/**
 * Refuses what no form ever sends and what would break something further in: NUL and lone surrogates (PostgreSQL cannot
 * store them), keys that reach into prototypes, nesting without end.
 */
export function refuseMalformed(value: unknown, place: string): void {
  const faults: FieldFault[] = [];
  walk(value, place, 0, faults);
  if (faults.length > 0) throw new InputRefused(faults);
}

function walk(value: unknown, field: string, depth: number, faults: FieldFault[]): void {
  if (faults.length >= 20) return;
  if (depth > DEEPEST) {
    faults.push({ field, code: 'input.too-deep', message: `${field} is nested deeper than ${DEEPEST} levels.` });
  } else if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed()) faults.push({ field, code: 'text.malformed', message: `${field} holds a character that is no text (NUL or half a character).` });
  } else if (typeof value === 'object' && value !== null) {
    for (const key of Object.keys(value)) {
      const inner = `${field}.${key}`;
      if (FORBIDDEN_KEYS.has(key)) faults.push({ field: inner, code: 'input.forbidden-key', message: `The key ${key} is not accepted.` });
      else if (key.includes('\0') || !key.isWellFormed()) faults.push({ field, code: 'text.malformed', message: `A key in ${field} is no text.` });
      else walk((value as Record<string, unknown>)[key], inner, depth + 1, faults);
    }
  }
}
