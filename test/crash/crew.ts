import { hostname } from 'node:os';
import { befalls } from './befalls.js';
import { strike } from './blows.js';
import type { Chance } from './chance.js';
import { Ambush } from './ambush.js';
import { killsItself, nameOf, stops, type Assault, type Blow, type Fault, type Kind } from './faults.js';
import type { Death, Member } from './member.js';
import type { Outside } from './outside.js';
import type { Fall, RedisQueue } from './queue.js';
import type { Server } from './server.js';
import type { Spares } from './spares.js';
import { Toll } from './toll.js';
import type { Trouble } from './troubles.js';
import type { Wire } from './wire.js';

/** PostgreSQL is away for so long, and then as long as it needs to recover. */
const DOWN_MS = 200;

/** Networks between the processes and what they stand on. */
export interface Wires {
  readonly database: readonly [Wire];
  readonly redis: readonly Wire[];
}

/** What outlives the processes, and may die as well. */
export interface Stores {
  readonly server: Server;
  readonly outside: Outside | null;
  readonly queue: RedisQueue | null;
  readonly wires: Wires | null;
}

export interface Place {
  readonly database: string;
  readonly port: number;
  readonly dataDir: string;
}

/**
 * The processes of the product: one api, one or two workers. Whoever dies is replaced. They outlive a run, so that the
 * next one finds processes that have already seen trouble.
 */
export class Crew {
  private toll = new Toll();
  private readonly members = new Set<Member>();
  private readonly unsettled = new Set<Promise<unknown>>();
  private ambush = new Ambush();
  private dismissed = false;
  private jump: () => number = () => 0;

  constructor(
    readonly stores: Stores,
    readonly place: Place,
    private readonly spares: Spares,
  ) {}

  get server(): Server {
    return this.stores.server;
  }

  /** As many as this run wants, the first faults waiting in all that may come to their points. */
  muster({ workers, faults, outside }: Assault): void {
    this.ambush = new Ambush(faults, outside);
    this.clocksJump(() => 0);
    while (this.of('worker').length > workers) this.leaves(this.of('worker')[0]!);
    for (const member of this.members) this.arm(member);
    while (this.of('api').length < 1) this.joins('api');
    while (this.of('worker').length < workers) this.joins('worker');
  }

  /** The night is over: no fault waits any more, and those that happened have been dealt with. */
  async settled(): Promise<void> {
    this.ambush = new Ambush();
    for (const member of this.members) this.arm(member);
    while (this.unsettled.size > 0) await Promise.allSettled(this.unsettled);
  }

  /** What befell them since this was last asked. */
  async account(): Promise<Toll> {
    const begun = await this.begun();
    for (const member of this.members) if (begun.has(nameOfProcess(member))) member.hasWorked = true;
    const toll = this.toll;
    this.toll = new Toll();
    return toll;
  }

  async dismiss(): Promise<void> {
    this.dismissed = true;
    const living = [...this.members];
    for (const member of living) member.kill();
    await Promise.all(living.map((member) => member.died));
  }

  /** A blow that has no failpoint: it hits whoever lives. */
  suddenly(blow: Blow): void {
    this.toll.befell.push(`out of the blue ${blow}`);
    this.note(strike(this, blow, null));
  }

  /** Trouble that comes to all of them. */
  troubled(trouble: Trouble, chance: Chance): void {
    this.toll.befell.push(trouble);
    this.note(befalls(this, trouble, chance));
  }

  /** The host clock of each process is wrong from now on, and of each that joins. */
  clocksJump(by: () => number): void {
    this.jump = by;
    for (const member of this.members) member.clockJumps(by());
  }

  killAll(): void {
    for (const member of this.members) member.kill();
  }

  wakeAll(): void {
    for (const member of this.members) member.wakesUp();
  }

  /** PostgreSQL dies, and comes back after a moment. */
  async databaseDies(): Promise<void> {
    if (!this.server.kill()) return this.server.up;
    this.toll.kills++;
    return this.server.comesBack(DOWN_MS);
  }

  /** PostgreSQL is shut down by its operator, who starts it again. */
  async databaseRestarts(): Promise<void> {
    await (this.server.shutsDown() ? this.server.comesBack(DOWN_MS) : this.server.up);
  }

  /** Redis falls, and is served again after a moment; nothing happens where there is none. */
  async queueFalls(how: Fall): Promise<void> {
    const fall = this.stores.queue?.dies(how);
    const { toll } = this;
    const before = this.stores.queue?.unreplicated ?? 0;
    toll.kills += fall?.killed ?? 0;
    await fall?.back;
    if (fall?.killed) toll.unreplicated += this.stores.queue!.unreplicated - before;
  }

  /** Who leads now; changes when another takes over. */
  async epochs(): Promise<string> {
    const [row] = await this.server.once<{ all: string | null }>(this.place.database, `SELECT string_agg(name || epoch, ' ' ORDER BY name) AS all FROM platform_leader`);
    return row!.all ?? '';
  }

  private of(kind: Kind): Member[] {
    return [...this.members].filter((member) => member.kind === kind);
  }

  private joins(kind: Kind): void {
    const member = this.spares.take(kind);
    this.members.add(member);
    member.onFailpoint((name) => this.stands(member, name));
    void member.died.then((death) => this.note(this.died(member, death)));
    member.clockJumps(this.jump());
    this.note(this.server.up.then(() => member.begin(() => this.environment(this.ambush.given(member)))));
  }

  private arm(member: Member): void {
    if (!member.isDoomed) member.arm(this.ambush.given(member));
  }

  /** It has come to a point. Nobody of its kind shall come to one meanwhile; one that did at the same moment dies as well. */
  private stands(member: Member, point: string): void {
    const { kind } = member;
    const fault = this.ambush.springs(member, point);
    if (!fault) return member.kill();
    for (const other of this.of(kind)) this.disarm(other);
    if (killsItself(fault)) member.isDoomed = true;
    this.toll.reached.push(point);
    this.toll.befell.push(nameOf(fault));
    this.note(this.struck(member, fault).then(() => this.of(kind).forEach((living) => this.arm(living))));
  }

  /** A process says that it stops before it does: whoever is woken too early would stand still for ever. */
  private async struck(member: Member, fault: Fault): Promise<void> {
    if (stops(fault)) await member.standsStill();
    await strike(this, fault.blow, member);
  }

  private disarm(member: Member): void {
    this.ambush.spares(member);
    member.arm('');
  }

  private async died(member: Member, { signal, code }: Death): Promise<void> {
    const fault = this.ambush.carriedBy(member).find(killsItself);
    // Killed, and not by us: it stood at its point, although there was no time left to say so.
    if (fault && signal === 'SIGKILL' && !member.isDoomed) this.stands(member, fault.point.name);
    this.ambush.spares(member);
    if (!this.members.delete(member) || this.dismissed) return;
    if (signal === 'SIGKILL') this.toll.kills++;
    else if (member.hasWorked || (await this.begun()).has(nameOfProcess(member))) this.toll.misdeeds.push(`the ${member.kind} ended by itself (${signal ?? code}): ${member.lastWords}`);
    await this.server.up;
    if (!this.dismissed) this.joins(member.kind);
  }

  /** Sent away at the beginning of a run: no fault, no replacement. */
  private leaves(member: Member): void {
    this.members.delete(member);
    this.ambush.spares(member);
    member.kill();
  }

  /** Processes that were seen at work; one that could not start because the database was away may try again, as under any supervisor. */
  private async begun(): Promise<Set<string>> {
    const beats = await this.server.once<{ process: string }>(this.place.database, 'SELECT process FROM platform_heartbeat');
    return new Set(beats.map(({ process }) => process));
  }

  private environment(failpoints: string): Record<string, string> {
    return {
      DATABASE_URL: throughWire(this.server.url(this.place.database), this.stores.wires?.database[0]),
      REDIS_URL: this.stores.queue?.url(this.stores.wires !== null) ?? '',
      DATA_DIR: this.place.dataDir,
      HOST: '127.0.0.1',
      PORT: String(this.place.port),
      LOG_LEVEL: 'warn',
      QUEUE_LOCK_SECONDS: '1',
      SERVE_CONSOLE: 'false',
      FAILPOINTS: failpoints,
      ...this.stores.outside?.environment(),
    };
  }

  private note(work: Promise<unknown>): void {
    this.unsettled.add(work);
    void work.catch((error: Error) => this.toll.misdeeds.push(`the suite itself: ${error.message}`)).finally(() => this.unsettled.delete(work));
  }
}

const throughWire = (url: string, wire: Wire | undefined): string => (wire ? url.replace(/:\d+(\/|$)/, `:${wire.port}$1`) : url);

/** As its heartbeat calls it. */
const nameOfProcess = (member: Member): string => `${hostname()}/${member.pid}`;
