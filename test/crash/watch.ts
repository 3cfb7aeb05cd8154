import { setTimeout as sleep } from 'node:timers/promises';
import type { Chance } from './chance.js';
import type { Client } from './client.js';
import { photographs } from './field.js';

interface Waiting {
  readonly checklistId: string;
  readonly itemId: string;
}

/** 审核: looks a few times at what waits, accepts some and returns some. Another reviewer may be faster; then he is told so. */
export async function reviews(reviewer: Client, response: string, chance: Chance): Promise<void> {
  for (let round = 0; round < 2; round++) {
    await sleep(chance.whole(50, 250));
    const { items } = await reviewer.reads<{ items: Waiting[] }>(`/reviews?responseId=${response}&limit=60`);
    for (const { checklistId, itemId } of chance.shuffled(items).slice(0, 3)) {
      const verb = chance.happens(0.6) ? ('accept' as const) : ('return' as const);
      const key = chance.key();
      // The reason is one of a kind, so that the record can tell this return from any other.
      const body = verb === 'return' ? { reason: `演练：照片不清 ${key}` } : {};
      await reviewer.asks({ verb, path: `/checklists/${checklistId}/items/${itemId}/${verb}`, subject: `${checklistId}/${itemId}`, key, body: verb === 'return' ? body : undefined });
    }
  }
}

/** 重发: follows the delivery ledger all night, and sends again what failed, one by one; by then a unit may have answered without it. */
export async function sendsAgain(operator: Client, response: string, chance: Chance, night: Promise<void>): Promise<void> {
  let isOver = false;
  const ends = (): void => void (isOver = true);
  night.then(ends, ends);
  while (!isOver) {
    await sleep(chance.whole(150, 350));
    const { items } = await operator.reads<{ items: { id: string; replayable: boolean }[] }>(`/responses/${response}/deliveries?state=failed&limit=50`);
    for (const { id } of items.filter(({ replayable }) => replayable)) {
      const ask = { verb: 'replay' as const, path: `/deliveries/${id}/replay`, subject: id, key: chance.key() };
      const { request } = await operator.asks(ask);
      if (chance.happens(0.3)) await operator.asks({ ...ask, repeats: request.n });
    }
  }
}

/** 检查: violations with photo and place, as they are found on one night. */
export async function goesOut(inspector: Client, units: readonly string[], chance: Chance, pictures: readonly Buffer[]): Promise<void> {
  for (let found = 0; found < 2; found++) {
    await sleep(chance.whole(20, 150));
    const photo = await photographs(inspector, chance, pictures);
    const violation = { unitId: chance.one(units), category: 'not_stopped', measureNo: '1', place: '演练厂区', photos: photo ? [photo] : [] };
    const ask = { verb: 'violation' as const, path: '/violations', key: chance.key(), body: violation };
    const { request } = await inspector.asks(ask);
    if (chance.happens(0.3)) await inspector.asks({ ...ask, repeats: request.n });
  }
}
