import { createRequire } from 'node:module';
import type { Spanning } from '#platform';

/**
 * Traces of HTTP, PostgreSQL, commands and batches, over OTLP. Called before anything else is loaded; without an endpoint it
 * loads nothing. Comes back with how a span is made, for `traceWith`, and with what sends the last of them.
 */
export async function beginTracing(endpoint: string | undefined, service: string): Promise<{ inSpan: Spanning; ends: () => Promise<void> } | null> {
  if (!endpoint) return null;
  const [api, sdk, { OTLPTraceExporter }, { registerInstrumentations }, { HttpInstrumentation }, { PgInstrumentation }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/instrumentation'),
    import('@opentelemetry/instrumentation-http'),
    import('@opentelemetry/instrumentation-pg'),
    import('@opentelemetry/resources'),
  ]);
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`;
  const provider = new sdk.NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': `qingkong-${service}` }),
    spanProcessors: [new sdk.BatchSpanProcessor(new OTLPTraceExporter({ url }), { scheduledDelayMillis: 1_000 })],
  });
  provider.register();
  registerInstrumentations({
    tracerProvider: provider,
    instrumentations: [
      // An address may hold the secret of a one-time link, the values of a statement a name: neither goes into a span.
      new HttpInstrumentation({
        ignoreOutgoingRequestHook: (request) => request.path === '/v1/traces',
        requestHook: (span, request) => {
          const address = 'url' in request ? addressWithoutSecrets(request.url ?? '') : '';
          for (const name of ['http.target', 'http.url', 'url.path', 'url.full']) span.setAttribute(name, address);
          for (const name of ['url.query', 'net.peer.ip', 'http.client_ip', 'client.address', 'http.user_agent']) span.setAttribute(name, '');
        },
      }),
      new PgInstrumentation({ requireParentSpan: true, enhancedDatabaseReporting: false }),
    ],
  });
  // They are changed in place when they are required; who imports them later gets the same.
  const require = createRequire(import.meta.url);
  for (const name of ['node:http', 'node:https', 'pg', 'pg-pool']) require(name);
  return { inSpan: spanning(api, service), ends: () => provider.shutdown() };
}

const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i;

/** Without its query, and without any long word that is no id. */
export const addressWithoutSecrets = (address: string): string =>
  address
    .split('?')[0]!
    .split('/')
    .map((word) => (word.length > 16 && !ID.test(word) && !/^[a-z-]+$/.test(word) ? '…' : word))
    .join('/');

function spanning({ trace, SpanStatusCode }: typeof import('@opentelemetry/api'), service: string): Spanning {
  const tracer = trace.getTracer(`qingkong-${service}`);
  return (name, facts, work) =>
    tracer.startActiveSpan(name, { attributes: facts }, async (span) => {
      try {
        return await work();
      } catch (error) {
        // A refusal is an outcome and carries no trouble into the traces; its code says enough.
        span.setStatus({ code: SpanStatusCode.ERROR, message: (error as { code?: string }).code ?? (error as Error).name });
        throw error;
      } finally {
        span.end();
      }
    });
}
