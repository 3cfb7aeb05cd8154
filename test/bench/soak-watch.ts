import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ground } from './ground.js';

const LOOK_MS = 1_000;
const SHOWN = 12;

/** How far clocks, batches and relay are behind at this moment, in seconds. */
const LATE = `
  SELECT coalesce(extract(epoch FROM clock_now() - (SELECT min(ring_at) FROM checklist_checklist WHERE ring_at <= clock_now())), 0)::float8 AS clock_late_s,
         coalesce(extract(epoch FROM clock_now() - (SELECT min(handed_at) FROM journal_batch WHERE state = 'waiting')), 0)::float8 AS batch_oldest_s,
         coalesce(extract(epoch FROM clock_now() - (SELECT min(entry.at) FROM journal_pending pending JOIN journal entry ON entry.id = pending.entry_id)), 0)::float8 AS pending_oldest_s`;
const TABLES = `
  SELECT CASE schemaname WHEN 'public' THEN '' ELSE schemaname || '.' END || relname AS name, n_live_tup::int AS live, n_dead_tup::int AS dead,
         round(pg_total_relation_size(relid) / 1e6, 1)::float8 AS mb, autovacuum_count::int AS vacuums, n_tup_hot_upd::float8 AS hot, n_tup_upd::float8 AS updates
    FROM pg_stat_user_tables ORDER BY pg_total_relation_size(relid) + n_dead_tup * 100 DESC`;
const BACKENDS = `SELECT pid FROM pg_stat_activity`;

interface Table {
  readonly name: string;
  readonly live: number;
  readonly dead: number;
  readonly mb: number;
  readonly vacuums: number;
  readonly hot: number;
  readonly updates: number;
}

/** Looks every second at what must not fall behind, and tells once a minute how the processes and the tables are. */
export class SoakWatch {
  private worst: Record<string, number> = {};
  private wal = 0;

  constructor(private readonly ground: Ground) {}

  async runs(ending: AbortSignal): Promise<void> {
    this.wal = await this.ground.walBytes();
    for (; !ending.aborted; await sleep(LOOK_MS)) {
      const seen = await this.ground.one<Record<string, number>>(LATE);
      for (const [name, value] of Object.entries(seen)) this.worst[name] = Math.max(this.worst[name] ?? 0, Number(value.toFixed(2)));
    }
  }

  /** The minute that has just passed; `lateness` is the worst of its sixty looks. */
  async minute(): Promise<{ memory: Record<string, number>; lateness: Record<string, number>; wal_mb: number; dead_share: number; tables: Record<string, string> }> {
    const lateness = this.worst;
    this.worst = {};
    const wal = await this.ground.walBytes();
    const written = Number(((wal - this.wal) / 1e6).toFixed(1));
    this.wal = wal;
    const tables = (await this.ground.database.query<Table>(TABLES)).rows;
    const dead = tables.reduce((sum, table) => sum + table.dead, 0);
    const rows = tables.reduce((sum, table) => sum + table.live + table.dead, 0);
    const shown = tables.slice(0, SHOWN).map((table) => [table.name, describe(table)] as const);
    return { memory: await this.memory(), lateness, wal_mb: written, dead_share: Number((dead / Math.max(1, rows)).toFixed(3)), tables: Object.fromEntries(shown) };
  }

  private async memory(): Promise<Record<string, number>> {
    const own = Object.entries(this.ground.processes.resident()).map(([name, mb]) => [`rss_${name}_mb`, mb] as const);
    const { rows } = await this.ground.database.query<{ pid: number }>(BACKENDS);
    return { ...Object.fromEntries(own), pss_postgres_mb: Math.round(rows.reduce((sum, { pid }) => sum + share(pid), 0)), rss_load_mb: Math.round(process.memoryUsage().rss / 2 ** 20) };
  }
}

const describe = ({ live, dead, mb, vacuums, hot, updates }: Table): string => `${live} live, ${dead} dead, ${mb} MB, ${vacuums} vacuums${updates > 0 ? `, ${Math.round((100 * hot) / updates)} % HOT` : ''}`;

/** What a backend holds, its part of the shared buffers included, MB; 0 where the system does not tell. */
function share(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
