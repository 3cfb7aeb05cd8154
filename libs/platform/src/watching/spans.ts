/** Runs the work inside a named span of a trace. */
export type Spanning = <T>(name: string, facts: Readonly<Record<string, string>>, work: () => Promise<T>) => Promise<T>;

let spanning: Spanning | null = null;

/** Called once at boot when traces are wanted (`config/tracing.ts`); without it nothing of OpenTelemetry is loaded. */
export const traceWith = (tracer: Spanning): void => void (spanning = tracer);

export const inSpan: Spanning = (name, facts, work) => (spanning ? spanning(name, facts, work) : work());

export const isTracing = (): boolean => spanning !== null;
