import type { Type } from '@nestjs/common';
import type { Command } from '@nestjs/cqrs';

/** Three lanes, by how long a city can wait: not a queue per job. */
export const LANES = ['urgent', 'ordinary', 'slow'] as const;
export type Lane = (typeof LANES)[number];

/** A command for later. The job carries ids, never facts; the decision looks at the rows again. */
export interface JobDefinition<Payload extends object = object> {
  /** Literal wire name, `context.verb-noun`. */
  readonly name: string;
  readonly lane: Lane;
  readonly command: Type<Command<unknown>>;
  /** Makes a second enqueue of the same work a no-op while the first waits. No ':' and not digits alone (BullMQ). */
  readonly key: (payload: Payload) => string;
  readonly attempts: number;
}

export const jobs = new Map<string, JobDefinition>();

export function defineJob<Payload extends object>(definition: JobDefinition<Payload>): JobDefinition<Payload> {
  if (jobs.has(definition.name)) throw new Error(`Two jobs share the name ${definition.name}.`);
  jobs.set(definition.name, definition as unknown as JobDefinition);
  return definition;
}
