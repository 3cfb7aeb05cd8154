import { Ambush } from './ambush.js';
import { EVERY_POINT, type Blow, type Fault, type Kind } from './faults.js';
import type { Member } from './member.js';

const fault = (name: string, blow: Blow = 'kill'): Fault => ({ point: EVERY_POINT.find((point) => point.name === name)!, nth: 1, blow });
const member = (kind: Kind): Member => ({ kind }) as Member;

describe('the faults of a night that have not struck yet', () => {
  const inside = { api: [fault('raise.signed'), fault('review.settled', 'throw')], worker: [fault('batch.taken')] };
  const outside = { api: [fault('channel.receipt', 'cut')], worker: [] };

  it('wait in every process of their kind: of each chain the first, so that a message outside is struck whatever waits inside', () => {
    const ambush = new Ambush(inside, outside);
    const [one, other, worker] = [member('api'), member('api'), member('worker')];
    expect([one, other, worker].map((each) => ambush.given(each))).toEqual(['raise.signed:1:kill,channel.receipt:1:stop', 'raise.signed:1:kill,channel.receipt:1:stop', 'batch.taken:1:kill']);
    expect(ambush.springs(other, 'channel.receipt')).toBe(outside.api[0]);
    expect(ambush.springs(one, 'raise.signed')).toBe(inside.api[0]);
    expect([one, worker].map((each) => ambush.given(each))).toEqual(['review.settled:1:throw', 'batch.taken:1:kill']);
  });

  it('spring once: who comes to the same point at the same moment, or carries nothing, has nothing to spring', () => {
    const ambush = new Ambush(inside, outside);
    const [one, other] = [member('api'), member('api')];
    for (const each of [one, other]) ambush.given(each);
    expect(ambush.springs(one, 'raise.signed')).toBe(inside.api[0]);
    expect(ambush.springs(other, 'raise.signed')).toBeNull();
    expect(ambush.springs(other, 'review.settled')).toBeNull();
    ambush.spares(other);
    expect(ambush.springs(other, 'channel.receipt')).toBeNull();
    expect(ambush.carriedBy(other)).toEqual([]);
  });

  it('are none when the night is over', () => {
    expect(new Ambush().given(member('api'))).toBe('');
  });
});
