import type { Ground, Layout, Size } from './ground.js';

/** What `npm run -s bench -- NAME …` takes. A number each; which ones a scenario reads stands in its usage line. */
export const OPTIONS = { units: 30, items: 40, rounds: 3, connections: 50, seconds: 10, viewers: 400, due: 1_000, lists: 300_000, clients: 2_000, minutes: 30, rate: 200 } as const;
export type Figures = Readonly<Record<keyof typeof OPTIONS, number>>;

/** Prints one JSON line per measurement. */
export type Print = (line: object) => void;

/** Builds a city and the product on it, lends it to `work`, and clears it away, whatever happens. */
export type OnFreshGround = <Result>(size: Size, layout: Partial<Layout>, work: (ground: Ground) => Promise<Result>) => Promise<Result>;

/** A question that takes several cities or layouts, one after the other, each on a database and processes of its own. */
export interface Series {
  readonly usage: string;
  readonly layout?: Partial<Layout>;
  /** `plot`: the folder that pictures go to, when they are asked for. */
  compare(onFresh: OnFreshGround, figures: Figures, print: Print, plot: string | null): Promise<void>;
}

/** One question that the harness answers, by measuring the built product. */
export interface Scenario {
  /** Its options, as the usage text shows them. */
  readonly usage: string;
  /** How large a city it needs. */
  readonly size: (figures: Figures) => Size;
  readonly layout?: Partial<Layout>;
  measure(ground: Ground, figures: Figures, print: Print): Promise<void>;
}
