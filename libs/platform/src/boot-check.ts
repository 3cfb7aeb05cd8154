import { Injectable, type OnApplicationBootstrap, type Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { STORY, WITHIN_CHAIN } from '#config/story';
import { clockMarks } from './clocks/rings.js';
import { handlerMarks } from './handles.js';
import { jobs } from './jobs/job.js';
import { afterMarks, withinMarks } from './journal/reactions.js';
import { sweepMarks } from './sweeping/sweeps.js';

/** The program does not start with a handler missing or doubled: an order without a handler would be a lost order. */
export class BootRefused extends Error {}

@Injectable()
export class BootCheck implements OnApplicationBootstrap {
  constructor(private readonly discovery: DiscoveryService) {}

  onApplicationBootstrap(): void {
    const provided = this.discovery.getProviders().map((wrapper) => wrapper.metatype as Type);
    const faults = [...doubledHandlers(), ...missingProviders(provided), ...jobsWithoutHandler(), ...doubledReactions(), ...chainFaults()];
    if (faults.length > 0) throw new BootRefused(`Qingkong cannot start:\n  ${faults.join('\n  ')}`);
  }
}

const repeated = <T>(things: readonly T[]): T[] => [...new Set(things.filter((thing, at) => things.indexOf(thing) !== at))];

const doubledHandlers = (): string[] => repeated(handlerMarks.map((mark) => mark.message)).map((message) => `${message.name} has two handlers.`);

function missingProviders(provided: readonly Type[]): string[] {
  const declared = [
    ...handlerMarks.map((mark) => mark.handler),
    ...withinMarks.map((mark) => mark.reaction),
    ...afterMarks.map((mark) => mark.reaction),
    ...clockMarks.map((mark) => mark.clock),
    ...sweepMarks.map((mark) => mark.sweep),
  ];
  return declared
    .map((type) => ({ name: type.name, times: provided.filter((other) => other === type).length }))
    .filter(({ times }) => times !== 1)
    .map(({ name, times }) => `${name} is declared but provided ${times} times; list it once in its module.`);
}

function jobsWithoutHandler(): string[] {
  const handled = new Set(handlerMarks.map((mark) => mark.message));
  return [...jobs.values()].filter((job) => !handled.has(job.command)).map((job) => `Job ${job.name} names ${job.command.name}, which nobody handles.`);
}

function doubledReactions(): string[] {
  const after = afterMarks.map((mark) => `${mark.subscriber} on ${mark.event.wireName}`);
  return repeated(after).map((name) => `Two reactions share the subscriber ${name}.`);
}

/** The `@Within` marks must be the chain of `config/story.ts`, and in story order. */
function chainFaults(): string[] {
  const listed = WITHIN_CHAIN.flatMap(([event, joins]) => joins.map(() => event)).sort();
  const marked = withinMarks.map((mark) => mark.event.wireName).sort();
  if (listed.join() === marked.join()) return [];
  return [`The @Within reactions (${marked.join(', ') || 'none'}) are not those of config/story.ts (${listed.join(', ')}); contexts in order: ${STORY.join(' · ')}.`];
}
