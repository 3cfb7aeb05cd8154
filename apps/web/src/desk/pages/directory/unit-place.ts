export const MOST_DEGREES = { longitude: 180, latitude: 90 } as const;
type Side = keyof typeof MOST_DEGREES;

/** Degrees as somebody typed them, also from a Chinese keyboard. Null: nothing typed; NaN: no number. Six decimals are a tenth of a metre. */
export function degreesOf(typed: string): number | null {
  const plain = typed.normalize('NFKC').replace(/[\s°]/g, '');
  if (plain === '') return null;
  return /^[+-]?\d+(\.\d*)?$/.test(plain) ? Math.round(Number(plain) * 1e6) / 1e6 : Number.NaN;
}

/** What is wrong with a place, at its field: the server would say the same, but not that two numbers look swapped. */
export function placeFaults(place: Readonly<Record<Side, number | null>>): { field: Side; why: string }[] {
  return (['longitude', 'latitude'] as const).flatMap((field) => {
    const [degrees, other] = [place[field], place[field === 'longitude' ? 'latitude' : 'longitude']];
    if (degrees === null) return other === null ? [] : [{ field, why: 'problems.unit.half-a-place' }];
    if (Number.isNaN(degrees)) return [{ field, why: 'desk.directory.notDegrees' }];
    return Math.abs(degrees) > MOST_DEGREES[field] ? [{ field, why: 'desk.directory.offTheMap' }] : [];
  });
}
