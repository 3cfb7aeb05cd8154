import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, Matches, Max, Min, ValidateNested } from 'class-validator';
import { EmailSettings, ReceiptSettings, RobotSettings, SmsSettings, WebhookSettings } from './gateway-settings.js';

/** The ways out of the product 外部渠道, by the word that the ledger uses. */
export const OUTSIDE_CHANNELS = ['sms', 'email', 'webhook', 'wecom', 'dingtalk', 'feishu'] as const;
export type OutsideChannel = (typeof OUTSIDE_CHANNELS)[number];

/** When a gateway is left alone for a while, so that a dead one costs nothing and a sick one can recover. */
export class BreakerSettings {
  /** Failures in a row after which it opens. */
  @IsInt() @Min(1) @Max(1000) failures = 5;
  /** Seconds until one message may try again; doubled each time it fails, up to ten minutes. */
  @IsInt() @Min(1) @Max(600) openSeconds = 30;
}

export class GatewaySettings {
  @Matches(/^[a-z][a-z0-9-]{1,39}$/, { message: 'name must be 2 to 40 small letters, digits and dashes, beginning with a letter' })
  name!: string;

  @IsIn(OUTSIDE_CHANNELS) channel!: OutsideChannel;
  /** Kinds of notice that go out by it: whole names, or beginnings such as `clock.*`. */
  @IsArray() @Matches(/^(\*|[a-z-]+\.(\*|[a-z_-]+))$/, { each: true, message: 'kinds must be names such as checklist.issued, checklist.* or *' })
  kinds: string[] = ['*'];

  /** What waits for one contact so long goes out as one message. */
  @IsInt() @Min(0) @Max(3600) bundleSeconds = 5;
  @IsInt() @Min(1) @Max(120) timeoutSeconds = 10;
  /** Messages under way at once, per worker process. */
  @IsInt() @Min(1) @Max(64) concurrency = 4;
  @IsInt() @Min(1) @Max(100_000) perMinute = 600;
  @IsInt() @Min(1) @Max(1000) perContactPerMinute = 6;
  /** Tries of one message; a refusal to take it for the moment (throttling) is none. */
  @IsInt() @Min(1) @Max(50) attempts = 8;
  /** A message that has not left after so long has failed, whoever was to blame. */
  @IsInt() @Min(1) @Max(1440) giveUpMinutes = 120;
  /** Wait before the second try, at most; doubled with each, up to ten minutes, and drawn by lot below that. */
  @IsInt() @Min(1) @Max(600) backoffSeconds = 5;
  @ValidateNested() @Type(() => BreakerSettings) breaker: BreakerSettings = new BreakerSettings();

  @IsOptional() @ValidateNested() @Type(() => SmsSettings) sms?: SmsSettings;
  @IsOptional() @ValidateNested() @Type(() => EmailSettings) email?: EmailSettings;
  @IsOptional() @ValidateNested() @Type(() => RobotSettings) robot?: RobotSettings;
  @IsOptional() @ValidateNested() @Type(() => WebhookSettings) webhook?: WebhookSettings;
  @IsOptional() @ValidateNested() @Type(() => ReceiptSettings) receipt?: ReceiptSettings;
}

/** What CHANNELS_FILE holds: by which gateways this installation speaks to the outside. */
export class ChannelsFile {
  @IsOptional() @IsString() about?: string;
  @IsArray() @ArrayMaxSize(20) @ValidateNested({ each: true }) @Type(() => GatewaySettings)
  gateways: GatewaySettings[] = [];
}

const ROBOTS: ReadonlySet<OutsideChannel> = new Set(['wecom', 'dingtalk', 'feishu']);
/** The block of settings that a channel needs. */
export const blockOf = (channel: OutsideChannel): 'sms' | 'email' | 'webhook' | 'robot' => (ROBOTS.has(channel) ? 'robot' : (channel as 'sms' | 'email' | 'webhook'));

export const covers = (pattern: string, kind: string): boolean => (pattern.endsWith('*') ? kind.startsWith(pattern.slice(0, -1)) : pattern === kind);

const overlap = (one: string, other: string): boolean => {
  const [short, long] = [one, other].map((pattern) => pattern.replace(/\*$/, '')).sort((a, b) => a.length - b.length);
  return one === other || ((one.endsWith('*') || other.endsWith('*')) && long!.startsWith(short!));
};

/** What no single field can see: a missing block, a name used twice, two gateways for the same notice. */
export function faultsBetween(gateways: readonly GatewaySettings[]): string[] {
  return gateways.flatMap((gateway, n) => {
    const place = `gateways[${n}] "${gateway.name}"`;
    const faults: string[] = [];
    const block = blockOf(gateway.channel);
    if (!gateway[block]) faults.push(`${place}: a gateway of channel ${gateway.channel} needs a block "${block}".`);
    for (const [m, earlier] of gateways.slice(0, n).entries()) {
      if (earlier.name === gateway.name) faults.push(`${place}: the name is taken by gateways[${m}].`);
      else if (earlier.channel === gateway.channel && earlier.kinds.some((kind) => gateway.kinds.some((own) => overlap(kind, own)))) {
        faults.push(`${place}: gateways[${m}] "${earlier.name}" serves ${gateway.channel} for the same kinds of notice; a notice goes by one gateway of a channel.`);
      }
    }
    return faults;
  });
}
