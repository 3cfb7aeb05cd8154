import { connect, type Socket } from 'node:net';

export interface Shot {
  readonly status: number;
  readonly milliseconds: number;
  /** Whether the answer said when to come back. */
  readonly saidWhen: boolean;
}

const END_OF_HEAD = Buffer.from('\r\n\r\n');

/**
 * One connection that sends a request, waits for the whole answer, and sends the next: plain bytes over a socket, because
 * the generator shares two cores with what it measures.
 */
export class Gun {
  private readonly socket: Socket;
  private held: Buffer = Buffer.alloc(0);
  private waiting: { readonly began: number; readonly resolve: (shot: Shot) => void; readonly reject: (error: Error) => void } | null = null;

  constructor(private readonly address: { host: string; port: number }) {
    this.socket = connect({ ...address, noDelay: true });
    this.socket.on('data', (chunk) => this.received(chunk));
    this.socket.on('error', (error) => this.waiting?.reject(error));
    this.socket.on('close', () => this.waiting?.reject(new Error('the server closed the connection')));
  }

  fire(path: string, token: string, body: string): Promise<Shot> {
    return this.send(`POST ${path} HTTP/1.1\r\nhost: ${this.address.host}\r\ncookie: qk_session=${token}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  look(path: string, token: string): Promise<Shot> {
    return this.send(`GET ${path} HTTP/1.1\r\nhost: ${this.address.host}\r\ncookie: qk_session=${token}\r\n\r\n`);
  }

  private send(text: string): Promise<Shot> {
    return new Promise((resolve, reject) => {
      this.waiting = { began: performance.now(), resolve, reject };
      this.socket.write(text);
    });
  }

  close(): void {
    this.waiting = null;
    this.socket.destroy();
  }

  private received(chunk: Buffer): void {
    this.held = this.held.length > 0 ? Buffer.concat([this.held, chunk]) : chunk;
    const head = this.held.indexOf(END_OF_HEAD);
    if (head === -1) return;
    const text = this.held.toString('latin1', 0, head);
    const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
    if (this.held.length < head + 4 + length) return;
    const { waiting } = this;
    this.waiting = null;
    this.held = Buffer.alloc(0);
    waiting?.resolve({ status: Number(text.slice(9, 12)), milliseconds: performance.now() - waiting.began, saidWhen: /retry-after: \d/i.test(text) });
  }
}
