import { setTimeout as sleep } from 'node:timers/promises';
import type { Chance } from './chance.js';
import { Client } from './client.js';
import { Desk } from './desk.js';
import { FieldUnit } from './field.js';
import type { Account } from './founding.js';
import type { History } from './history.js';
import type { Programme } from './programme.js';
import { goesOut, reviews, sendsAgain } from './watch.js';

/** The people of a city, and where they reach the product. */
export interface Cast {
  readonly accounts: readonly Account[];
  readonly url: string;
  readonly pictures: readonly Buffer[];
}

const PROMPT = 16;
const LATE = 8;
/** Never say a word, so that silence climbs to the top for somebody on every night. */
const WITNESSES = 5;
const AT_ONCE = 8;

/** One night of the exercise city: everybody does what the programme says, at the same time, and insists on an answer. */
export class Night {
  private readonly desk: Desk;
  private readonly units: readonly FieldUnit[];
  /** Once it has been opened. */
  response: string | null = null;

  constructor(
    private readonly cast: Cast,
    private readonly programme: Programme,
    private readonly history: History,
    private readonly chance: Chance,
  ) {
    this.desk = new Desk(this.client('duty-officer'), this.clients('approver'), chance.fork(1));
    const townships = this.clients('unit');
    this.units = townships.map((client, n) => new FieldUnit(client, chance.fork(100 + n), cast.pictures));
  }

  async happens(): Promise<void> {
    const { warning, response } = await this.desk.raises(this.programme);
    this.response = response;
    const telling = this.goesOn(warning, response);
    await Promise.all([telling, ...(this.programme.exercise ? [] : [sendsAgain(this.client('duty-officer'), response, this.chance.fork(5), telling)])]);
  }

  /** What failed to leave is sent again, by hand. */
  async afterwards(): Promise<void> {
    if (this.response && !this.programme.exercise) await this.desk.replays(this.response);
  }

  /** What the desk reads of the night when all is at rest. */
  progress(): Promise<object> {
    return this.client('duty-officer').reads<object>(`/responses/${this.response}/progress`);
  }

  private async goesOn(warning: string, response: string): Promise<void> {
    const [prompt, late, silent] = this.casting();
    const office = this.clients('unit').find(({ account }) => account.username.endsWith('.unit2'))!;
    await Promise.all([
      this.desk.midway(warning, this.programme),
      inParallel(prompt, AT_ONCE, (unit) => unit.answers()),
      sleep(this.chance.whole(200, 400)).then(() => inParallel(late, AT_ONCE, (unit) => unit.answers())),
      reviews(this.client('duty-officer'), response, this.chance.fork(2)),
      reviews(office, response, this.chance.fork(3)),
      goesOut(this.client('inspector'), this.unitIds(), this.chance.fork(4), this.cast.pictures),
    ]);
    await inParallel(prompt, AT_ONCE, (unit) => unit.answersAgain(0));
    if (this.programme.ending === 'active') return;
    await this.ends(warning, await this.desk.board(response), silent);
  }

  /** Lifted; then everybody stands down, or all but the witnesses. Two are excused before. */
  private async ends(warning: string, lists: ReadonlyMap<string, string>, silent: readonly FieldUnit[]): Promise<void> {
    const holders = this.units.filter(({ unitId }) => lists.has(unitId));
    const [witnesses, excused] = [silent.slice(0, WITNESSES), silent.slice(WITNESSES, WITNESSES + 2)];
    for (const { unitId } of excused) if (lists.has(unitId)) await this.desk.excuses(lists.get(unitId)!);
    await this.desk.moves(warning, 'lift');
    const obedient = holders.filter((unit) => !witnesses.includes(unit) && !excused.includes(unit));
    await inParallel(obedient, AT_ONCE * 2, (unit) => unit.standsDown(lists.get(unit.unitId)!));
    if (this.programme.ending === 'closed') await inParallel(witnesses.filter((unit) => holders.includes(unit)), AT_ONCE, (unit) => unit.standsDown(lists.get(unit.unitId)!));
  }

  private casting(): [FieldUnit[], FieldUnit[], FieldUnit[]] {
    const drawn = this.chance.shuffled(this.units);
    return [drawn.slice(0, PROMPT), drawn.slice(PROMPT, PROMPT + LATE), drawn.slice(PROMPT + LATE)];
  }

  private client(role: Account['role']): Client {
    return this.clients(role)[0]!;
  }

  private clients(role: Account['role']): Client[] {
    return this.cast.accounts.filter((account) => account.role === role).map((account) => new Client(this.cast.url, this.history, account));
  }

  private unitIds(): string[] {
    return this.cast.accounts.filter((account) => account.role === 'unit').map((account) => account.unitId);
  }
}

/** Does it for all, so many at a time. */
async function inParallel<T>(things: readonly T[], width: number, act: (thing: T) => Promise<void>): Promise<void> {
  const queue = [...things];
  const lane = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await act(next);
  };
  await Promise.all(Array.from({ length: width }, lane));
}
