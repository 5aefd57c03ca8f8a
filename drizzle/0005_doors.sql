CREATE TABLE "anomaly" (
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
	"kind" text NOT NULL,
	"dataset" text NOT NULL,
	"origin" text NOT NULL,
	"origin_id" text,
	"batch" text,
	"batch_index" integer,
	"errors" jsonb NOT NULL,
	"found_at" timestamp (3) with time zone NOT NULL,
	"notified_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"correction" text,
	"reason" text,
	"dismissed_by" text,
	CONSTRAINT "anomaly_region_key_pk" PRIMARY KEY("region","key")
);
--> statement-breakpoint
CREATE TABLE "anomaly_past" (
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
	"kind" text NOT NULL,
	"dataset" text NOT NULL,
	"origin" text NOT NULL,
	"origin_id" text,
	"batch" text,
	"batch_index" integer,
	"errors" jsonb NOT NULL,
	"found_at" timestamp (3) with time zone NOT NULL,
	"notified_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"correction" text,
	"reason" text,
	"dismissed_by" text,
	"until" bigint NOT NULL,
	CONSTRAINT "anomaly_past_region_key_seq_pk" PRIMARY KEY("region","key","seq")
);
--> statement-breakpoint
CREATE TABLE "system" (
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
	"system_name" text NOT NULL,
	"system_kind" text NOT NULL,
	"key_name" text,
	"registered_at" timestamp (3) with time zone NOT NULL,
	"silent_days" integer NOT NULL,
	"connected" boolean NOT NULL,
	"connected_since" timestamp (3) with time zone,
	CONSTRAINT "system_region_key_pk" PRIMARY KEY("region","key")
);
--> statement-breakpoint
CREATE TABLE "system_past" (
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
	"system_name" text NOT NULL,
	"system_kind" text NOT NULL,
	"key_name" text,
	"registered_at" timestamp (3) with time zone NOT NULL,
	"silent_days" integer NOT NULL,
	"connected" boolean NOT NULL,
	"connected_since" timestamp (3) with time zone,
	"until" bigint NOT NULL,
	CONSTRAINT "system_past_region_key_seq_pk" PRIMARY KEY("region","key","seq")
);
--> statement-breakpoint
CREATE TABLE "device" (
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
	"device_name" text NOT NULL,
	"kind" text NOT NULL,
	"credit_code" text,
	"location" text,
	"state" text NOT NULL,
	"mn" text,
	"password" text,
	"protocol" text,
	"crc" text,
	"sm4_key" text,
	"sm4_padding" text,
	"mine_code" text,
	"channel_id" text,
	"play_url" text,
	"snapshot_url" text,
	"status" text,
	CONSTRAINT "device_region_key_pk" PRIMARY KEY("region","key")
);
--> statement-breakpoint
CREATE TABLE "device_past" (
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
	"device_name" text NOT NULL,
	"kind" text NOT NULL,
	"credit_code" text,
	"location" text,
	"state" text NOT NULL,
	"mn" text,
	"password" text,
	"protocol" text,
	"crc" text,
	"sm4_key" text,
	"sm4_padding" text,
	"mine_code" text,
	"channel_id" text,
	"play_url" text,
	"snapshot_url" text,
	"status" text,
	"until" bigint NOT NULL,
	CONSTRAINT "device_past_region_key_seq_pk" PRIMARY KEY("region","key","seq")
);
--> statement-breakpoint
CREATE TABLE "entry_draft" (
	"region" text NOT NULL,
	"person" text NOT NULL,
	"dataset" text NOT NULL,
	"id" text NOT NULL,
	"content" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "entry_draft_region_person_dataset_id_pk" PRIMARY KEY("region","person","dataset","id")
);
--> statement-breakpoint
CREATE TABLE "expected_report" (
	"region" text NOT NULL,
	"origin" text NOT NULL,
	"dataset" text NOT NULL,
	"department" text NOT NULL,
	"every" text NOT NULL,
	"grace" integer NOT NULL,
	"since" text NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "expected_report_region_origin_dataset_department_pk" PRIMARY KEY("region","origin","dataset","department")
);
--> statement-breakpoint
CREATE TABLE "import_job" (
	"region" text NOT NULL,
	"id" text NOT NULL,
	"dataset" text NOT NULL,
	"source" text NOT NULL,
	"actor" text NOT NULL,
	"department" text,
	"file" text,
	"state" text NOT NULL,
	"bytes" bigint NOT NULL,
	"size" bigint,
	"accepted" integer NOT NULL,
	"corrected" integer NOT NULL,
	"duplicates" integer NOT NULL,
	"rejected" integer NOT NULL,
	"batch" text NOT NULL,
	"error" text,
	"started_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "import_job_region_id_pk" PRIMARY KEY("region","id")
);
--> statement-breakpoint
CREATE TABLE "intake" (
	"region" text NOT NULL,
	"day" text NOT NULL,
	"source" text NOT NULL,
	"dataset" text NOT NULL,
	"department" text NOT NULL,
	"accepted" bigint NOT NULL,
	"corrected" bigint NOT NULL,
	"duplicates" bigint NOT NULL,
	"rejected" bigint NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "intake_region_day_source_dataset_department_pk" PRIMARY KEY("region","day","source","dataset","department")
);
--> statement-breakpoint
CREATE TABLE "unknown_device" (
	"region" text NOT NULL,
	"door" text NOT NULL,
	"name" text NOT NULL,
	"address" text NOT NULL,
	"reason" text NOT NULL,
	"attempts" bigint NOT NULL,
	"first_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"raw" text NOT NULL,
	CONSTRAINT "unknown_device_region_door_name_pk" PRIMARY KEY("region","door","name")
);
--> statement-breakpoint
CREATE TABLE "province_batch" (
	"region" text NOT NULL,
	"batch" text NOT NULL,
	"after" bigint NOT NULL,
	"up_to" bigint NOT NULL,
	"rows" integer NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer NOT NULL,
	"last_attempt_at" timestamp (3) with time zone,
	"last_error" text,
	"receipt" text,
	"received_at" timestamp (3) with time zone,
	CONSTRAINT "province_batch_region_batch_pk" PRIMARY KEY("region","batch")
);
--> statement-breakpoint
CREATE TABLE "province_reconciliation" (
	"region" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"up_to" bigint NOT NULL,
	"counts" jsonb NOT NULL,
	CONSTRAINT "province_reconciliation_region_at_pk" PRIMARY KEY("region","at")
);
--> statement-breakpoint
ALTER TABLE "coercion" ADD COLUMN "received_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "coercion" ADD COLUMN "via" text;--> statement-breakpoint
ALTER TABLE "coercion" ADD COLUMN "flawed" boolean;--> statement-breakpoint
ALTER TABLE "coercion" ADD COLUMN "matched" boolean;--> statement-breakpoint
ALTER TABLE "coercion" ADD COLUMN "report_due_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "coercion_past" ADD COLUMN "received_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "coercion_past" ADD COLUMN "via" text;--> statement-breakpoint
ALTER TABLE "coercion_past" ADD COLUMN "flawed" boolean;--> statement-breakpoint
ALTER TABLE "coercion_past" ADD COLUMN "matched" boolean;--> statement-breakpoint
ALTER TABLE "coercion_past" ADD COLUMN "report_due_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "inspection" ADD COLUMN "received_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "inspection" ADD COLUMN "via" text;--> statement-breakpoint
ALTER TABLE "inspection" ADD COLUMN "flawed" boolean;--> statement-breakpoint
ALTER TABLE "inspection" ADD COLUMN "matched" boolean;--> statement-breakpoint
ALTER TABLE "inspection" ADD COLUMN "report_due_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "inspection_past" ADD COLUMN "received_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "inspection_past" ADD COLUMN "via" text;--> statement-breakpoint
ALTER TABLE "inspection_past" ADD COLUMN "flawed" boolean;--> statement-breakpoint
ALTER TABLE "inspection_past" ADD COLUMN "matched" boolean;--> statement-breakpoint
ALTER TABLE "inspection_past" ADD COLUMN "report_due_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "other_act" ADD COLUMN "received_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "other_act" ADD COLUMN "via" text;--> statement-breakpoint
ALTER TABLE "other_act" ADD COLUMN "flawed" boolean;--> statement-breakpoint
ALTER TABLE "other_act" ADD COLUMN "matched" boolean;--> statement-breakpoint
ALTER TABLE "other_act" ADD COLUMN "report_due_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "other_act_past" ADD COLUMN "received_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "other_act_past" ADD COLUMN "via" text;--> statement-breakpoint
ALTER TABLE "other_act_past" ADD COLUMN "flawed" boolean;--> statement-breakpoint
ALTER TABLE "other_act_past" ADD COLUMN "matched" boolean;--> statement-breakpoint
ALTER TABLE "other_act_past" ADD COLUMN "report_due_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "received_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "via" text;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "flawed" boolean;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "matched" boolean;--> statement-breakpoint
ALTER TABLE "penalty" ADD COLUMN "report_due_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "received_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "via" text;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "flawed" boolean;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "matched" boolean;--> statement-breakpoint
ALTER TABLE "penalty_past" ADD COLUMN "report_due_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "received_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "via" text;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "flawed" boolean;--> statement-breakpoint
ALTER TABLE "audit_past" ADD COLUMN "received_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "audit_past" ADD COLUMN "via" text;--> statement-breakpoint
ALTER TABLE "audit_past" ADD COLUMN "flawed" boolean;--> statement-breakpoint
ALTER TABLE "item" ADD COLUMN "received_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "item" ADD COLUMN "via" text;--> statement-breakpoint
ALTER TABLE "item" ADD COLUMN "flawed" boolean;--> statement-breakpoint
ALTER TABLE "item_past" ADD COLUMN "received_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "item_past" ADD COLUMN "via" text;--> statement-breakpoint
ALTER TABLE "item_past" ADD COLUMN "flawed" boolean;--> statement-breakpoint
ALTER TABLE "complaint" ADD COLUMN "received_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "complaint" ADD COLUMN "via" text;--> statement-breakpoint
ALTER TABLE "complaint" ADD COLUMN "flawed" boolean;--> statement-breakpoint
ALTER TABLE "complaint_past" ADD COLUMN "received_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "complaint_past" ADD COLUMN "via" text;--> statement-breakpoint
ALTER TABLE "complaint_past" ADD COLUMN "flawed" boolean;--> statement-breakpoint
ALTER TABLE "alarm" ADD COLUMN "received_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "alarm" ADD COLUMN "via" text;--> statement-breakpoint
ALTER TABLE "alarm" ADD COLUMN "flawed" boolean;--> statement-breakpoint
ALTER TABLE "alarm_past" ADD COLUMN "received_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "alarm_past" ADD COLUMN "via" text;--> statement-breakpoint
ALTER TABLE "alarm_past" ADD COLUMN "flawed" boolean;--> statement-breakpoint
ALTER TABLE "point" ADD COLUMN "received_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "point" ADD COLUMN "via" text;--> statement-breakpoint
ALTER TABLE "point" ADD COLUMN "flawed" boolean;--> statement-breakpoint
ALTER TABLE "point" ADD COLUMN "device" text;--> statement-breakpoint
ALTER TABLE "point" ADD COLUMN "code" text;--> statement-breakpoint
ALTER TABLE "point_past" ADD COLUMN "received_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "point_past" ADD COLUMN "via" text;--> statement-breakpoint
ALTER TABLE "point_past" ADD COLUMN "flawed" boolean;--> statement-breakpoint
ALTER TABLE "point_past" ADD COLUMN "device" text;--> statement-breakpoint
ALTER TABLE "point_past" ADD COLUMN "code" text;--> statement-breakpoint
ALTER TABLE "obligation" ADD COLUMN "received_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "obligation" ADD COLUMN "via" text;--> statement-breakpoint
ALTER TABLE "obligation" ADD COLUMN "flawed" boolean;--> statement-breakpoint
ALTER TABLE "obligation_past" ADD COLUMN "received_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "obligation_past" ADD COLUMN "via" text;--> statement-breakpoint
ALTER TABLE "obligation_past" ADD COLUMN "flawed" boolean;--> statement-breakpoint
ALTER TABLE "officer" ADD COLUMN "received_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "officer" ADD COLUMN "via" text;--> statement-breakpoint
ALTER TABLE "officer" ADD COLUMN "flawed" boolean;--> statement-breakpoint
ALTER TABLE "officer_past" ADD COLUMN "received_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "officer_past" ADD COLUMN "via" text;--> statement-breakpoint
ALTER TABLE "officer_past" ADD COLUMN "flawed" boolean;--> statement-breakpoint
ALTER TABLE "subject" ADD COLUMN "received_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "subject" ADD COLUMN "via" text;--> statement-breakpoint
ALTER TABLE "subject" ADD COLUMN "flawed" boolean;--> statement-breakpoint
ALTER TABLE "subject_past" ADD COLUMN "received_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "subject_past" ADD COLUMN "via" text;--> statement-breakpoint
ALTER TABLE "subject_past" ADD COLUMN "flawed" boolean;--> statement-breakpoint
ALTER TABLE "warning" ADD COLUMN "received_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "warning" ADD COLUMN "via" text;--> statement-breakpoint
ALTER TABLE "warning" ADD COLUMN "flawed" boolean;--> statement-breakpoint
ALTER TABLE "warning_past" ADD COLUMN "received_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "warning_past" ADD COLUMN "via" text;--> statement-breakpoint
ALTER TABLE "warning_past" ADD COLUMN "flawed" boolean;--> statement-breakpoint
CREATE INDEX "anomaly_origin" ON "anomaly" USING btree ("region","origin","dataset","origin_id");--> statement-breakpoint
CREATE INDEX "anomaly_found" ON "anomaly" USING btree ("region","found_at");--> statement-breakpoint
CREATE INDEX "device_mn" ON "device" USING btree ("region","mn") WHERE mn is not null and not withdrawn;--> statement-breakpoint
CREATE INDEX "device_mine" ON "device" USING btree ("region","mine_code");--> statement-breakpoint
CREATE INDEX "import_job_started" ON "import_job" USING btree ("region","started_at");--> statement-breakpoint
CREATE INDEX "coercion_region_administrative_cp_ui_code_index" ON "coercion" USING btree ("region","administrative_cp_ui_code") WHERE matched is not null;--> statement-breakpoint
CREATE INDEX "inspection_region_administrative_cp_ui_code_index" ON "inspection" USING btree ("region","administrative_cp_ui_code") WHERE matched is not null;--> statement-breakpoint
CREATE INDEX "other_act_region_administrative_cp_ui_code_index" ON "other_act" USING btree ("region","administrative_cp_ui_code") WHERE matched is not null;--> statement-breakpoint
CREATE INDEX "penalty_region_administrative_cp_ui_code_index" ON "penalty" USING btree ("region","administrative_cp_ui_code") WHERE matched is not null;--> statement-breakpoint
CREATE INDEX "point_device" ON "point" USING btree ("region","device","code");--> statement-breakpoint
CALL protect_records('device');
--> statement-breakpoint
CALL protect_records('anomaly');
--> statement-breakpoint
CALL protect_records('system');
--> statement-breakpoint
-- What the doors keep beside the records: each department sees its own, 区局 and the leaders all.
DO $$
DECLARE
	name text;
	mine text;
BEGIN
	FOREACH name IN ARRAY ARRAY['import_job', 'expected_report', 'intake', 'unknown_device', 'entry_draft', 'province_batch',
		'province_reconciliation'] LOOP
		mine := CASE
			WHEN name IN ('import_job', 'expected_report', 'intake') THEN
				'(SELECT claim(''sees'')) = ''all'' OR department = (SELECT claim(''department''))'
			WHEN name = 'entry_draft' THEN 'person = (SELECT claim(''id''))'
			ELSE '(SELECT claim(''sees'')) = ''all'''
		END;
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
		EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO cockpit_app', name);
		EXECUTE format('CREATE POLICY app ON %I TO cockpit_app USING (true) WITH CHECK (true)', name);
		EXECUTE format('GRANT SELECT ON %I TO cockpit_reader', name);
		EXECUTE format('CREATE POLICY reader ON %I FOR SELECT TO cockpit_reader
			USING (region = (SELECT claim(''region'')) AND (%s))', name, mine);
	END LOOP;
END $$;
--> statement-breakpoint
-- Whom a refused row concerns: its anomaly says. The source sees its own as before.
CREATE POLICY department ON rejected_row FOR SELECT TO cockpit_reader USING (
	region = (SELECT claim('region')) AND EXISTS (
		SELECT FROM anomaly a
		WHERE a.region = rejected_row.region AND a.batch = rejected_row.batch AND a.batch_index = rejected_row.index));
--> statement-breakpoint
INSERT INTO deadline_parameter (region, id, duty, variant, amount, clock, source) VALUES
('140603', 'A-13', 'anomaly.dispose', 'any', 5, 'workday', '《管理办法》第十四条：5个工作日。自通知之时起算，本系统发现即通知'),
('140603', 'A-16', 'act.report', 'penalty', 7, 'workday', '首次报送行政处罚。本系统缺省值'),
('140603', 'A-16', 'act.report', 'other', 10, 'workday', '首次报送其他监管行为。本系统缺省值');
--> statement-breakpoint
INSERT INTO metric_band (region, metric, target, green, yellow, red_part, source) VALUES
('140603', 'K-06', 0.95, 0.95, 0.85, NULL, '本系统缺省值'),
('140603', 'K-07', 0.95, 0.95, 0.80, NULL, '本系统缺省值'),
('140603', 'K-08', 0.98, 0.98, 0.95, NULL, '本系统缺省值'),
('140603', 'K-09', 0.95, 0.95, 0.90, NULL, '本系统缺省值'),
('140603', 'K-10b', 0.90, 0.90, 0.75, NULL, 'HJ 212 传输有效率，本系统缺省值'),
('140603', 'M-07', 0.80, 0.80, 0.60, NULL, '本系统缺省值'),
('140603', 'M-09', 0.90, 0.90, 0.70, NULL, '本系统缺省值');
