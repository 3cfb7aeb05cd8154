import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';

interface Rule {
  readonly alert: string;
  readonly expr: string;
}

const file = path.resolve(__dirname, '../../config/alerts.yaml');
const rules = (parse(readFileSync(file, 'utf8')) as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules);
const EXPR = /(qingkong_\w+)(?:\{([^}]*)\})?(?:\[\w+\])?\)* (<|>) ([\d.e]+)$/;

/** An alert of config/alerts.yaml, asked as Prometheus asks it: the figures of a page that it looks at, and the mark that they must not pass. */
export class Alarm {
  private readonly metric: string;
  private readonly labels: readonly RegExp[];
  private readonly side: string;
  private readonly mark: number;

  constructor(readonly name: string) {
    const { expr } = rules.find(({ alert }) => alert === name)!;
    const [, metric, labels, side, mark] = EXPR.exec(expr)!;
    this.metric = metric!;
    this.labels = [...(labels ?? '').matchAll(/(\w+)=~?"([^"]*)"/g)].map(([, label, values]) => new RegExp(`[{,]${label}="(${values})"`));
    [this.side, this.mark] = [side!, Number(mark)];
  }

  /** What the page prints of it. */
  figures(page: string): number[] {
    const lines = [...page.matchAll(new RegExp(`^${this.metric}(\\{.*\\})? (\\S+)$`, 'gm'))];
    return lines.filter(([, labels]) => this.labels.every((label) => label.test(labels ?? ''))).map(([, , value]) => Number(value));
  }

  sum(page: string): number {
    return this.figures(page).reduce((sum, value) => sum + value, 0);
  }

  rings(page: string): boolean {
    return this.figures(page).some((value) => (this.side === '>' ? value > this.mark : value < this.mark));
  }
}

/** The pages of a city that a watch looks at, until they say something. What never comes is told with what stood there last. */
export class Watch {
  constructor(private readonly url: string) {}

  async page(): Promise<string> {
    return (await fetch(`${this.url}/metrics`)).text();
  }

  async reasons(): Promise<string[]> {
    return ((await (await fetch(`${this.url}/readyz`)).json()) as { degraded: string[] }).degraded;
  }

  /** The alert's figure is beyond its mark and /readyz names the reason, or neither of them. */
  async until(rings: boolean, alarm: string | null, reason?: string): Promise<void> {
    const known = alarm ? new Alarm(alarm) : null;
    for (;;) {
      const figure = known === null || known.rings(await this.page()) === rings;
      const named = reason === undefined || (await this.reasons()).includes(reason) === rings;
      if (figure && named) return;
      await sleep(50);
    }
  }

  /** The whole story of a damage: quiet before it, seen while it lasts, quiet again once it is mended. */
  async sees(alarm: string | null, reason: string | undefined, { breaks, mends }: { breaks: () => Promise<unknown> | void; mends: () => Promise<unknown> | void }): Promise<void> {
    await this.until(false, alarm, reason);
    await breaks();
    await this.until(true, alarm, reason);
    await mends();
    await this.until(false, alarm, reason);
  }
}
