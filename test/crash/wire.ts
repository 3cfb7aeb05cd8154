import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

interface Line {
  readonly near: Socket;
  readonly far: Socket;
}

/** How late each piece arrives on a slow network, milliseconds. */
const LATE_MS = 25;

/** A network between the processes of the product and one server: it can fail without either of them dying. */
export class Wire {
  private readonly lines = new Set<Line>();
  private late = 0;
  private isCut = false;

  private constructor(
    private readonly listener: Server,
    private readonly farPort: number,
  ) {
    listener.on('connection', (near) => this.carry(near));
  }

  static to(farPort: number): Promise<Wire> {
    const listener = createServer();
    return new Promise((resolve, reject) => {
      listener.once('error', reject);
      listener.listen(0, '127.0.0.1', () => resolve(new Wire(listener, farPort)));
    });
  }

  get port(): number {
    return (this.listener.address() as AddressInfo).port;
  }

  /** Every connection is gone at once, and no new one is made. */
  cut(): void {
    this.isCut = true;
    for (const { near, far } of this.lines) this.hangUp(near, far);
  }

  slow(): void {
    this.late = LATE_MS;
  }

  /** Half open: the server sees its clients gone; they see nothing, and whatever they say is never heard. New connections are well. */
  mute(): void {
    for (const { near, far } of this.lines) {
      near.unpipe(far);
      near.removeAllListeners('data').resume();
      far.removeAllListeners().on('error', () => undefined).destroy();
    }
  }

  /** As it should be; those who speak to nobody learn it at last. */
  heal(): void {
    [this.isCut, this.late] = [false, 0];
    for (const { near, far } of this.lines) if (far.destroyed) this.hangUp(near, far);
  }

  close(): void {
    this.listener.close();
    for (const { near, far } of this.lines) this.hangUp(near, far);
  }

  private carry(near: Socket): void {
    if (this.isCut) return void near.resetAndDestroy();
    const far = connect(this.farPort, '127.0.0.1');
    const line = { near, far };
    this.lines.add(line);
    near.setNoDelay(true);
    far.setNoDelay(true);
    for (const [from, to] of [[near, far], [far, near]] as const) {
      from.on('data', (piece) => this.pass(piece, to));
      from.on('error', () => this.hangUp(near, far));
      from.on('close', () => this.hangUp(near, far));
    }
    near.on('close', () => this.lines.delete(line));
  }

  private pass(piece: Buffer, to: Socket): void {
    if (this.late === 0) return void to.write(piece);
    setTimeout(() => to.writable && to.write(piece), this.late);
  }

  private hangUp(near: Socket, far: Socket): void {
    if (!near.destroyed) near.resetAndDestroy();
    far.destroy();
  }
}
