CREATE TABLE "access_key" (
	"region" text NOT NULL,
	"hash" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"datasets" text[] NOT NULL,
	"department" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "access_key_region_hash_pk" PRIMARY KEY("region","hash")
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "privacy_key" (
	"region" text NOT NULL,
	"subject" text NOT NULL,
	"wrapped" text NOT NULL,
	CONSTRAINT "privacy_key_region_subject_pk" PRIMARY KEY("region","subject")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"token" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"user_id" text NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean NOT NULL,
	"image" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"username" text,
	"display_username" text,
	"role" text NOT NULL,
	"department" text,
	CONSTRAINT "user_email_unique" UNIQUE("email"),
	CONSTRAINT "user_username_unique" UNIQUE("username")
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendar_day" (
	"region" text NOT NULL,
	"day" text NOT NULL,
	"working" boolean NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "calendar_day_region_day_pk" PRIMARY KEY("region","day")
);
--> statement-breakpoint
CREATE TABLE "deadline_parameter" (
	"region" text NOT NULL,
	"id" text NOT NULL,
	"duty" text NOT NULL,
	"variant" text NOT NULL,
	"amount" integer NOT NULL,
	"clock" text NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "deadline_parameter_region_duty_variant_pk" PRIMARY KEY("region","duty","variant")
);
--> statement-breakpoint
CREATE TABLE "alarm_rule" (
	"region" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"field" text NOT NULL,
	"factor" text NOT NULL,
	"direction" text NOT NULL,
	"threshold" double precision NOT NULL,
	"clear_at" double precision NOT NULL,
	"duration_seconds" integer NOT NULL,
	"level" integer NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "alarm_rule_region_id_pk" PRIMARY KEY("region","id")
);
--> statement-breakpoint
CREATE TABLE "point_state" (
	"region" text NOT NULL,
	"point" text NOT NULL,
	"last_at" timestamp (3) with time zone,
	"last_value" double precision,
	"last_flag" text,
	"memory" jsonb NOT NULL,
	CONSTRAINT "point_state_region_point_pk" PRIMARY KEY("region","point")
);
--> statement-breakpoint
CREATE TABLE "reading" (
	"region" text NOT NULL,
	"point" text NOT NULL,
	"time" timestamp (3) with time zone NOT NULL,
	"value" double precision NOT NULL,
	"flag" text NOT NULL,
	CONSTRAINT "reading_region_point_time_pk" PRIMARY KEY("region","point","time")
) PARTITION BY RANGE ("time");
--> statement-breakpoint
CREATE TABLE "department" (
	"region" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"short_name" text NOT NULL,
	"kind" text NOT NULL,
	"valid_from" text NOT NULL,
	"valid_to" text,
	"successor" text,
	CONSTRAINT "department_region_code_pk" PRIMARY KEY("region","code")
);
--> statement-breakpoint
CREATE TABLE "township" (
	"region" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"valid_from" text NOT NULL,
	"valid_to" text,
	CONSTRAINT "township_region_code_pk" PRIMARY KEY("region","code")
);
--> statement-breakpoint
CREATE TABLE "rejected_row" (
	"region" text NOT NULL,
	"batch" text NOT NULL,
	"index" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"source" text NOT NULL,
	"dataset" text NOT NULL,
	"row_id" text,
	"raw" text NOT NULL,
	"errors" jsonb NOT NULL,
	CONSTRAINT "rejected_row_region_batch_index_pk" PRIMARY KEY("region","batch","index")
);
--> statement-breakpoint
CREATE TABLE "checkpoint" (
	"region" text NOT NULL,
	"metrics" text NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"state" "bytea" NOT NULL,
	CONSTRAINT "checkpoint_region_metrics_seq_pk" PRIMARY KEY("region","metrics","seq")
);
--> statement-breakpoint
CREATE TABLE "fact" (
	"region" text NOT NULL,
	"seq" bigint NOT NULL,
	"n" smallint NOT NULL,
	"until" bigint,
	"record" text NOT NULL,
	"key" text NOT NULL,
	"department" text NOT NULL,
	"township" text,
	"t" timestamp (3) with time zone,
	"marks" text[] NOT NULL,
	CONSTRAINT "fact_region_seq_n_pk" PRIMARY KEY("region","seq","n")
);
--> statement-breakpoint
CREATE TABLE "ledger_entry" (
	"region" text NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"v" smallint NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"department" text NOT NULL,
	"actor" text NOT NULL,
	"source" text NOT NULL,
	"digest" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "ledger_entry_region_seq_pk" PRIMARY KEY("region","seq")
);
--> statement-breakpoint
CREATE TABLE "ledger_head" (
	"region" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "metric_band" (
	"region" text NOT NULL,
	"metric" text NOT NULL,
	"target" double precision,
	"green" double precision,
	"yellow" double precision,
	"red_part" text,
	"source" text NOT NULL,
	CONSTRAINT "metric_band_region_metric_pk" PRIMARY KEY("region","metric")
);
--> statement-breakpoint
CREATE TABLE "demo_state" (
	"region" text PRIMARY KEY NOT NULL,
	"seed" text NOT NULL,
	"scale" double precision NOT NULL,
	"started_on" timestamp (3) with time zone NOT NULL,
	"filled_until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"region" text PRIMARY KEY NOT NULL,
	"secret_fingerprint" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rejected_row_source" ON "rejected_row" USING btree ("region","source","at");--> statement-breakpoint
CREATE INDEX "fact_present" ON "fact" USING btree ("region","key") WHERE until is null;--> statement-breakpoint
CREATE INDEX "fact_until" ON "fact" USING btree ("region","until") WHERE until is not null;--> statement-breakpoint
CREATE INDEX "fact_time" ON "fact" USING btree ("region","t","key");--> statement-breakpoint
CREATE INDEX "ledger_entry_key" ON "ledger_entry" USING btree ("region","key","seq");--> statement-breakpoint
CREATE INDEX "ledger_entry_at" ON "ledger_entry" USING btree ("region","at");