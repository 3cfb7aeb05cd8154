/**
 * How a fake provider treats the next message.
 * - success. - throttle: too many, later. - error: it is ill, nothing was taken. - refuse: this address will never work.
 * - late: the message lies in its own queue: it is neither answered nor known, and taken only after `release()`.
 * - slow: the message is taken, the answer comes only after `release()`. - cut: the message is taken, then the connection is cut.
 * - lost: the connection is cut before the message is taken.
 * - receipt-first: its receipt arrives before its answer. - receipt-twice: its receipt arrives twice, after the answer.
 */
export type Behaviour = 'success' | 'throttle' | 'error' | 'refuse' | 'late' | 'slow' | 'cut' | 'lost' | 'receipt-first' | 'receipt-twice';

/** One request to a fake, whether its message was taken or not. */
export interface Heard {
  readonly behaviour: Behaviour;
  /** Our key, where the protocol carries one; else the order number that stands in the text. */
  readonly key: string;
  readonly address: string;
  readonly text: string;
  /** The provider took it: somebody's telephone rings. */
  readonly taken: boolean;
  /** The text says of itself that it may be a repetition. */
  readonly marked: boolean;
}

/** A provider on loopback that behaves as it is told and remembers what it heard, so that a test can count what was doubled. */
export abstract class FakeGateway {
  readonly heard: Heard[] = [];
  private readonly script: Behaviour[] = [];
  private always: Behaviour = 'success';
  private waiting: (() => void)[] = [];

  abstract readonly channel: 'sms' | 'email' | 'webhook' | 'wecom' | 'dingtalk' | 'feishu';
  /** Its entry of the channels file; `limits` go before what is usual in tests. */
  abstract entry(limits?: object): object;
  abstract opens(port?: number): Promise<this>;
  /** Nobody listens any more: connections are refused. `opens` on the same port brings it back. */
  abstract dies(): Promise<void>;
  abstract get port(): number;

  /** The next messages in this order; the last one stays. */
  behaves(...behaviours: Behaviour[]): this {
    this.script.splice(0, this.script.length, ...behaviours.slice(0, -1));
    this.always = behaviours.at(-1) ?? 'success';
    return this;
  }

  /** Lets every slow answer go. */
  release(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const go of waiting) go();
  }

  get taken(): Heard[] {
    return this.heard.filter((one) => one.taken);
  }

  /** How often each message was taken, by key. A repetition that says so is none: its reader sees one order. */
  counts(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { key, marked } of this.taken) if (!marked || !counts.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts;
  }

  doubled(): string[] {
    return [...this.counts()].filter(([, times]) => times > 1).map(([key]) => key);
  }

  protected next(): Behaviour {
    return this.script.shift() ?? this.always;
  }

  protected released(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  protected remember(heard: Omit<Heard, 'marked'>): void {
    this.heard.push({ ...heard, marked: heard.text.includes('【重复】') });
  }
}

/** The order number as the texts carry it. */
export const orderNumber = (text: string): string => /第(\d+)号/.exec(text)?.[1] ?? '';

export const TAKES: ReadonlySet<Behaviour> = new Set<Behaviour>(['success', 'late', 'slow', 'cut', 'receipt-first', 'receipt-twice']);

/** What tests want: no waiting for company, quick repeats. */
export const QUICK = { bundleSeconds: 0, backoffSeconds: 1, timeoutSeconds: 2, perContactPerMinute: 1000, perMinute: 100_000 };
