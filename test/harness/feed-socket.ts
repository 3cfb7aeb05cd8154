import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Heard {
  readonly id: string;
  readonly event: string;
}

/** A page that follows the feed over a socket of its own: it can stop reading, vanish, and come back where it was. */
export class FeedSocket {
  readonly heard: Heard[] = [];
  status = 0;
  headers = '';
  retry = 0;
  /** Signs of life: comments that say nothing. */
  beats = 0;
  closed = false;
  private readonly socket: Socket;
  private held = '';

  constructor(url: string, token: string, lastEventId?: string) {
    const { hostname, port } = new URL(url);
    this.socket = connect({ host: hostname, port: Number(port) });
    this.socket.setEncoding('latin1');
    this.socket.on('error', () => undefined);
    this.socket.on('close', () => (this.closed = true));
    this.socket.on('data', (text: string) => this.take(text));
    const resumed = lastEventId === undefined ? '' : `last-event-id: ${lastEventId}\r\n`;
    this.socket.write(`GET /api/v1/feed HTTP/1.1\r\nhost: ${hostname}\r\ncookie: qk_session=${token}\r\n${resumed}\r\n`);
  }

  get entries(): string[] {
    return this.heard.filter(({ event }) => event === 'entry').map(({ id }) => id);
  }

  get last(): string {
    return this.heard.at(-1)!.id;
  }

  /** Until something holds. Waits as long as the test may take. */
  async until(holds: () => boolean): Promise<this> {
    while (!holds()) await sleep(10);
    return this;
  }

  /** It is open, and the server has said where it begins. */
  begins(): Promise<this> {
    return this.until(() => this.heard.length > 0 || this.closed || this.status >= 400);
  }

  stopsReading(): void {
    this.socket.pause();
  }

  vanishes(): void {
    this.socket.destroy();
  }

  private take(text: string): void {
    this.held += text;
    if (this.status === 0) {
      const head = this.held.indexOf('\r\n\r\n');
      if (head === -1) return;
      this.headers = this.held.slice(0, head).toLowerCase();
      this.status = Number(this.headers.slice(9, 12));
      this.held = this.held.slice(head + 4);
    }
    // Chunk sizes of HTTP stand on lines of their own; no event of ours looks like one.
    const lines = this.held.replace(/\r\n/g, '\n').split('\n');
    this.held = lines.pop()!;
    for (const line of lines) this.read(line);
  }

  private id = '';

  private read(line: string): void {
    const [, field, value] = /^(id|event|retry): (.*)$/.exec(line) ?? [];
    if (/^:\s*$/.test(line)) this.beats++;
    if (field === 'id') this.id = value!;
    if (field === 'event') this.heard.push({ id: this.id, event: value! });
    if (field === 'retry') this.retry = Number(value);
  }
}
