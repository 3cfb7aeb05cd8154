import { useQuery } from '@tanstack/vue-query';
import { computed, type ComputedRef } from 'vue';

const POLL_MS = 10_000;

/** What /readyz answers; it belongs to the machine, not to the API document. */
interface Readiness {
  readonly ready: boolean;
  readonly degraded: readonly string[];
}

/** Why the system is not quite well, as codes; empty while it is. A server that is out of reach is the live dot's business. */
export function useSystemState(): ComputedRef<readonly string[]> {
  const { data } = useQuery({
    queryKey: ['system-state'],
    queryFn: async (): Promise<Readiness> => (await (await fetch('/readyz')).json()) as Readiness,
    refetchInterval: POLL_MS,
    staleTime: POLL_MS,
    retry: false,
  });
  return computed(() => (!data.value ? [] : data.value.ready ? data.value.degraded : ['database.away']));
}
