import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeCertificate } from '../harness/certificate.js';
import { FakeMail } from '../harness/gateways/index.js';
import { Process } from '../harness/process.js';
import { Outside } from './outside.js';

/** A mail that must be encrypted, or not leave: what stands in the way is the server's trouble, and no fault of the address. */
describe('mail over STARTTLS', () => {
  const certificate = makeCertificate(mkdtempSync(path.join(tmpdir(), 'qingkong-mail-')));

  const begun = async (mail: FakeMail): Promise<Outside> => {
    const outside = await Outside.begins([mail], { worker: false });
    await outside.contact('青石镇', 'email', 'duty@example.invalid');
    await outside.raisesUnattended();
    return outside;
  };
  const worker = (outside: Outside, more: Record<string, string> = {}): Process => Process.start('worker', outside.city, { ...outside.variables, ...more });
  /** Tried, and known not to have left. */
  const keepsIt = async (outside: Outside, mail: FakeMail): Promise<void> => {
    await outside.until('a try that failed', async () => (await outside.parcels<{ failureCode: string | null }>()).some(({ failureCode }) => failureCode !== null));
    expect(await outside.parcels()).toEqual([expect.objectContaining({ state: 'waiting', uncertain: false, failureCode: 'channel.unreachable' })]);
    expect(mail.heard).toEqual([]);
  };

  it('keeps a mail from a server whose certificate nobody vouches for, and sends it encrypted to the same server once somebody does', async () => {
    const mail = new FakeMail({ tls: 'starttls', certificate });
    const outside = await begun(mail);
    const mistrusting = worker(outside);
    await keepsIt(outside, mail);
    expect(await mistrusting.ends()).toBe(0);
    const trusting = worker(outside, { NODE_EXTRA_CA_CERTS: certificate.cert });
    await outside.until('it is sent', async () => {
      await outside.advances(0.5);
      return (await outside.parcels()).every(({ state }) => state === 'sent');
    });
    // On the way there its reminders have fallen due; they are mails of their own.
    expect(new Set(mail.encrypted)).toEqual(new Set([true]));
    // Nothing of marks: the clock leaps here, and a lease that ends under a mail on its way makes it uncertain. Before the leap it was not.
    expect(mail.doubled()).toEqual([]);
    expect(await trusting.ends()).toBe(0);
    await outside.ends();
  });

  it('keeps a mail from a server that offers no encryption', async () => {
    const mail = new FakeMail({ tls: 'starttls' });
    const outside = await begun(mail);
    const one = worker(outside);
    await keepsIt(outside, mail);
    expect(await one.ends()).toBe(0);
    await outside.ends();
  });
});
