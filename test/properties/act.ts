import type fc from 'fast-check';
import type { NightModel, Verdict } from './night-model.js';
import { seenIn, toldBy } from './seen.js';
import type { Telling } from './telling.js';

/** What the product answered, and what the model says it had to answer. */
export interface Both {
  readonly product: Verdict;
  readonly model: Verdict;
}

/** One act of the night: done to the product and told to the model; both have to say and to show the same. */
export class Act implements fc.AsyncCommand<NightModel, Telling> {
  constructor(
    private readonly words: string,
    private readonly mayBe: (model: Readonly<NightModel>) => boolean,
    private readonly does: (model: NightModel, telling: Telling) => Promise<Both>,
  ) {}

  check(model: Readonly<NightModel>): boolean {
    return this.mayBe(model);
  }

  async run(model: NightModel, telling: Telling): Promise<void> {
    const { product, model: expected } = await this.does(model, telling);
    expect({ act: this.words, verdict: product }).toEqual({ act: this.words, verdict: expected });
    await telling.district.engine.comesToRest();
    model.settle();
    expect({ after: this.words, ...(await seenIn(telling)) }).toEqual({ after: this.words, ...toldBy(model) });
  }

  toString(): string {
    return this.words;
  }
}
