import type { UnitAttribute, UnitKind } from '../../../core/api';

export const UNIT_KINDS: readonly UnitKind[] = ['command_office', 'government', 'bureau', 'city_bureau', 'police_branch', 'township', 'subdistrict', 'zone', 'institution', 'enterprise'];
export const UNIT_ATTRIBUTES: readonly UnitAttribute[] = ['farmland', 'urban', 'whitelist', 'voluntary', 'uninterruptible', 'key_source'];
