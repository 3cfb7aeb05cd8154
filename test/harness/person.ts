import { randomUUID } from 'node:crypto';

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

/** Somebody at a browser: real HTTP, a real session, and an Idempotency-Key for each new thing. */
export class Person {
  private cookie = '';

  constructor(
    private readonly url: string,
    readonly username: string,
    private readonly password: string,
  ) {}

  /** Its cookie, once it has signed in. */
  get session(): string {
    return this.cookie;
  }

  get<Body = any>(path: string): Promise<Answer<Body>> {
    return this.send('GET', path);
  }

  post<Body = any>(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer<Body>> {
    return this.send('POST', path, body, headers);
  }

  async patch(path: string, body: unknown): Promise<Answer<any>> {
    return this.send('PATCH', path, body);
  }

  async put(path: string, body: unknown): Promise<Answer<any>> {
    return this.send('PUT', path, body);
  }

  /** Does something that must succeed; says what the server answered when it does not. */
  async does<Body = any>(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Body> {
    const answer = await this.post<Body>(path, body, headers);
    if (answer.status >= 300) throw new Error(`${this.username} POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** As a page reads: who is told that there is more important work comes again. */
  async reads<Body = any>(path: string): Promise<Body> {
    let answer = await this.get<Body>(path);
    for (let tries = 0; answer.status === 503 && tries < 10; tries++) answer = await this.get<Body>(path);
    if (answer.status !== 200) throw new Error(`${this.username} GET ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Uploads a picture and tells its id. */
  async photographs(picture: Buffer, name = 'photo.jpg'): Promise<string> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(picture)]), name);
    return (await this.does<{ id: string }>('/evidence', form)).id;
  }

  async signsIn(): Promise<void> {
    const reply = await fetch(`${this.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: this.username, password: this.password }),
    });
    if (reply.status !== 200) throw new Error(`${this.username} cannot sign in: ${reply.status} ${await reply.text()}`);
    this.cookie = reply.headers.get('set-cookie')!.split(';')[0]!;
  }

  private async send<Body>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer<Body>> {
    if (!this.cookie) await this.signsIn();
    const first = await this.once<Body>(method, path, body, headers);
    // 204 is how the door says that nobody is signed in, to whoever asks just that.
    if (first.status !== 401 && !(path === '/session' && first.status === 204)) return first;
    await this.signsIn();
    return this.once(method, path, body, headers);
  }

  private async once<Body>(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Answer<Body>> {
    const isForm = body instanceof FormData;
    const reply = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: { cookie: this.cookie, ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}), ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }), ...headers },
      body: isForm ? body : body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await reply.text();
    return { status: reply.status, body: (text ? JSON.parse(text) : null) as Body };
  }
}
