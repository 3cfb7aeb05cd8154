import type { Pollutant } from '../../../core/api';

/** Signs of chemistry: the same in every language. */
export const SIGN: Readonly<Record<Pollutant, string>> = { so2: 'SO₂', no2: 'NO₂', co: 'CO', o3: 'O₃', pm10: 'PM10', pm25: 'PM2.5' };
export const POLLUTANTS: readonly Pollutant[] = ['pm25', 'pm10', 'o3', 'no2', 'so2', 'co'];
/** The headings that the import knows: Chinese whatever the language of the page. */
export const READING_HEADS = ['站点编码', '时间', 'SO2', 'NO2', 'CO', 'O3', 'PM10', 'PM2.5'];
