// Preloaded into a process under test: says, when asked, which modules of OpenTelemetry it holds.
import { createRequire } from 'node:module';

const { cache } = createRequire(import.meta.url);
process.on('message', (asked) => {
  if (asked === 'loaded?') process.send({ loaded: Object.keys(cache).filter((file) => /@opentelemetry\/(?!api\/)/.test(file)) });
});
