CREATE TABLE "access_parameter" (
	"region" text NOT NULL,
	"id" text NOT NULL,
	"amount" integer NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "access_parameter_region_id_pk" PRIMARY KEY("region","id")
);
--> statement-breakpoint
CREATE TABLE "data_use_grant" (
	"region" text NOT NULL,
	"id" text NOT NULL,
	"provider" text NOT NULL,
	"grantee" text NOT NULL,
	"purpose" text NOT NULL,
	"exportable" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"revoked_by" text,
	CONSTRAINT "data_use_grant_region_id_pk" PRIMARY KEY("region","id")
);
--> statement-breakpoint
CREATE TABLE "sign_in_failure" (
	"region" text NOT NULL,
	"username" text NOT NULL,
	"address" text NOT NULL,
	"count" integer NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sign_in_failure_region_username_address_pk" PRIMARY KEY("region","username","address")
);
--> statement-breakpoint
CREATE TABLE "two_factor" (
	"id" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"user_id" text NOT NULL,
	"verified" boolean DEFAULT true,
	"failed_verification_count" integer DEFAULT 0,
	"locked_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"region" text NOT NULL,
	"key" text NOT NULL,
	"seq" bigint NOT NULL,
	"source" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"department" text NOT NULL,
	"township" text,
	"withdrawn" boolean NOT NULL,
	"row_hash" text,
	"event" text NOT NULL,
	"outcome" text NOT NULL,
	"actor" text,
	"actor_name" text,
	"address" text,
	"target" text,
	"purpose" text,
	"detail" text,
	"happened_at" timestamp (3) with time zone NOT NULL,
	"times" integer NOT NULL,
	CONSTRAINT "audit_region_key_pk" PRIMARY KEY("region","key")
);
--> statement-breakpoint
CREATE TABLE "audit_past" (
	"region" text NOT NULL,
	"key" text NOT NULL,
	"seq" bigint NOT NULL,
	"source" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"department" text NOT NULL,
	"township" text,
	"withdrawn" boolean NOT NULL,
	"row_hash" text,
	"event" text NOT NULL,
	"outcome" text NOT NULL,
	"actor" text,
	"actor_name" text,
	"address" text,
	"target" text,
	"purpose" text,
	"detail" text,
	"happened_at" timestamp (3) with time zone NOT NULL,
	"times" integer NOT NULL,
	"until" bigint NOT NULL,
	CONSTRAINT "audit_past_region_key_seq_pk" PRIMARY KEY("region","key","seq")
);
--> statement-breakpoint
CREATE TABLE "day_root" (
	"ledger" text NOT NULL,
	"day" text NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "day_root_ledger_day_pk" PRIMARY KEY("ledger","day")
);
--> statement-breakpoint
ALTER TABLE "access_key" ADD COLUMN "created_by" text;--> statement-breakpoint
ALTER TABLE "access_key" ADD COLUMN "expires_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "access_key" ADD COLUMN "last_used_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "two_factor_enabled" boolean DEFAULT false;--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "region" text DEFAULT '140603' NOT NULL;--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "township" text;--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "post" text;--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "certificate" text;--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "created_by" text;--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "must_change_password" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "suspended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "suspended_by" text;--> statement-breakpoint
ALTER TABLE "two_factor" ADD CONSTRAINT "two_factor_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "data_use_grant_region_grantee_index" ON "data_use_grant" USING btree ("region","grantee");--> statement-breakpoint
CREATE INDEX "two_factor_user_id_index" ON "two_factor" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "audit_seq" ON "audit" USING btree ("region","seq");--> statement-breakpoint
CREATE INDEX "audit_event" ON "audit" USING btree ("region","event","seq");