CREATE TABLE "approval" (
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
	"received_at" timestamp (3) with time zone,
	"via" text,
	"flawed" boolean,
	"administrative_cp" text NOT NULL,
	"administrative_cp_na" text NOT NULL,
	"administrative_cp_ce_type" text NOT NULL,
	"administrative_cp_ui_code" text NOT NULL,
	"address_registered" text,
	"address_operating" text,
	"area_number" text,
	"notice_kind" text NOT NULL,
	"approval_name" text NOT NULL,
	"approval_kind" text,
	"licence_document_number" text,
	"licence_number" text,
	"content" text,
	"decision_date" text,
	"valid_until" text,
	"approval_authority" text,
	"approval_department" text,
	"approval_state" text NOT NULL,
	"supervise_item_implement_code" text,
	"pushed_at" timestamp (3) with time zone NOT NULL,
	"signed_at" timestamp (3) with time zone,
	"supervised_at" timestamp (3) with time zone,
	"check_action_code" text,
	"returned_at" timestamp (3) with time zone,
	"feedback" text,
	CONSTRAINT "approval_region_key_pk" PRIMARY KEY("region","key")
);
--> statement-breakpoint
CREATE TABLE "approval_past" (
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
	"received_at" timestamp (3) with time zone,
	"via" text,
	"flawed" boolean,
	"administrative_cp" text NOT NULL,
	"administrative_cp_na" text NOT NULL,
	"administrative_cp_ce_type" text NOT NULL,
	"administrative_cp_ui_code" text NOT NULL,
	"address_registered" text,
	"address_operating" text,
	"area_number" text,
	"notice_kind" text NOT NULL,
	"approval_name" text NOT NULL,
	"approval_kind" text,
	"licence_document_number" text,
	"licence_number" text,
	"content" text,
	"decision_date" text,
	"valid_until" text,
	"approval_authority" text,
	"approval_department" text,
	"approval_state" text NOT NULL,
	"supervise_item_implement_code" text,
	"pushed_at" timestamp (3) with time zone NOT NULL,
	"signed_at" timestamp (3) with time zone,
	"supervised_at" timestamp (3) with time zone,
	"check_action_code" text,
	"returned_at" timestamp (3) with time zone,
	"feedback" text,
	"until" bigint NOT NULL,
	CONSTRAINT "approval_past_region_key_seq_pk" PRIMARY KEY("region","key","seq")
);
--> statement-breakpoint
CREATE TABLE "checklist" (
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
	"received_at" timestamp (3) with time zone,
	"via" text,
	"flawed" boolean,
	"supervise_item_check_icode" text NOT NULL,
	"item_code" text NOT NULL,
	"checklist_name" text NOT NULL,
	"matter_class" text,
	"check_modes" text[],
	"check_body" text,
	"cooperating_departments" text[],
	"basis" text,
	"check_items" jsonb NOT NULL,
	"state" text NOT NULL,
	"compiled_at" timestamp (3) with time zone NOT NULL,
	"published_at" timestamp (3) with time zone,
	CONSTRAINT "checklist_region_key_pk" PRIMARY KEY("region","key")
);
--> statement-breakpoint
CREATE TABLE "checklist_past" (
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
	"received_at" timestamp (3) with time zone,
	"via" text,
	"flawed" boolean,
	"supervise_item_check_icode" text NOT NULL,
	"item_code" text NOT NULL,
	"checklist_name" text NOT NULL,
	"matter_class" text,
	"check_modes" text[],
	"check_body" text,
	"cooperating_departments" text[],
	"basis" text,
	"check_items" jsonb NOT NULL,
	"state" text NOT NULL,
	"compiled_at" timestamp (3) with time zone NOT NULL,
	"published_at" timestamp (3) with time zone,
	"until" bigint NOT NULL,
	CONSTRAINT "checklist_past_region_key_seq_pk" PRIMARY KEY("region","key","seq")
);
--> statement-breakpoint
CREATE TABLE "plan" (
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
	"received_at" timestamp (3) with time zone,
	"via" text,
	"flawed" boolean,
	"plan_id" text NOT NULL,
	"plan_name" text NOT NULL,
	"plan_year" integer NOT NULL,
	"plan_type" text NOT NULL,
	"item_codes" text[],
	"matter" text,
	"content" text,
	"object_kind" text,
	"matter_class" text,
	"check_modes" text[],
	"sampling_ratio" double precision,
	"frequency" text,
	"target_count" integer,
	"check_body" text,
	"cooperating_departments" text[],
	"basis" text,
	"start_date" text NOT NULL,
	"end_date" text NOT NULL,
	"approved_on" text,
	"published_on" text,
	"state" text NOT NULL,
	CONSTRAINT "plan_region_key_pk" PRIMARY KEY("region","key")
);
--> statement-breakpoint
CREATE TABLE "plan_past" (
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
	"received_at" timestamp (3) with time zone,
	"via" text,
	"flawed" boolean,
	"plan_id" text NOT NULL,
	"plan_name" text NOT NULL,
	"plan_year" integer NOT NULL,
	"plan_type" text NOT NULL,
	"item_codes" text[],
	"matter" text,
	"content" text,
	"object_kind" text,
	"matter_class" text,
	"check_modes" text[],
	"sampling_ratio" double precision,
	"frequency" text,
	"target_count" integer,
	"check_body" text,
	"cooperating_departments" text[],
	"basis" text,
	"start_date" text NOT NULL,
	"end_date" text NOT NULL,
	"approved_on" text,
	"published_on" text,
	"state" text NOT NULL,
	"until" bigint NOT NULL,
	CONSTRAINT "plan_past_region_key_seq_pk" PRIMARY KEY("region","key","seq")
);
--> statement-breakpoint
CREATE TABLE "code_list_entry" (
	"region" text NOT NULL,
	"list" text NOT NULL,
	"code" text NOT NULL,
	"label" text NOT NULL,
	"source" text NOT NULL,
	"valid_from" text NOT NULL,
	"valid_until" text,
	"position" integer NOT NULL,
	CONSTRAINT "code_list_entry_region_list_code_valid_from_pk" PRIMARY KEY("region","list","code","valid_from")
);
--> statement-breakpoint
CREATE TABLE "credit_record" (
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
	"received_at" timestamp (3) with time zone,
	"via" text,
	"flawed" boolean,
	"administrative_cp" text NOT NULL,
	"administrative_cp_na" text NOT NULL,
	"administrative_cp_ce_type" text NOT NULL,
	"administrative_cp_ui_code" text NOT NULL,
	"record_kind" text NOT NULL,
	"record_number" text,
	"recorded_on" text NOT NULL,
	"authority" text,
	"basis" text,
	"content" text,
	"credit_grade" text,
	"commitment_result" text,
	"verified_on" text,
	"valid_until" text,
	"state" text NOT NULL,
	"repaired_on" text,
	"repair_document_number" text,
	CONSTRAINT "credit_record_region_key_pk" PRIMARY KEY("region","key")
);
--> statement-breakpoint
CREATE TABLE "credit_record_past" (
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
	"received_at" timestamp (3) with time zone,
	"via" text,
	"flawed" boolean,
	"administrative_cp" text NOT NULL,
	"administrative_cp_na" text NOT NULL,
	"administrative_cp_ce_type" text NOT NULL,
	"administrative_cp_ui_code" text NOT NULL,
	"record_kind" text NOT NULL,
	"record_number" text,
	"recorded_on" text NOT NULL,
	"authority" text,
	"basis" text,
	"content" text,
	"credit_grade" text,
	"commitment_result" text,
	"verified_on" text,
	"valid_until" text,
	"state" text NOT NULL,
	"repaired_on" text,
	"repair_document_number" text,
	"until" bigint NOT NULL,
	CONSTRAINT "credit_record_past_region_key_seq_pk" PRIMARY KEY("region","key","seq")
);
--> statement-breakpoint
CREATE TABLE "joint_task" (
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
	"received_at" timestamp (3) with time zone,
	"via" text,
	"flawed" boolean,
	"task_no" text NOT NULL,
	"task_name" text NOT NULL,
	"task_kind" text NOT NULL,
	"task_start_time" timestamp (3) with time zone NOT NULL,
	"status" text NOT NULL,
	"initiate_unit_no" text NOT NULL,
	"initiate_unit_name" text NOT NULL,
	"initiate_unit_type" text,
	"union_dept_no" text,
	"union_dept_name" text,
	"union_unit_type" text,
	"union_region_no" text,
	"union_region_name" text,
	"supervision_matter_code" text,
	"supervise_objects" jsonb,
	"inspect_content" text,
	"inspect_claim" text,
	"remark" text,
	"distributed_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"claim_time" timestamp (3) with time zone,
	"end_time" timestamp (3) with time zone,
	"end_reason" text,
	"feedback_time" timestamp (3) with time zone,
	"feedback_suggestion" text,
	"adm_inspection" text[],
	"adm_punishment" text[],
	"adm_force" text[],
	"other" text[],
	CONSTRAINT "joint_task_region_key_pk" PRIMARY KEY("region","key")
);
--> statement-breakpoint
CREATE TABLE "joint_task_past" (
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
	"received_at" timestamp (3) with time zone,
	"via" text,
	"flawed" boolean,
	"task_no" text NOT NULL,
	"task_name" text NOT NULL,
	"task_kind" text NOT NULL,
	"task_start_time" timestamp (3) with time zone NOT NULL,
	"status" text NOT NULL,
	"initiate_unit_no" text NOT NULL,
	"initiate_unit_name" text NOT NULL,
	"initiate_unit_type" text,
	"union_dept_no" text,
	"union_dept_name" text,
	"union_unit_type" text,
	"union_region_no" text,
	"union_region_name" text,
	"supervision_matter_code" text,
	"supervise_objects" jsonb,
	"inspect_content" text,
	"inspect_claim" text,
	"remark" text,
	"distributed_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"claim_time" timestamp (3) with time zone,
	"end_time" timestamp (3) with time zone,
	"end_reason" text,
	"feedback_time" timestamp (3) with time zone,
	"feedback_suggestion" text,
	"adm_inspection" text[],
	"adm_punishment" text[],
	"adm_force" text[],
	"other" text[],
	"until" bigint NOT NULL,
	CONSTRAINT "joint_task_past_region_key_seq_pk" PRIMARY KEY("region","key","seq")
);
--> statement-breakpoint
ALTER TABLE "coercion" ADD COLUMN "address_registered" text;--> statement-breakpoint
ALTER TABLE "coercion" ADD COLUMN "address_operating" text;--> statement-breakpoint
ALTER TABLE "coercion" ADD COLUMN "area_number" text;--> statement-breakpoint
ALTER TABLE "coercion" ADD COLUMN "supervise_item_check_icode" text;--> statement-breakpoint
ALTER TABLE "coercion" ADD COLUMN "supervise_object_type" text;--> statement-breakpoint
ALTER TABLE "coercion" ADD COLUMN "implement_institution_code" text;--> statement-breakpoint
ALTER TABLE "coercion" ADD COLUMN "entrust_dept" text;--> statement-breakpoint
ALTER TABLE "coercion" ADD COLUMN "entrust_dept_code" text;--> statement-breakpoint
ALTER TABLE "coercion" ADD COLUMN "submitted_date" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "coercion" ADD COLUMN "submitted_personnel" text;--> statement-breakpoint
ALTER TABLE "coercion" ADD COLUMN "coercion_measure" text;--> statement-breakpoint
ALTER TABLE "coercion" ADD COLUMN "coercion_execution" text;--> statement-breakpoint
ALTER TABLE "coercion" ADD COLUMN "coercion_result" text;--> statement-breakpoint
ALTER TABLE "coercion" ADD COLUMN "extension_days" integer;--> statement-breakpoint
ALTER TABLE "coercion_past" ADD COLUMN "address_registered" text;--> statement-breakpoint
ALTER TABLE "coercion_past" ADD COLUMN "address_operating" text;--> statement-breakpoint
ALTER TABLE "coercion_past" ADD COLUMN "area_number" text;--> statement-breakpoint
ALTER TABLE "coercion_past" ADD COLUMN "supervise_item_check_icode" text;--> statement-breakpoint
ALTER TABLE "coercion_past" ADD COLUMN "supervise_object_type" text;--> statement-breakpoint
ALTER TABLE "coercion_past" ADD COLUMN "implement_institution_code" text;--> statement-breakpoint
ALTER TABLE "coercion_past" ADD COLUMN "entrust_dept" text;--> statement-breakpoint
ALTER TABLE "coercion_past" ADD COLUMN "entrust_dept_code" text;--> statement-breakpoint
ALTER TABLE "coercion_past" ADD COLUMN "submitted_date" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "coercion_past" ADD COLUMN "submitted_personnel" text;--> statement-breakpoint
ALTER TABLE "coercion_past" ADD COLUMN "coercion_measure" text;--> statement-breakpoint
ALTER TABLE "coercion_past" ADD COLUMN "coercion_execution" text;--> statement-breakpoint
ALTER TABLE "coercion_past" ADD COLUMN "coercion_result" text;--> statement-breakpoint
ALTER TABLE "coercion_past" ADD COLUMN "extension_days" integer;--> statement-breakpoint
ALTER TABLE "inspection" ADD COLUMN "address_registered" text;--> statement-breakpoint
ALTER TABLE "inspection" ADD COLUMN "address_operating" text;--> statement-breakpoint
ALTER TABLE "inspection" ADD COLUMN "area_number" text;--> statement-breakpoint
ALTER TABLE "inspection" ADD COLUMN "supervise_item_check_icode" text;--> statement-breakpoint
ALTER TABLE "inspection" ADD COLUMN "supervise_object_type" text;--> statement-breakpoint
ALTER TABLE "inspection" ADD COLUMN "implement_institution_code" text;--> statement-breakpoint
ALTER TABLE "inspection" ADD COLUMN "entrust_dept" text;--> statement-breakpoint
ALTER TABLE "inspection" ADD COLUMN "entrust_dept_code" text;--> statement-breakpoint
ALTER TABLE "inspection" ADD COLUMN "submitted_date" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "inspection" ADD COLUMN "submitted_personnel" text;--> statement-breakpoint
ALTER TABLE "inspection" ADD COLUMN "plan_id" text;--> statement-breakpoint
ALTER TABLE "inspection" ADD COLUMN "check_mode" text;--> statement-breakpoint
ALTER TABLE "inspection" ADD COLUMN "check_personnel" text;--> statement-breakpoint
ALTER TABLE "inspection_past" ADD COLUMN "address_registered" text;--> statement-breakpoint
ALTER TABLE "inspection_past" ADD COLUMN "address_operating" text;--> statement-breakpoint
ALTER TABLE "inspection_past" ADD COLUMN "area_number" text;--> statement-breakpoint
ALTER TABLE "inspection_past" ADD COLUMN "supervise_item_check_icode" text;--> statement-breakpoint
ALTER TABLE "inspection_past" ADD COLUMN "supervise_object_type" text;--> statement-breakpoint
ALTER TABLE "inspection_past" ADD COLUMN "implement_institution_code" text;--> statement-breakpoint
ALTER TABLE "inspection_past" ADD COLUMN "entrust_dept" text;--> statement-breakpoint
ALTER TABLE "inspection_past" ADD COLUMN "entrust_dept_code" text;--> statement-breakpoint
ALTER TABLE "inspection_past" ADD COLUMN "submitted_date" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "inspection_past" ADD COLUMN "submitted_personnel" text;--> statement-breakpoint
ALTER TABLE "inspection_past" ADD COLUMN "plan_id" text;--> statement-breakpoint
ALTER TABLE "inspection_past" ADD COLUMN "check_mode" text;--> statement-breakpoint
ALTER TABLE "inspection_past" ADD COLUMN "check_personnel" text;--> statement-breakpoint
ALTER TABLE "other_act" ADD COLUMN "address_registered" text;--> statement-breakpoint
ALTER TABLE "other_act" ADD COLUMN "address_operating" text;--> statement-breakpoint
ALTER TABLE "other_act" ADD COLUMN "area_number" text;--> statement-breakpoint
ALTER TABLE "other_act" ADD COLUMN "supervise_item_check_icode" text;--> statement-breakpoint
ALTER TABLE "other_act" ADD COLUMN "supervise_object_type" text;--> statement-breakpoint
ALTER TABLE "other_act" ADD COLUMN "implement_institution_code" text;--> statement-breakpoint
ALTER TABLE "other_act" ADD COLUMN "entrust_dept" text;--> statement-breakpoint
ALTER TABLE "other_act" ADD COLUMN "entrust_dept_code" text;--> statement-breakpoint
ALTER TABLE "other_act" ADD COLUMN "submitted_date" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "other_act" ADD COLUMN "submitted_personnel" text;--> statement-breakpoint
ALTER TABLE "other_act" ADD COLUMN "act_source" text;--> statement-breakpoint
ALTER TABLE "other_act_past" ADD COLUMN "address_registered" text;--> statement-breakpoint
ALTER TABLE "other_act_past" ADD COLUMN "address_operating" text;--> statement-breakpoint
ALTER TABLE "other_act_past" ADD COLUMN "area_number" text;--> statement-breakpoint
ALTER TABLE "other_act_past" ADD COLUMN "supervise_item_check_icode" text;--> statement-breakpoint
ALTER TABLE "other_act_past" ADD COLUMN "supervise_object_type" text;--> statement-breakpoint
ALTER TABLE "other_act_past" ADD COLUMN "implement_institution_code" text;--> statement-breakpoint
ALTER TABLE "other_act_past" ADD COLUMN "entrust_dept" text;--> statement-breakpoint
ALTER TABLE "other_act_past" ADD COLUMN "entrust_dept_code" text;--> statement-breakpoint
ALTER TABLE "other_act_past" ADD COLUMN "submitted_date" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "other_act_past" ADD COLUMN "submitted_personnel" text;--> statement-breakpoint
ALTER TABLE "other_act_past" ADD COLUMN "act_source" text;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "address_registered" text;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "address_operating" text;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "area_number" text;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "supervise_item_check_icode" text;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "supervise_object_type" text;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "implement_institution_code" text;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "entrust_dept" text;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "entrust_dept_code" text;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "submitted_date" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "submitted_personnel" text;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "case_source" text;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "filed_on" text;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "is_hearing" boolean;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "involves_crime" boolean;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "is_major" boolean;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "legal_review" boolean;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "legal_review_on" text;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "legal_review_opinion" text;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "collective_discussion" boolean;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "collective_discussion_on" text;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "collective_discussion_conclusion" text;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "punish_kind_second" text;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "confiscated_amount" numeric(14, 2);--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "not_punished" boolean;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "reconsideration" text;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "litigation" text;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "execution_mode" text;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "execution_result" text;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "paid_amount" numeric(14, 2);--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "closed_on" text;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "other_handling" text;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "transferred_on" text;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "address_registered" text;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "address_operating" text;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "area_number" text;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "supervise_item_check_icode" text;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "supervise_object_type" text;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "implement_institution_code" text;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "entrust_dept" text;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "entrust_dept_code" text;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "submitted_date" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "submitted_personnel" text;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "case_source" text;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "filed_on" text;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "is_hearing" boolean;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "involves_crime" boolean;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "is_major" boolean;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "legal_review" boolean;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "legal_review_on" text;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "legal_review_opinion" text;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "collective_discussion" boolean;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "collective_discussion_on" text;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "collective_discussion_conclusion" text;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "punish_kind_second" text;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "confiscated_amount" numeric(14, 2);--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "not_punished" boolean;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "reconsideration" text;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "litigation" text;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "execution_mode" text;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "execution_result" text;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "paid_amount" numeric(14, 2);--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "closed_on" text;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "other_handling" text;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "transferred_on" text;--> statement-breakpoint
ALTER TABLE "item" ADD COLUMN "item_kind" text;--> statement-breakpoint
ALTER TABLE "item" ADD COLUMN "main_item_code" text;--> statement-breakpoint
ALTER TABLE "item" ADD COLUMN "duty_code" text;--> statement-breakpoint
ALTER TABLE "item" ADD COLUMN "power_code" text;--> statement-breakpoint
ALTER TABLE "item" ADD COLUMN "supervise_department" text;--> statement-breakpoint
ALTER TABLE "item" ADD COLUMN "object" text;--> statement-breakpoint
ALTER TABLE "item" ADD COLUMN "form" text;--> statement-breakpoint
ALTER TABLE "item" ADD COLUMN "manner" text;--> statement-breakpoint
ALTER TABLE "item" ADD COLUMN "scope" text[];--> statement-breakpoint
ALTER TABLE "item" ADD COLUMN "process" text;--> statement-breakpoint
ALTER TABLE "item" ADD COLUMN "result" text;--> statement-breakpoint
ALTER TABLE "item" ADD COLUMN "handling" text;--> statement-breakpoint
ALTER TABLE "item" ADD COLUMN "checklist_code" text;--> statement-breakpoint
ALTER TABLE "item" ADD COLUMN "licence_kind" text;--> statement-breakpoint
ALTER TABLE "item" ADD COLUMN "licence_name" text;--> statement-breakpoint
ALTER TABLE "item" ADD COLUMN "licence_code" text;--> statement-breakpoint
ALTER TABLE "item" ADD COLUMN "licence_power_code" text;--> statement-breakpoint
ALTER TABLE "item" ADD COLUMN "responsible_leader" text;--> statement-breakpoint
ALTER TABLE "item" ADD COLUMN "office" text;--> statement-breakpoint
ALTER TABLE "item" ADD COLUMN "handler" text;--> statement-breakpoint
ALTER TABLE "item_past" ADD COLUMN "item_kind" text;--> statement-breakpoint
ALTER TABLE "item_past" ADD COLUMN "main_item_code" text;--> statement-breakpoint
ALTER TABLE "item_past" ADD COLUMN "duty_code" text;--> statement-breakpoint
ALTER TABLE "item_past" ADD COLUMN "power_code" text;--> statement-breakpoint
ALTER TABLE "item_past" ADD COLUMN "supervise_department" text;--> statement-breakpoint
ALTER TABLE "item_past" ADD COLUMN "object" text;--> statement-breakpoint
ALTER TABLE "item_past" ADD COLUMN "form" text;--> statement-breakpoint
ALTER TABLE "item_past" ADD COLUMN "manner" text;--> statement-breakpoint
ALTER TABLE "item_past" ADD COLUMN "scope" text[];--> statement-breakpoint
ALTER TABLE "item_past" ADD COLUMN "process" text;--> statement-breakpoint
ALTER TABLE "item_past" ADD COLUMN "result" text;--> statement-breakpoint
ALTER TABLE "item_past" ADD COLUMN "handling" text;--> statement-breakpoint
ALTER TABLE "item_past" ADD COLUMN "checklist_code" text;--> statement-breakpoint
ALTER TABLE "item_past" ADD COLUMN "licence_kind" text;--> statement-breakpoint
ALTER TABLE "item_past" ADD COLUMN "licence_name" text;--> statement-breakpoint
ALTER TABLE "item_past" ADD COLUMN "licence_code" text;--> statement-breakpoint
ALTER TABLE "item_past" ADD COLUMN "licence_power_code" text;--> statement-breakpoint
ALTER TABLE "item_past" ADD COLUMN "responsible_leader" text;--> statement-breakpoint
ALTER TABLE "item_past" ADD COLUMN "office" text;--> statement-breakpoint
ALTER TABLE "item_past" ADD COLUMN "handler" text;--> statement-breakpoint
ALTER TABLE "complaint" ADD COLUMN "complaint_number" text;--> statement-breakpoint
ALTER TABLE "complaint" ADD COLUMN "service_type" text;--> statement-breakpoint
ALTER TABLE "complaint" ADD COLUMN "territory" text;--> statement-breakpoint
ALTER TABLE "complaint" ADD COLUMN "dispute_date" text;--> statement-breakpoint
ALTER TABLE "complaint" ADD COLUMN "is_named" boolean;--> statement-breakpoint
ALTER TABLE "complaint" ADD COLUMN "object_credit_code" text;--> statement-breakpoint
ALTER TABLE "complaint" ADD COLUMN "supervise_item_implement_code" text;--> statement-breakpoint
ALTER TABLE "complaint" ADD COLUMN "dispatched_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "complaint" ADD COLUMN "acceptance" text;--> statement-breakpoint
ALTER TABLE "complaint" ADD COLUMN "is_supervised" boolean;--> statement-breakpoint
ALTER TABLE "complaint" ADD COLUMN "visited_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "complaint_past" ADD COLUMN "complaint_number" text;--> statement-breakpoint
ALTER TABLE "complaint_past" ADD COLUMN "service_type" text;--> statement-breakpoint
ALTER TABLE "complaint_past" ADD COLUMN "territory" text;--> statement-breakpoint
ALTER TABLE "complaint_past" ADD COLUMN "dispute_date" text;--> statement-breakpoint
ALTER TABLE "complaint_past" ADD COLUMN "is_named" boolean;--> statement-breakpoint
ALTER TABLE "complaint_past" ADD COLUMN "object_credit_code" text;--> statement-breakpoint
ALTER TABLE "complaint_past" ADD COLUMN "supervise_item_implement_code" text;--> statement-breakpoint
ALTER TABLE "complaint_past" ADD COLUMN "dispatched_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "complaint_past" ADD COLUMN "acceptance" text;--> statement-breakpoint
ALTER TABLE "complaint_past" ADD COLUMN "is_supervised" boolean;--> statement-breakpoint
ALTER TABLE "complaint_past" ADD COLUMN "visited_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "officer" ADD COLUMN "phone" text;--> statement-breakpoint
ALTER TABLE "officer" ADD COLUMN "office" text;--> statement-breakpoint
ALTER TABLE "officer" ADD COLUMN "enforcement_field" text;--> statement-breakpoint
ALTER TABLE "officer" ADD COLUMN "enforcement_area" text;--> statement-breakpoint
ALTER TABLE "officer" ADD COLUMN "issuing_authority" text;--> statement-breakpoint
ALTER TABLE "officer" ADD COLUMN "issued_on" text;--> statement-breakpoint
ALTER TABLE "officer" ADD COLUMN "state" text;--> statement-breakpoint
ALTER TABLE "officer_past" ADD COLUMN "phone" text;--> statement-breakpoint
ALTER TABLE "officer_past" ADD COLUMN "office" text;--> statement-breakpoint
ALTER TABLE "officer_past" ADD COLUMN "enforcement_field" text;--> statement-breakpoint
ALTER TABLE "officer_past" ADD COLUMN "enforcement_area" text;--> statement-breakpoint
ALTER TABLE "officer_past" ADD COLUMN "issuing_authority" text;--> statement-breakpoint
ALTER TABLE "officer_past" ADD COLUMN "issued_on" text;--> statement-breakpoint
ALTER TABLE "officer_past" ADD COLUMN "state" text;--> statement-breakpoint
ALTER TABLE "subject" ADD COLUMN "register_number" text;--> statement-breakpoint
ALTER TABLE "subject" ADD COLUMN "organisation_code" text;--> statement-breakpoint
ALTER TABLE "subject" ADD COLUMN "industry_code" text;--> statement-breakpoint
ALTER TABLE "subject" ADD COLUMN "business_scope" text;--> statement-breakpoint
ALTER TABLE "subject" ADD COLUMN "address_registered" text;--> statement-breakpoint
ALTER TABLE "subject" ADD COLUMN "register_authority" text;--> statement-breakpoint
ALTER TABLE "subject" ADD COLUMN "registered_on" text;--> statement-breakpoint
ALTER TABLE "subject" ADD COLUMN "registered_capital" double precision;--> statement-breakpoint
ALTER TABLE "subject" ADD COLUMN "is_key" boolean;--> statement-breakpoint
ALTER TABLE "subject" ADD COLUMN "tags" text[];--> statement-breakpoint
ALTER TABLE "subject" ADD COLUMN "ended_on" text;--> statement-breakpoint
ALTER TABLE "subject_past" ADD COLUMN "register_number" text;--> statement-breakpoint
ALTER TABLE "subject_past" ADD COLUMN "organisation_code" text;--> statement-breakpoint
ALTER TABLE "subject_past" ADD COLUMN "industry_code" text;--> statement-breakpoint
ALTER TABLE "subject_past" ADD COLUMN "business_scope" text;--> statement-breakpoint
ALTER TABLE "subject_past" ADD COLUMN "address_registered" text;--> statement-breakpoint
ALTER TABLE "subject_past" ADD COLUMN "register_authority" text;--> statement-breakpoint
ALTER TABLE "subject_past" ADD COLUMN "registered_on" text;--> statement-breakpoint
ALTER TABLE "subject_past" ADD COLUMN "registered_capital" double precision;--> statement-breakpoint
ALTER TABLE "subject_past" ADD COLUMN "is_key" boolean;--> statement-breakpoint
ALTER TABLE "subject_past" ADD COLUMN "tags" text[];--> statement-breakpoint
ALTER TABLE "subject_past" ADD COLUMN "ended_on" text;--> statement-breakpoint
ALTER TABLE "warning" ADD COLUMN "fxyj_id" text;--> statement-breakpoint
ALTER TABLE "warning" ADD COLUMN "province" text;--> statement-breakpoint
ALTER TABLE "warning" ADD COLUMN "warning_source" text;--> statement-breakpoint
ALTER TABLE "warning" ADD COLUMN "props" text;--> statement-breakpoint
ALTER TABLE "warning" ADD COLUMN "disposal" text;--> statement-breakpoint
ALTER TABLE "warning" ADD COLUMN "check_action_code" text;--> statement-breakpoint
ALTER TABLE "warning_past" ADD COLUMN "fxyj_id" text;--> statement-breakpoint
ALTER TABLE "warning_past" ADD COLUMN "province" text;--> statement-breakpoint
ALTER TABLE "warning_past" ADD COLUMN "warning_source" text;--> statement-breakpoint
ALTER TABLE "warning_past" ADD COLUMN "props" text;--> statement-breakpoint
ALTER TABLE "warning_past" ADD COLUMN "disposal" text;--> statement-breakpoint
ALTER TABLE "warning_past" ADD COLUMN "check_action_code" text;--> statement-breakpoint
CREATE INDEX "approval_subject" ON "approval" USING btree ("region","administrative_cp_ui_code");--> statement-breakpoint
CREATE INDEX "checklist_item" ON "checklist" USING btree ("region","item_code");--> statement-breakpoint
CREATE INDEX "plan_id" ON "plan" USING btree ("region","plan_id");--> statement-breakpoint
CREATE INDEX "credit_record_subject" ON "credit_record" USING btree ("region","administrative_cp_ui_code");--> statement-breakpoint
CREATE INDEX "joint_task_no" ON "joint_task" USING btree ("region","task_no");