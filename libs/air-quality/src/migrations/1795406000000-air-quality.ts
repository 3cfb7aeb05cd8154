import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 空气质量: stations, and what they measured hour by hour. Concentrations as they came; whatever is computed from them is computed when it is read, by the table of its day. */
export class AirQuality1795406000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE air_quality_station (
        id              uuid PRIMARY KEY,
        jurisdiction_id uuid NOT NULL,
        code            text NOT NULL,
        name            text NOT NULL,
        place           text,
        unit_id         bigint,
        version         int NOT NULL DEFAULT 1,
        CONSTRAINT air_quality_station_code_once UNIQUE (jurisdiction_id, code)
      );
      COMMENT ON COLUMN air_quality_station.unit_id IS 'The township or subdistrict it stands in, in directory; null: none in particular.';
      CREATE TRIGGER air_quality_station_version BEFORE UPDATE ON air_quality_station FOR EACH ROW EXECUTE FUNCTION platform_guard_version();

      CREATE TABLE air_quality_reading (
        station_id      uuid NOT NULL REFERENCES air_quality_station (id),
        hour            timestamptz NOT NULL CONSTRAINT air_quality_reading_whole_hour CHECK (extract(minute FROM hour) = 0 AND extract(second FROM hour) = 0),
        jurisdiction_id uuid NOT NULL,
        so2             double precision CHECK (so2 >= 0),
        no2             double precision CHECK (no2 >= 0),
        co              double precision CHECK (co >= 0),
        o3              double precision CHECK (o3 >= 0),
        pm10            double precision CHECK (pm10 >= 0),
        pm25            double precision CHECK (pm25 >= 0),
        CONSTRAINT air_quality_reading_once PRIMARY KEY (station_id, hour),
        CONSTRAINT air_quality_reading_measured CHECK (num_nonnulls(so2, no2, co, o3, pm10, pm25) > 0)
      );
      CREATE INDEX air_quality_reading_by_hour ON air_quality_reading (jurisdiction_id, hour);
      COMMENT ON COLUMN air_quality_reading.hour IS 'The end of the hour, as stations print it: 10:00 is the mean from 9 to 10.';
      COMMENT ON COLUMN air_quality_reading.pm25 IS 'µg/m³, as are all others; co is mg/m³. Null: not measured or not valid.';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE air_quality_reading, air_quality_station');
  }
}
