import 'reflect-metadata';
import pg from 'pg';
import type { Peer } from './peer.js';
import type { Order } from './rows.js';

/** Each loads its own library only: what it holds in memory is shown. */
const PEERS: Readonly<Record<string, () => Promise<Peer>>> = {
  boss: async () => new (await import('./pg-boss.js')).PgBossPeer(),
  graphile: async () => new (await import('./graphile.js')).GraphilePeer(),
  loop: async () => new (await import('./loop.js')).LoopPeer(),
};

/** A peer in its own process: told to raise, it says when the rows are durable and when the last checklist is delivered. */
async function main(): Promise<void> {
  const [name, schema] = process.argv.slice(2) as [string, string];
  const pool = new pg.Pool({ connectionString: process.env.PEER_DATABASE_URL, max: 20 });
  const peer = await PEERS[name]!();
  let left = 0;
  let done = 0;
  const tell = (): void => {
    if (left > 0 && done >= left) (process.send!('delivered'), (left = 0));
  };
  await peer.starts({ url: process.env.PEER_DATABASE_URL!, redisUrl: process.env.PEER_REDIS_URL || undefined, schema, pool }, (count) => ((done += count), tell()));
  process.on('message', (order: Order | 'stop') => {
    if (order === 'stop') return void peer.stops().then(() => pool.end()).then(() => process.exit(0));
    [left, done] = [order.units, 0];
    peer.raises(order).then(() => process.send!('durable'), (error: Error) => (process.stderr.write(`${name}: ${error.stack}\n`), process.exit(1)));
  });
  // Whoever started it is gone: so is the reason to run.
  process.once('disconnect', () => process.exit(0));
  process.send!('ready');
}

await main();
