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
CREATE TABLE "coercion" (
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
	"administrative_cp" text NOT NULL,
	"administrative_cp_na" text NOT NULL,
	"administrative_cp_ce_type" text NOT NULL,
	"administrative_cp_ui_code" text NOT NULL,
	"supervise_item_implement_code" text NOT NULL,
	"supervise_object" text,
	"implement_institution" text,
	"coercion_action_name" text NOT NULL,
	"coercion_action_code" text NOT NULL,
	"check_action_code" text,
	"illegal_fact" text NOT NULL,
	"coercion_basis" text NOT NULL,
	"coercion_document_number" text NOT NULL,
	"coercion_kind" text NOT NULL,
	"start_date" timestamp (3) with time zone NOT NULL,
	"end_date" timestamp (3) with time zone,
	CONSTRAINT "coercion_region_key_pk" PRIMARY KEY("region","key")
);
--> statement-breakpoint
CREATE TABLE "coercion_past" (
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
	"administrative_cp" text NOT NULL,
	"administrative_cp_na" text NOT NULL,
	"administrative_cp_ce_type" text NOT NULL,
	"administrative_cp_ui_code" text NOT NULL,
	"supervise_item_implement_code" text NOT NULL,
	"supervise_object" text,
	"implement_institution" text,
	"coercion_action_name" text NOT NULL,
	"coercion_action_code" text NOT NULL,
	"check_action_code" text,
	"illegal_fact" text NOT NULL,
	"coercion_basis" text NOT NULL,
	"coercion_document_number" text NOT NULL,
	"coercion_kind" text NOT NULL,
	"start_date" timestamp (3) with time zone NOT NULL,
	"end_date" timestamp (3) with time zone,
	"until" bigint NOT NULL,
	CONSTRAINT "coercion_past_region_key_seq_pk" PRIMARY KEY("region","key","seq")
);
--> statement-breakpoint
CREATE TABLE "inspection" (
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
	"administrative_cp" text NOT NULL,
	"administrative_cp_na" text NOT NULL,
	"administrative_cp_ce_type" text NOT NULL,
	"administrative_cp_ui_code" text NOT NULL,
	"supervise_item_implement_code" text NOT NULL,
	"supervise_object" text,
	"implement_institution" text,
	"check_action_name" text NOT NULL,
	"check_action_code" text NOT NULL,
	"check_form" text NOT NULL,
	"check_type" text NOT NULL,
	"check_result" text NOT NULL,
	"check_date" timestamp (3) with time zone NOT NULL,
	"check_personnel_code" text[] NOT NULL,
	"remark" text,
	CONSTRAINT "inspection_region_key_pk" PRIMARY KEY("region","key")
);
--> statement-breakpoint
CREATE TABLE "inspection_past" (
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
	"administrative_cp" text NOT NULL,
	"administrative_cp_na" text NOT NULL,
	"administrative_cp_ce_type" text NOT NULL,
	"administrative_cp_ui_code" text NOT NULL,
	"supervise_item_implement_code" text NOT NULL,
	"supervise_object" text,
	"implement_institution" text,
	"check_action_name" text NOT NULL,
	"check_action_code" text NOT NULL,
	"check_form" text NOT NULL,
	"check_type" text NOT NULL,
	"check_result" text NOT NULL,
	"check_date" timestamp (3) with time zone NOT NULL,
	"check_personnel_code" text[] NOT NULL,
	"remark" text,
	"until" bigint NOT NULL,
	CONSTRAINT "inspection_past_region_key_seq_pk" PRIMARY KEY("region","key","seq")
);
--> statement-breakpoint
CREATE TABLE "other_act" (
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
	"administrative_cp" text NOT NULL,
	"administrative_cp_na" text NOT NULL,
	"administrative_cp_ce_type" text NOT NULL,
	"administrative_cp_ui_code" text NOT NULL,
	"supervise_item_implement_code" text NOT NULL,
	"supervise_object" text,
	"implement_institution" text,
	"action_name" text NOT NULL,
	"action_code" text NOT NULL,
	"check_action_code" text,
	"measure" text,
	"start_date" timestamp (3) with time zone NOT NULL,
	"end_date" timestamp (3) with time zone,
	"outcome" text,
	CONSTRAINT "other_act_region_key_pk" PRIMARY KEY("region","key")
);
--> statement-breakpoint
CREATE TABLE "other_act_past" (
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
	"administrative_cp" text NOT NULL,
	"administrative_cp_na" text NOT NULL,
	"administrative_cp_ce_type" text NOT NULL,
	"administrative_cp_ui_code" text NOT NULL,
	"supervise_item_implement_code" text NOT NULL,
	"supervise_object" text,
	"implement_institution" text,
	"action_name" text NOT NULL,
	"action_code" text NOT NULL,
	"check_action_code" text,
	"measure" text,
	"start_date" timestamp (3) with time zone NOT NULL,
	"end_date" timestamp (3) with time zone,
	"outcome" text,
	"until" bigint NOT NULL,
	CONSTRAINT "other_act_past_region_key_seq_pk" PRIMARY KEY("region","key","seq")
);
--> statement-breakpoint
CREATE TABLE "penalty" (
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
	"administrative_cp" text NOT NULL,
	"administrative_cp_na" text NOT NULL,
	"administrative_cp_ce_type" text NOT NULL,
	"administrative_cp_ui_code" text NOT NULL,
	"supervise_item_implement_code" text NOT NULL,
	"supervise_object" text,
	"implement_institution" text,
	"punish_action_name" text NOT NULL,
	"punish_action_code" text NOT NULL,
	"check_action_code" text,
	"illegal_fact" text NOT NULL,
	"punish_basis" text NOT NULL,
	"punish_procedure" text NOT NULL,
	"punish_document_number" text NOT NULL,
	"decision_date" text NOT NULL,
	"punish_kind" text NOT NULL,
	"fine_amount" numeric(14, 2),
	"punish_result" text NOT NULL,
	"severity" text NOT NULL,
	"published_on" text,
	"publish_until" text,
	CONSTRAINT "penalty_region_key_pk" PRIMARY KEY("region","key")
);
--> statement-breakpoint
CREATE TABLE "penalty_past" (
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
	"administrative_cp" text NOT NULL,
	"administrative_cp_na" text NOT NULL,
	"administrative_cp_ce_type" text NOT NULL,
	"administrative_cp_ui_code" text NOT NULL,
	"supervise_item_implement_code" text NOT NULL,
	"supervise_object" text,
	"implement_institution" text,
	"punish_action_name" text NOT NULL,
	"punish_action_code" text NOT NULL,
	"check_action_code" text,
	"illegal_fact" text NOT NULL,
	"punish_basis" text NOT NULL,
	"punish_procedure" text NOT NULL,
	"punish_document_number" text NOT NULL,
	"decision_date" text NOT NULL,
	"punish_kind" text NOT NULL,
	"fine_amount" numeric(14, 2),
	"punish_result" text NOT NULL,
	"severity" text NOT NULL,
	"published_on" text,
	"publish_until" text,
	"until" bigint NOT NULL,
	CONSTRAINT "penalty_past_region_key_seq_pk" PRIMARY KEY("region","key","seq")
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
CREATE TABLE "item" (
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
	"item_code" text NOT NULL,
	"item_name" text NOT NULL,
	"line" text,
	"basis" text NOT NULL,
	"object_kind" text NOT NULL,
	"method" text[] NOT NULL,
	"level" text NOT NULL,
	"state" text NOT NULL,
	"assigned_at" timestamp (3) with time zone NOT NULL,
	"is_key" boolean NOT NULL,
	CONSTRAINT "item_region_key_pk" PRIMARY KEY("region","key")
);
--> statement-breakpoint
CREATE TABLE "item_past" (
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
	"item_code" text NOT NULL,
	"item_name" text NOT NULL,
	"line" text,
	"basis" text NOT NULL,
	"object_kind" text NOT NULL,
	"method" text[] NOT NULL,
	"level" text NOT NULL,
	"state" text NOT NULL,
	"assigned_at" timestamp (3) with time zone NOT NULL,
	"is_key" boolean NOT NULL,
	"until" bigint NOT NULL,
	CONSTRAINT "item_past_region_key_seq_pk" PRIMARY KEY("region","key","seq")
);
--> statement-breakpoint
CREATE TABLE "complaint" (
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
	"channel" text NOT NULL,
	"kind" text NOT NULL,
	"topic" text NOT NULL,
	"registered_at" timestamp (3) with time zone NOT NULL,
	"complainant" text,
	"phone" text,
	"content" text,
	"object" text,
	"signed_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"reply" text,
	"satisfaction" text,
	CONSTRAINT "complaint_region_key_pk" PRIMARY KEY("region","key")
);
--> statement-breakpoint
CREATE TABLE "complaint_past" (
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
	"channel" text NOT NULL,
	"kind" text NOT NULL,
	"topic" text NOT NULL,
	"registered_at" timestamp (3) with time zone NOT NULL,
	"complainant" text,
	"phone" text,
	"content" text,
	"object" text,
	"signed_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"reply" text,
	"satisfaction" text,
	"until" bigint NOT NULL,
	CONSTRAINT "complaint_past_region_key_seq_pk" PRIMARY KEY("region","key","seq")
);
--> statement-breakpoint
CREATE TABLE "alarm" (
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
	"point" text NOT NULL,
	"rule" text NOT NULL,
	"field" text NOT NULL,
	"level" integer NOT NULL,
	"factor" text NOT NULL,
	"unit" text NOT NULL,
	"threshold" double precision NOT NULL,
	"value" double precision NOT NULL,
	"raised_at" timestamp (3) with time zone NOT NULL,
	"cleared_at" timestamp (3) with time zone,
	CONSTRAINT "alarm_region_key_pk" PRIMARY KEY("region","key")
);
--> statement-breakpoint
CREATE TABLE "alarm_past" (
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
	"point" text NOT NULL,
	"rule" text NOT NULL,
	"field" text NOT NULL,
	"level" integer NOT NULL,
	"factor" text NOT NULL,
	"unit" text NOT NULL,
	"threshold" double precision NOT NULL,
	"value" double precision NOT NULL,
	"raised_at" timestamp (3) with time zone NOT NULL,
	"cleared_at" timestamp (3) with time zone,
	"until" bigint NOT NULL,
	CONSTRAINT "alarm_past_region_key_seq_pk" PRIMARY KEY("region","key","seq")
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
CREATE TABLE "point" (
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
	"point_name" text NOT NULL,
	"field" text NOT NULL,
	"factor" text NOT NULL,
	"unit" text NOT NULL,
	"interval" integer NOT NULL,
	"credit_code" text,
	"location" text,
	"state" text NOT NULL,
	"enabled_at" timestamp (3) with time zone,
	"online" boolean NOT NULL,
	"online_since" timestamp (3) with time zone,
	CONSTRAINT "point_region_key_pk" PRIMARY KEY("region","key")
);
--> statement-breakpoint
CREATE TABLE "point_past" (
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
	"point_name" text NOT NULL,
	"field" text NOT NULL,
	"factor" text NOT NULL,
	"unit" text NOT NULL,
	"interval" integer NOT NULL,
	"credit_code" text,
	"location" text,
	"state" text NOT NULL,
	"enabled_at" timestamp (3) with time zone,
	"online" boolean NOT NULL,
	"online_since" timestamp (3) with time zone,
	"until" bigint NOT NULL,
	CONSTRAINT "point_past_region_key_seq_pk" PRIMARY KEY("region","key","seq")
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
CREATE TABLE "obligation" (
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
	"kind" text NOT NULL,
	"subject_record" text NOT NULL,
	"subject_key" text NOT NULL,
	"level" integer NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"source_closed_at" timestamp (3) with time zone,
	CONSTRAINT "obligation_region_key_pk" PRIMARY KEY("region","key")
);
--> statement-breakpoint
CREATE TABLE "obligation_past" (
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
	"kind" text NOT NULL,
	"subject_record" text NOT NULL,
	"subject_key" text NOT NULL,
	"level" integer NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"source_closed_at" timestamp (3) with time zone,
	"until" bigint NOT NULL,
	CONSTRAINT "obligation_past_region_key_seq_pk" PRIMARY KEY("region","key","seq")
);
--> statement-breakpoint
CREATE TABLE "officer" (
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
	"certificate_number" text NOT NULL,
	"officer_name" text NOT NULL,
	"identity_number" text,
	"post" text,
	"valid_until" text NOT NULL,
	CONSTRAINT "officer_region_key_pk" PRIMARY KEY("region","key")
);
--> statement-breakpoint
CREATE TABLE "officer_past" (
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
	"certificate_number" text NOT NULL,
	"officer_name" text NOT NULL,
	"identity_number" text,
	"post" text,
	"valid_until" text NOT NULL,
	"until" bigint NOT NULL,
	CONSTRAINT "officer_past_region_key_seq_pk" PRIMARY KEY("region","key","seq")
);
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
CREATE TABLE "subject" (
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
	"credit_code" text NOT NULL,
	"subject_name" text NOT NULL,
	"subject_kind" text NOT NULL,
	"industry" text,
	"address" text,
	"legal_person" text,
	"phone" text,
	"state" text NOT NULL,
	CONSTRAINT "subject_region_key_pk" PRIMARY KEY("region","key")
);
--> statement-breakpoint
CREATE TABLE "subject_past" (
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
	"credit_code" text NOT NULL,
	"subject_name" text NOT NULL,
	"subject_kind" text NOT NULL,
	"industry" text,
	"address" text,
	"legal_person" text,
	"phone" text,
	"state" text NOT NULL,
	"until" bigint NOT NULL,
	CONSTRAINT "subject_past_region_key_seq_pk" PRIMARY KEY("region","key","seq")
);
--> statement-breakpoint
CREATE TABLE "warning" (
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
	"title" text NOT NULL,
	"level" integer NOT NULL,
	"domain" text NOT NULL,
	"rule_id" text,
	"risk_object" text NOT NULL,
	"risk_object_cert_code" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"signed_at" timestamp (3) with time zone,
	"verified_at" timestamp (3) with time zone,
	"verdict" text,
	"disposed_at" timestamp (3) with time zone,
	"feedback_at" timestamp (3) with time zone,
	"feedback" text,
	CONSTRAINT "warning_region_key_pk" PRIMARY KEY("region","key")
);
--> statement-breakpoint
CREATE TABLE "warning_past" (
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
	"title" text NOT NULL,
	"level" integer NOT NULL,
	"domain" text NOT NULL,
	"rule_id" text,
	"risk_object" text NOT NULL,
	"risk_object_cert_code" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"signed_at" timestamp (3) with time zone,
	"verified_at" timestamp (3) with time zone,
	"verdict" text,
	"disposed_at" timestamp (3) with time zone,
	"feedback_at" timestamp (3) with time zone,
	"feedback" text,
	"until" bigint NOT NULL,
	CONSTRAINT "warning_past_region_key_seq_pk" PRIMARY KEY("region","key","seq")
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
CREATE INDEX "penalty_published" ON "penalty" USING btree ("region","published_on");--> statement-breakpoint
CREATE INDEX "item_code" ON "item" USING btree ("region","item_code");--> statement-breakpoint
CREATE UNIQUE INDEX "alarm_open" ON "alarm" USING btree ("region","point","rule") WHERE cleared_at is null and not withdrawn;--> statement-breakpoint
CREATE INDEX "alarm_raised" ON "alarm" USING btree ("region","raised_at");--> statement-breakpoint
CREATE INDEX "obligation_subject" ON "obligation" USING btree ("region","subject_key");--> statement-breakpoint
CREATE INDEX "subject_credit_code" ON "subject" USING btree ("region","credit_code");--> statement-breakpoint
CREATE INDEX "rejected_row_source" ON "rejected_row" USING btree ("region","source","at");--> statement-breakpoint
CREATE INDEX "fact_present" ON "fact" USING btree ("region","key") WHERE until is null;--> statement-breakpoint
CREATE INDEX "fact_until" ON "fact" USING btree ("region","until") WHERE until is not null;--> statement-breakpoint
CREATE INDEX "fact_time" ON "fact" USING btree ("region","t","key");--> statement-breakpoint
CREATE INDEX "ledger_entry_key" ON "ledger_entry" USING btree ("region","key","seq");--> statement-breakpoint
CREATE INDEX "ledger_entry_at" ON "ledger_entry" USING btree ("region","at");