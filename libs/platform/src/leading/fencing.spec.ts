import { Injectable } from '@nestjs/common';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Environment } from '#config/environment';
import { stage, type Stage } from '../../../../test/harness/stage.js';
import { ClockEngine } from '../clocks/clock-engine.js';
import { Rings, type RingingClock } from '../clocks/rings.js';
import { Database } from '../database/database.js';
import { Queues } from '../jobs/queues.js';
import { Timetable } from '../jobs/timetable.js';
import { DomainEvent, WireName } from '../journal/event.js';
import { Journal } from '../journal/journal.js';
import { Relay } from '../journal/relay.js';
import { retire } from '../retiring/retire.js';
import { sealFileOf } from '../seal/seal-export.js';
import { Sealer } from '../seal/sealer.js';
import { Leadership, LeadershipLost, type Term } from './leadership.js';

@WireName('test.bell-cast')
class BellCast extends DomainEvent {
  readonly jurisdictionId = '00000000-0000-7000-8000-000000000001';
  readonly subject = 'bell/1';
}

/** Rings whatever has not rung. */
@Rings('test.bells')
@Injectable()
class Bells implements RingingClock {
  constructor(private readonly database: Database) {}

  async ring(limit: number): Promise<number> {
    const rung = await this.database.query('UPDATE test_bell SET rung = rung + 1 WHERE n IN (SELECT n FROM test_bell WHERE rung = 0 LIMIT $1) RETURNING n', [limit]);
    return rung.length;
  }

  lateness(): Promise<number> {
    return Promise.resolve(0);
  }
}

/** Whatever any of the offices makes. */
const MADE = `
  SELECT (SELECT count(*)::int FROM journal_feed) AS relay, (SELECT sum(rung)::int FROM test_bell) AS clocks, (SELECT count(*)::int FROM journal_seal) AS seal,
         (SELECT count(*)::int FROM platform_timetable WHERE name = '${retire.name}') AS timetable, (SELECT count(*)::int FROM journal) AS entries`;

describe('a leader who tries one more pass after another term has begun', () => {
  let scene: Stage;
  const closing = new AbortController();
  const standing: Promise<void>[] = [];

  const pass: Record<string, (term: Term) => Promise<unknown>> = {
    relay: (term) => scene.module.get(Relay).pass(term),
    clocks: (term) => scene.module.get(ClockEngine).tick(term),
    seal: (term) => scene.module.get(Sealer).pass(term),
    timetable: (term) => scene.module.get(Timetable).pass(term, [{ everySeconds: 60, job: retire, because: 'it is here to be considered' }]),
  };
  const world = async () => {
    const [made] = await scene.database.query<Record<string, number>>(MADE);
    const notes = await scene.database.query('SELECT name, epoch, passed_at FROM platform_leader ORDER BY name');
    const file = sealFileOf(scene.module.get(Environment));
    return { made: made!, notes, roots: existsSync(file) ? readFileSync(file, 'utf8') : '', jobs: await scene.module.get(Queues).depth(retire.lane) };
  };

  /** Two terms of this office, as it is truly won: the first is over because the server ended its connection, and its holder does not know it. */
  const twoTerms = async (office: string): Promise<[Term, Term]> => {
    const terms: Term[] = [];
    const until = async (count: number): Promise<void> => {
      while (terms.length < count) await sleep(10);
    };
    const govern = (term: Term): Promise<void> => {
      terms.push(term);
      return new Promise((resolve) => term.ended.addEventListener('abort', () => resolve()));
    };
    standing.push(scene.module.get(Leadership).stand(office, closing.signal, govern));
    await until(1);
    await scene.database.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()`, [`qingkong leader ${office}`]);
    await until(2);
    return [terms[0]!, terms[1]!];
  };

  beforeAll(async () => {
    scene = await stage([Bells]);
    await scene.database.query('CREATE TABLE test_bell (n int PRIMARY KEY, rung int NOT NULL); INSERT INTO test_bell VALUES (1, 0), (2, 0); GRANT SELECT, UPDATE ON test_bell TO qingkong_app');
    await scene.module.get(Journal).append([new BellCast(), new BellCast()]);
  });
  afterAll(async () => {
    closing.abort();
    await Promise.all(standing);
    await scene.close();
  });

  // The sealer follows the relay: there is nothing to seal before the relay has given it a place.
  it.each(['relay', 'clocks', 'seal', 'timetable'])('changes nothing: %s', async (office) => {
    const [frozen, next] = await twoTerms(office);
    expect(Number(next.epoch)).toBeGreaterThan(Number(frozen.epoch));
    const before = await world();
    expect(before.made[office]).toBe(0);
    await expect(pass[office]!(frozen)).rejects.toThrow(LeadershipLost);
    expect(await world()).toEqual(before);
    await pass[office]!(next);
    expect((await world()).made[office]).toBeGreaterThan(0);
  });
});
