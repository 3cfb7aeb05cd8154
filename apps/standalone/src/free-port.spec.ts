import { createServer } from 'node:net';
import { freePort } from './free-port.js';

it('gives nobody the port of another, though several ask before anyone listens, and none that is taken', async () => {
  const ports = await Promise.all(Array.from({ length: 300 }, () => freePort()));
  expect(new Set(ports).size).toBe(300);
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(ports[0], '127.0.0.1', resolve));
  expect(await freePort()).not.toBe(ports[0]);
  taken.close();
});
