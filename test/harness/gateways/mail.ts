import { readFileSync } from 'node:fs';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Certificate } from '../certificate.js';
import { FakeGateway, orderNumber, QUICK, TAKES } from './fake-gateway.js';

const answered = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });

export interface MailSecurity {
  /** What the channels file asks of the connection. */
  readonly tls: 'none' | 'starttls';
  /** With it the server offers STARTTLS, and takes a password over nothing else. */
  readonly certificate?: Certificate;
}

/** A mail server on loopback; knows a message by the Message-ID that our key makes. */
export class FakeMail extends FakeGateway {
  readonly channel = 'email';
  /** Of each mail that came, whether it came encrypted. */
  readonly encrypted: boolean[] = [];
  private server: SMTPServer | null = null;
  private readonly sockets = new Set<Socket>();
  private listening = 0;

  constructor(private readonly security: MailSecurity = { tls: 'none' }) {
    super();
  }

  get port(): number {
    return this.listening;
  }

  entry(limits: object = {}): object {
    const email = { host: '127.0.0.1', port: this.port, tls: this.security.tls, user: 'qingkong', password: 'mail-password', from: '晴空 <qingkong@example.invalid>' };
    return { name: 'email', channel: 'email', ...QUICK, ...limits, email };
  }

  async opens(port = this.listening): Promise<this> {
    const { certificate } = this.security;
    const server = new SMTPServer({
      ...(certificate ? { cert: readFileSync(certificate.cert), key: readFileSync(certificate.key) } : { allowInsecureAuth: true, disabledCommands: ['STARTTLS'] }),
      closeTimeout: 100,
      onAuth: ({ username, password }, _session, done) => (password === 'mail-password' ? done(null, { user: username }) : done(answered(535, 'wrong password'))),
      onData: (stream, session, done) => void this.takes(stream, session, done).catch(done),
    });
    server.on('error', () => undefined);
    server.server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
    await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve));
    this.server = server;
    this.listening = (server.server.address() as AddressInfo).port;
    return this;
  }

  async dies(): Promise<void> {
    const server = this.server;
    this.server = null;
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }

  private async takes(stream: SMTPServerDataStream, session: SMTPServerSession, done: (error?: Error | null, text?: string) => void): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const mail = Buffer.concat(chunks).toString('utf8');
    this.encrypted.push(session.secure);
    const text = bodyOf(mail);
    const behaviour = this.next();
    const cut = (): void => this.sockets.forEach((socket) => socket.destroy());
    if (behaviour === 'lost') return cut();
    const key = /^message-id: <([^@>]+)@/im.exec(mail)?.[1] ?? orderNumber(text);
    this.remember({ behaviour, key, address: session.envelope.rcptTo[0]?.address ?? '', text, taken: TAKES.has(behaviour) });
    if (behaviour === 'slow') await this.released();
    if (behaviour === 'cut') return cut();
    if (behaviour === 'throttle') return done(answered(451, '4.7.1 too many, try later'));
    if (behaviour === 'error') return done(answered(451, '4.3.0 ill'));
    if (behaviour === 'refuse') return done(answered(550, '5.1.1 no such mailbox'));
    done(null, 'queued');
  }
}

/** The plain text of a mail of ours: one part, base64 or quoted-printable. */
function bodyOf(mail: string): string {
  const [head = '', ...rest] = mail.split(/\r?\n\r?\n/);
  const body = rest.join('\n\n');
  if (/content-transfer-encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  if (!/content-transfer-encoding: quoted-printable/i.test(head)) return body;
  const bytes = body.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
