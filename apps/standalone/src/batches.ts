import 'reflect-metadata';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { readEnvironment } from '#config/environment';
import { DeadBatches, ReplayBatches } from '#platform';
import { StartProblem } from './advice.js';
import { reachDatabase } from './reach-database.js';
import { failed } from './tool-end.js';
import { withContexts } from './tool-context.js';

const USAGE = `npm run batches -- list
npm run batches -- replay ID…|all
Entries that a subscriber could not digest wait here for a person. Mend the cause first; each replay stands in the journal.`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run batches`: the dead-letter list 死信, and its replay. */
async function main(): Promise<void> {
  const [verb, ...named] = process.argv.slice(2);
  const wanted = named[0] === 'all' && named.length === 1 ? ('all' as const) : named;
  const ids = wanted === 'all' || wanted.every((id) => /^\d{1,18}$/.test(id));
  if (!(verb === 'list' && named.length === 0) && !(verb === 'replay' && named.length > 0 && ids)) throw new StartProblem(USAGE);
  const environment = readEnvironment();
  const stop = await reachDatabase(environment, { mustExist: true });
  try {
    await withContexts(environment, async (app) => {
      if (verb === 'replay') return replayed(wanted, await app.get(CommandBus).execute(new ReplayBatches(wanted)));
      const dead = await app.get(QueryBus).execute(new DeadBatches());
      for (const { id, subscriber, type, subject, entryId, at, error } of dead) say(`${id}  ${subscriber}  entry ${entryId} ${type} ${subject} of ${at.toISOString()}: ${error}`);
      say(dead.length === 0 ? 'No batch is dead.' : `${dead.length} dead. Mend the cause, then: npm run batches -- replay ID`);
    });
  } finally {
    stop();
  }
}

function replayed(wanted: readonly string[] | 'all', risen: readonly string[]): void {
  const missed = wanted === 'all' ? [] : wanted.filter((id) => !risen.includes(id));
  if (risen.length > 0) say(`Waiting again: ${risen.join(', ')}. A worker takes them up within a minute.`);
  if (missed.length > 0) say(`Not dead, so left alone: ${missed.join(', ')}.`);
  if (risen.length === 0 && missed.length === 0) say('No batch is dead.');
  if (missed.length > 0) process.exitCode = 1;
}

main().catch(failed);
