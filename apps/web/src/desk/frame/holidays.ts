import { useQuery } from '@tanstack/vue-query';
import { ask, listHolidays } from '../../core/api';

/** The years of holidays on record and those that are missing; the frame asks for the latter, the page for both. */
export const useHolidays = () => useQuery({ queryKey: ['holidays'], queryFn: () => ask(listHolidays()) });
