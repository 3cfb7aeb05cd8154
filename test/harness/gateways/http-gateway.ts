import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FakeGateway, TAKES, type Behaviour } from './fake-gateway.js';

export interface Asked {
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly raw: string;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body: unknown;
}

/** What the protocol says of one message. */
export interface Told {
  readonly key: string;
  readonly address: string;
  readonly text: string;
}

/** A provider that is spoken to by HTTP. */
export abstract class HttpGateway extends FakeGateway {
  private server: Server | null = null;
  private listening = 0;
  /** Faults of the protocol itself, a wrong signature for instance; a test looks that there are none. */
  readonly complaints: string[] = [];

  get port(): number {
    return this.listening;
  }

  get url(): string {
    return `http://127.0.0.1:${this.listening}`;
  }

  async opens(port = this.listening): Promise<this> {
    const server = createServer((request, response) => void this.serve(request, response));
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
    this.server = server;
    this.listening = (server.address() as AddressInfo).port;
    return this;
  }

  async dies(): Promise<void> {
    const server = this.server;
    this.server = null;
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
  }

  /** Reads a message; null: this request is no message, `other` answers it. Complaints go to `complaints`. */
  protected abstract read(asked: Asked): Told | null;
  protected abstract answer(behaviour: Behaviour, told: Told): Reply;
  protected other(_asked: Asked): Reply {
    return { status: 404, body: {} };
  }
  /** A fake that sends receipts says here how. */
  protected async receipt(_told: Told): Promise<void> {}
  /** A protocol that knows keys takes each once. */
  protected repeated(_told: Told): boolean {
    return false;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const asked = { url: new URL(request.url ?? '/', this.url), headers: request.headers, raw: Buffer.concat(chunks).toString('utf8') };
    const told = this.read(asked);
    if (!told) return this.send(response, this.other(asked));
    const behaviour = this.next();
    if (behaviour === 'lost') return void request.socket.destroy();
    if (behaviour === 'late') await this.released();
    this.remember({ behaviour, ...told, taken: TAKES.has(behaviour) && !this.repeated(told) });
    if (behaviour === 'receipt-first') await this.receipt(told);
    if (behaviour === 'slow') await this.released();
    if (behaviour === 'cut') return void request.socket.destroy();
    this.send(response, this.answer(behaviour, told));
    if (behaviour === 'receipt-twice') {
      await this.receipt(told);
      await this.receipt(told);
    }
  }

  private send(response: ServerResponse, { status, headers, body }: Reply): void {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  }
}
