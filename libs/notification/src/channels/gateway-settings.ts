import { IsArray, IsBoolean, IsEmail, IsIn, IsInt, IsNotEmptyObject, IsObject, IsOptional, IsString, IsUrl, Max, Min, MinLength, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';

/** Settings of one kind of gateway each; `channels.example.yaml` says what they mean to an operator. */
const anyUrl = { require_tld: false, protocols: ['http', 'https'], require_protocol: true };

/** A place in a JSON answer, `data.0.code`, and the values that count there. */
export class Where {
  @IsString() path!: string;
  @IsArray() @IsString({ each: true }) equals!: string[];
}

/** One HTTP request with placeholders: {{mobile}} {{text}} {{key}} {{number}}. */
export class RequestTemplate {
  @IsIn(['GET', 'POST']) method: 'GET' | 'POST' = 'POST';
  @IsString() @MinLength(10) url!: string;
  @IsOptional() @IsObject() headers?: Record<string, string>;
  @IsOptional() @IsString() body?: string;
}

/** How the answer to a sent short message is read. */
export class AnswerTemplate {
  @ValidateNested() @Type(() => Where) success!: Where;
  /** Where the provider's own id of the message stands. */
  @IsOptional() @IsString() reference?: string;
  @IsOptional() @IsString() code?: string;
  @IsOptional() @IsString() text?: string;
  /** Codes that mean: too many, later. */
  @IsArray() @IsString({ each: true }) throttled: string[] = [];
  /** Codes that mean: this number will never work. Everything else is tried again. */
  @IsArray() @IsString({ each: true }) refused: string[] = [];
}

/** How the provider is asked what became of a key. Absent: it cannot be asked. */
export class QueryTemplate extends RequestTemplate {
  @ValidateNested() @Type(() => Where) accepted!: Where;
  @ValidateNested() @Type(() => Where) absent!: Where;
  /** Longer than a message may lie in the provider's own queues before a query finds it: `absent` is not believed before. */
  @IsInt() @Min(0) @Max(600) settledSeconds = 30;
  @IsOptional() @IsString() reference?: string;
}

export class SmsSettings extends RequestTemplate {
  @ValidateNested() @Type(() => AnswerTemplate) @IsNotEmptyObject() answer!: AnswerTemplate;
  @IsOptional() @ValidateNested() @Type(() => QueryTemplate) query?: QueryTemplate;
}

export class EmailSettings {
  @IsString() @MinLength(1) host!: string;
  @IsInt() @Min(1) @Max(65535) port = 465;
  /** implicit: TLS from the first byte; starttls: demanded; none: for a relay on the same machine only. */
  @IsIn(['implicit', 'starttls', 'none']) tls: 'implicit' | 'starttls' | 'none' = 'implicit';
  @IsOptional() @IsString() user?: string;
  @IsOptional() @IsString() password?: string;
  @IsEmail({ allow_display_name: true, require_tld: false }) from!: string;
}

export class RobotSettings {
  /** Where the provider listens; a contact's address is the robot's key, or the whole address below this origin. */
  @IsUrl(anyUrl) url!: string;
  @IsOptional() @IsString() @MinLength(1) secret?: string;
}

export class WebhookSettings {
  /** Host names, with `:port` where it is not the usual one. Nothing else is ever called. */
  @IsArray() @IsString({ each: true }) hosts!: string[];
  @IsString() @MinLength(16) secret!: string;
  /** For receivers inside one's own network. Without it loopback, link-local and private addresses are refused. */
  @IsBoolean() privateAddresses = false;
}

/** How receipts of this gateway are proved and read; absent: none are taken. */
export class ReceiptSettings {
  /** hmac: X-Qingkong-Signature over `timestamp.body`; token: the secret stands in X-Receipt-Token or ?token=. */
  @IsIn(['hmac', 'token']) proof: 'hmac' | 'token' = 'token';
  @IsString() @MinLength(16) secret!: string;
  /** Where the reports stand; empty: the body is one report or a list of them. */
  @IsString() list = '';
  /** Our key, when the provider repeats it. */
  @IsOptional() @IsString() key?: string;
  @IsOptional() @IsString() reference?: string;
  @IsString() status = 'status';
  @IsArray() @IsString({ each: true }) delivered!: string[];
  @IsArray() @IsString({ each: true }) failed!: string[];
}
