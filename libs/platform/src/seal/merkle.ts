import { createHash } from 'node:crypto';

const node = (left: Buffer, right: Buffer): Buffer => createHash('sha256').update('\x01').update(left).update(right).digest();

/** Root of the Merkle tree over these leaves as RFC 6962 builds it: whoever has no partner moves up as he is. */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) throw new Error('A tree without leaves has no root.');
  let level = [...leaves];
  while (level.length > 1) {
    const above: Buffer[] = [];
    for (let at = 0; at < level.length; at += 2) above.push(at + 1 < level.length ? node(level[at]!, level[at + 1]!) : level[at]!);
    level = above;
  }
  return level[0]!;
}
