import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A reverse proxy before the product, as a county's own: it can hand out a newer build of the phone, as after an upgrade of the server. */
export class Front {
  private server: Server | null = null;
  private build = 1;

  constructor(private readonly behind: string) {}

  get url(): string {
    return `http://127.0.0.1:${(this.server!.address() as AddressInfo).port}`;
  }

  async opens(): Promise<this> {
    this.server = createServer((asked, answer) => this.passes(asked, answer));
    await new Promise<void>((done) => this.server!.listen(0, '127.0.0.1', done));
    return this;
  }

  /** From now on another service worker, and another page that says its number. */
  upgrades(): void {
    this.build += 1;
  }

  async closes(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((done) => this.server?.close(done));
  }

  private passes(asked: IncomingMessage, answer: ServerResponse): void {
    const upstream = request(this.behind + asked.url!, { method: asked.method, headers: { ...asked.headers, 'accept-encoding': 'identity' } }, (reply) => {
      const isPage = /^text\/html/.test(reply.headers['content-type'] ?? '');
      if (!isPage && asked.url !== '/sw.js') {
        answer.writeHead(reply.statusCode!, reply.headers);
        return void reply.pipe(answer);
      }
      let text = '';
      reply.setEncoding('utf8').on('data', (part: string) => (text += part));
      reply.on('end', () => {
        const { 'content-length': _old, etag: _stale, 'last-modified': _date, ...headers } = reply.headers;
        answer.writeHead(reply.statusCode === 304 ? 200 : reply.statusCode!, headers).end(this.changed(asked.url!, text));
      });
    });
    upstream.on('error', () => answer.destroy());
    answer.on('close', () => upstream.destroy());
    asked.pipe(upstream);
  }

  /** The page carries its number; the list of the service worker gives the page another revision, so that it is fetched anew. */
  private changed(address: string, text: string): string {
    if (address === '/sw.js') return text.replace(/(url:"m\/index\.html",revision:")/, `$1${this.build}-`);
    return text.replace('<head>', `<head><meta name="build" content="${this.build}">`);
  }
}
