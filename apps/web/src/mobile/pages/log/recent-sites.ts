import { me } from '@/core/session';
import { keepStored, recallStored } from '../../kit/storage';
import type { Site } from './finding-draft';

const MOST = 6;
const key = (): string => `sites.${me.value?.id ?? 'nobody'}`;

/** Where this inspector was last; on this phone only. */
export const recentSites = (): Site[] => recallStored<Site[]>(key()) ?? [];

export function rememberSite(site: Site): void {
  keepStored(key(), [site, ...recentSites().filter(({ id }) => id !== site.id)].slice(0, MOST));
}
