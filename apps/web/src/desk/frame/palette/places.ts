import type { RouteLocationRaw } from 'vue-router';
import type { Find } from '../../../core/api';
import { isCommand } from '../../../core/session';

/** Where something that was found is looked at. */
export function placeOfFind({ kind, id, unitId, responseId, text }: Find): RouteLocationRaw {
  switch (kind) {
    case 'warning':
      return `/warnings/${id}`;
    case 'response':
      return `/responses/${id}`;
    case 'checklist':
      return isCommand.value ? { path: `/responses/${responseId}`, query: { tab: 'units', list: id } } : `/my/${id}`;
    case 'person':
      return { path: '/directory', query: { tab: 'people', person: text, ...(unitId ? { personUnit: unitId } : {}) } };
    case 'unit':
      return { path: '/directory', query: { tab: 'units', unit: text } };
  }
}
