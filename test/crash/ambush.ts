import { armed, type Fault, type Kind } from './faults.js';
import type { Member } from './member.js';

type Waiting = Readonly<Record<Kind, readonly Fault[]>>;
const NOBODY: Waiting = { api: [], worker: [] };

/**
 * The faults of a night that have not struck yet, in chains: of each chain the first waits in every process of its kind, the next one once
 * it has struck. What lies in wait on the ways outside has a chain of its own, because messages leave while the night is young.
 */
export class Ambush {
  private readonly chains: Record<Kind, readonly Fault[][]>;
  private readonly carried = new Map<Member, readonly Fault[]>();

  constructor(inside: Waiting = NOBODY, outside: Waiting = NOBODY) {
    this.chains = { api: [[...inside.api], [...outside.api]], worker: [[...inside.worker], [...outside.worker]] };
  }

  /** What waits for it now, in the words of the product; from now on it carries that. */
  given(member: Member): string {
    const faults = this.chains[member.kind].flatMap(([first]) => first ?? []);
    this.carried.set(member, faults);
    return faults.map(armed).join(',');
  }

  carriedBy(member: Member): readonly Fault[] {
    return this.carried.get(member) ?? [];
  }

  /** The fault that it has come to, which waits for nobody any more; null when it carries none of that name. */
  springs(member: Member, point: string): Fault | null {
    const fault = this.carriedBy(member).find((one) => one.point.name === point);
    const chain = this.chains[member.kind].find(([first]) => fault !== undefined && first === fault);
    return chain?.shift() ?? null;
  }

  spares(member: Member): void {
    this.carried.delete(member);
  }
}
