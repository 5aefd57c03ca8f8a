-- Who may see which rows: the last line, under whatever a page forgets. The server names the actor for each
-- transaction (`cockpit.claims`, set by readAs); without claims nothing is seen. Roles:
--   cockpit_app     the doors: writes records and entries        cockpit_reader  persons and keys, row by row
--   cockpit_fold    reads everything, writes checkpoints          cockpit_public  what is published
--   cockpit_access  accounts, sessions, keys, grants
CREATE FUNCTION claim(name text) RETURNS text LANGUAGE sql STABLE AS $$
	SELECT nullif(current_setting('cockpit.claims', true), '')::json ->> name
$$;
--> statement-breakpoint
-- 第22条: the department whose data the claimed grant opens, as long as it holds.
CREATE FUNCTION granted() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
	SELECT provider FROM data_use_grant
	WHERE region = claim('region') AND id = claim('grant') AND grantee = claim('department')
		AND revoked_at IS NULL AND created_at <= claim('now')::timestamptz AND expires_at > claim('now')::timestamptz
$$;
--> statement-breakpoint
-- Is this record itself in sight? For those whose sight entries and facts do not carry. Runs as who asks.
CREATE FUNCTION sees_record(region text, kind text, key text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
	name text := split_part(kind, '.', 1);
	found boolean;
BEGIN
	IF to_regclass(quote_ident(name)) IS NULL THEN RETURN false; END IF;
	-- A former version in sight is enough.
	EXECUTE format('SELECT EXISTS (SELECT FROM %1$I WHERE region = $1 AND key = $2)
		OR EXISTS (SELECT FROM %2$I WHERE region = $1 AND key = $2)', name, name || '_past')
		INTO found USING region, key;
	RETURN found;
END $$;
--> statement-breakpoint
-- For a record table and its twin. `own` is a further condition: what else a person may see of it.
CREATE PROCEDURE protect_records(name text, own text DEFAULT 'false') LANGUAGE plpgsql AS $$
DECLARE
	twin text;
BEGIN
	FOREACH twin IN ARRAY ARRAY[name, name || '_past'] LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', twin);
		EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO cockpit_app', twin);
		EXECUTE format('GRANT SELECT ON %I TO cockpit_fold, cockpit_reader', twin);
		EXECUTE format('CREATE POLICY app ON %I TO cockpit_app USING (true) WITH CHECK (true)', twin);
		EXECUTE format('CREATE POLICY fold ON %I FOR SELECT TO cockpit_fold USING (true)', twin);
		EXECUTE format($policy$
			CREATE POLICY reader ON %I FOR SELECT TO cockpit_reader USING (
				region = (SELECT claim('region')) AND (
					(SELECT claim('sees')) = 'all'
					OR department = (SELECT claim('department'))
					OR department = (SELECT granted())
					OR township = (SELECT claim('township'))
					OR %s))
		$policy$, twin, own);
	END LOOP;
END $$;
--> statement-breakpoint
CALL protect_records('item');
--> statement-breakpoint
CALL protect_records('subject');
--> statement-breakpoint
CALL protect_records('officer');
--> statement-breakpoint
-- An officer's own tasks: the inspections that carry his certificate, in his department.
CALL protect_records('inspection', $$(department = (SELECT claim('office'))
	AND (SELECT claim('certificate')) = ANY (check_personnel_code))$$);
--> statement-breakpoint
CALL protect_records('penalty');
--> statement-breakpoint
CALL protect_records('coercion');
--> statement-breakpoint
CALL protect_records('other_act');
--> statement-breakpoint
CALL protect_records('warning');
--> statement-breakpoint
CALL protect_records('complaint');
--> statement-breakpoint
CALL protect_records('point');
--> statement-breakpoint
CALL protect_records('obligation');
--> statement-breakpoint
CALL protect_records('alarm');
--> statement-breakpoint
-- Region `<region>/audit`: seen by who claims that region, the audit administrator.
CALL protect_records('audit');
--> statement-breakpoint
REVOKE UPDATE, DELETE, TRUNCATE ON audit, audit_past FROM cockpit_app;
--> statement-breakpoint
-- The ledger and the facts carry the department; of the rest, whoever sees the record sees them.
DO $$
DECLARE
	name text;
	kind text;
	place text;
BEGIN
	FOREACH name IN ARRAY ARRAY['ledger_entry', 'fact'] LOOP
		kind := CASE name WHEN 'fact' THEN 'record' ELSE 'kind' END;
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
		EXECUTE format('GRANT SELECT ON %I TO cockpit_fold, cockpit_reader', name);
		EXECUTE format('CREATE POLICY app ON %I TO cockpit_app USING (true) WITH CHECK (true)', name);
		EXECUTE format('CREATE POLICY fold ON %I FOR SELECT TO cockpit_fold USING (true)', name);
		place := CASE name WHEN 'fact' THEN 'OR township = (SELECT claim(''township''))' ELSE '' END;
		EXECUTE format($policy$
			CREATE POLICY reader ON %I FOR SELECT TO cockpit_reader USING (
				region = (SELECT claim('region')) AND (
					(SELECT claim('sees')) = 'all'
					OR department = (SELECT claim('department'))
					OR department = (SELECT granted())
					%s
					OR ((SELECT coalesce(claim('township'), claim('certificate'))) IS NOT NULL
						AND sees_record(region, %I, key))))
		$policy$, name, place, kind);
	END LOOP;
END $$;
--> statement-breakpoint
ALTER TABLE ledger_head ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY app ON ledger_head TO cockpit_app USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY fold ON ledger_head FOR SELECT TO cockpit_fold USING (true);
--> statement-breakpoint
CREATE POLICY reader ON ledger_head FOR SELECT TO cockpit_reader
	USING (region = (SELECT claim('region')) AND (SELECT claim('sees')) = 'all');
--> statement-breakpoint
GRANT SELECT ON ledger_head TO cockpit_fold, cockpit_reader;
--> statement-breakpoint
-- Telemetry belongs to its point. Days are read through the whole alone: they are granted to the doors only.
ALTER TABLE reading ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE point_state ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY app ON reading TO cockpit_app USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY app ON point_state TO cockpit_app USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY reader ON reading FOR SELECT TO cockpit_reader USING (
	EXISTS (SELECT FROM point p WHERE p.region = reading.region AND p.key = reading.point));
--> statement-breakpoint
CREATE POLICY reader ON point_state FOR SELECT TO cockpit_reader USING (
	EXISTS (SELECT FROM point p WHERE p.region = point_state.region AND p.key = point_state.point));
--> statement-breakpoint
GRANT SELECT ON reading, point_state TO cockpit_reader;
--> statement-breakpoint
-- A source's refused rows are its own.
ALTER TABLE rejected_row ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY app ON rejected_row TO cockpit_app USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY reader ON rejected_row FOR SELECT TO cockpit_reader
	USING (region = (SELECT claim('region')) AND source = (SELECT claim('source')));
--> statement-breakpoint
GRANT SELECT ON rejected_row TO cockpit_reader;
--> statement-breakpoint
-- What the public may read of a penalty: these columns of those that are shown today (第21条, 国办发〔2025〕22号).
ALTER TABLE day_root ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY public ON penalty FOR SELECT TO cockpit_public USING (
	region = (SELECT claim('region')) AND NOT withdrawn
	AND administrative_cp_na = '2' AND administrative_cp_ce_type = '001'
	AND published_on <= (SELECT claim('today'))
	AND (publish_until IS NULL OR publish_until >= (SELECT claim('today')))
	AND (published_on::date + make_interval(months => (
		SELECT amount FROM deadline_parameter d
		WHERE d.region = penalty.region AND d.duty = 'exposure' AND d.variant = penalty.severity)))::date
		>= (SELECT claim('today'))::date);
--> statement-breakpoint
GRANT SELECT (region, key, department, withdrawn, administrative_cp, administrative_cp_na,
	administrative_cp_ce_type, administrative_cp_ui_code, implement_institution, punish_action_name,
	punish_basis, punish_document_number, decision_date, punish_result, severity, published_on, publish_until)
	ON penalty TO cockpit_public;
--> statement-breakpoint
-- Reference data: no secret in it.
DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['department', 'township', 'calendar_day', 'deadline_parameter', 'metric_band',
		'alarm_rule', 'demo_state', 'day_root'] LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
		EXECUTE format('GRANT SELECT ON %I TO cockpit_fold, cockpit_reader, cockpit_public', name);
		EXECUTE format('CREATE POLICY app ON %I TO cockpit_app USING (true) WITH CHECK (true)', name);
		EXECUTE format('CREATE POLICY anyone ON %I FOR SELECT TO cockpit_fold, cockpit_reader, cockpit_public USING (true)', name);
	END LOOP;
END $$;
--> statement-breakpoint
REVOKE UPDATE, DELETE, TRUNCATE ON day_root FROM cockpit_app;
--> statement-breakpoint
-- The doors' own: which secret sealed this database, the keys that it wrapped.
ALTER TABLE installation ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY app ON installation TO cockpit_app USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE privacy_key ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY app ON privacy_key TO cockpit_app USING (true) WITH CHECK (true);
--> statement-breakpoint
REVOKE UPDATE ON privacy_key FROM cockpit_app;
--> statement-breakpoint
ALTER TABLE checkpoint ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY fold ON checkpoint TO cockpit_fold USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON checkpoint TO cockpit_fold;
--> statement-breakpoint
REVOKE ALL ON checkpoint FROM cockpit_app;
--> statement-breakpoint
-- Accounts, sessions, keys and grants belong to one role; the doors do not know them.
DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['user', 'session', 'account', 'verification', 'two_factor', 'access_key',
		'data_use_grant', 'sign_in_failure', 'access_parameter'] LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
		EXECUTE format('REVOKE ALL ON %I FROM cockpit_app', name);
		EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO cockpit_access', name);
		EXECUTE format('CREATE POLICY access ON %I TO cockpit_access USING (true) WITH CHECK (true)', name);
	END LOOP;
END $$;
--> statement-breakpoint
REVOKE DELETE ON data_use_grant FROM cockpit_access;
--> statement-breakpoint
GRANT SELECT ON "user", access_key, data_use_grant, access_parameter TO cockpit_reader;
--> statement-breakpoint
GRANT SELECT (id, user_id, created_at, updated_at, expires_at, ip_address, user_agent) ON session TO cockpit_reader;
--> statement-breakpoint
CREATE POLICY reader ON "user" FOR SELECT TO cockpit_reader USING (
	id = (SELECT claim('id'))
	OR region = (SELECT claim('region')) AND (
		(SELECT claim('people')) = '*'
		OR department = (SELECT claim('people'))));
--> statement-breakpoint
CREATE POLICY reader ON session FOR SELECT TO cockpit_reader USING (
	EXISTS (SELECT FROM "user" u WHERE u.id = user_id));
--> statement-breakpoint
CREATE POLICY reader ON access_key FOR SELECT TO cockpit_reader
	USING (region = (SELECT claim('region')) AND (SELECT claim('keys')) = 'all');
--> statement-breakpoint
CREATE POLICY reader ON data_use_grant FOR SELECT TO cockpit_reader USING (
	region = (SELECT claim('region')) AND (
		(SELECT claim('people')) = '*'
		OR provider = (SELECT claim('department')) OR grantee = (SELECT claim('department'))));
--> statement-breakpoint
CREATE POLICY reader ON access_parameter FOR SELECT TO cockpit_reader
	USING (region = (SELECT claim('region')));
--> statement-breakpoint
-- A table that comes later grants what it must by itself.
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE SELECT, INSERT, UPDATE, DELETE ON TABLES FROM cockpit_app;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO cockpit_fold, cockpit_reader, cockpit_public, cockpit_access;
--> statement-breakpoint
-- Whoever ends a session or a key, here or elsewhere, its sockets hear of it.
CREATE FUNCTION tell_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	-- What kind of thing it is, and the column that names it.
	PERFORM pg_notify('access_ended', TG_ARGV[0] || ' ' || (to_jsonb(OLD) ->> TG_ARGV[1]));
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER ended AFTER DELETE ON session FOR EACH ROW EXECUTE FUNCTION tell_ended('session', 'id');
--> statement-breakpoint
CREATE TRIGGER ended AFTER DELETE ON "user" FOR EACH ROW EXECUTE FUNCTION tell_ended('user', 'id');
--> statement-breakpoint
CREATE TRIGGER changed AFTER UPDATE OF role, department, township, certificate, suspended_at ON "user"
	FOR EACH ROW WHEN ((OLD.role, OLD.department, OLD.township, OLD.certificate, OLD.suspended_at)
		IS DISTINCT FROM (NEW.role, NEW.department, NEW.township, NEW.certificate, NEW.suspended_at))
	EXECUTE FUNCTION tell_ended('user', 'id');
--> statement-breakpoint
CREATE TRIGGER ended AFTER DELETE ON access_key FOR EACH ROW EXECUTE FUNCTION tell_ended('key', 'hash');
--> statement-breakpoint
CREATE TRIGGER changed AFTER UPDATE OF revoked_at, expires_at ON access_key FOR EACH ROW EXECUTE FUNCTION tell_ended('key', 'hash');
--> statement-breakpoint
CREATE TRIGGER ended AFTER DELETE ON privacy_key FOR EACH ROW EXECUTE FUNCTION tell_ended('privacy', 'subject');
--> statement-breakpoint
INSERT INTO ledger_head (region, seq, hash, at)
VALUES ('140603/audit', 0, repeat('0', 64), '2021-06-07 00:00:00+08');
--> statement-breakpoint
INSERT INTO access_parameter (region, id, amount, source) VALUES
('140603', 'session.idle', 30, 'GB/T 22239-2019 第三级 身份鉴别：登录连接超时自动退出'),
('140603', 'session.longest', 12, '本系统缺省值'),
('140603', 'lockout.failures', 5, 'GB/T 22239-2019 第三级 身份鉴别：限制非法登录次数'),
('140603', 'lockout.spread', 100, '同一账号来自各处的累计。本系统缺省值'),
('140603', 'lockout.minutes', 15, '本系统缺省值'),
('140603', 'password.length', 10, '本系统缺省值，不低于 GB/T 22239-2019 测评要求的 8 位'),
('140603', 'grant.days', 180, '一次授权最长期限。本系统缺省值，办法第二十二条未定期限'),
('140603', 'public.suppressed', 5, '公众页面上小于此数的统计不显示。本系统缺省值'),
('140603', 'rate.stranger', 300, '同一地址未登录的访问。本系统缺省值'),
('140603', 'rate.guess', 30, '同一地址出示无效密钥。本系统缺省值'),
('140603', 'rate.account', 600, '同一账号或密钥的访问。本系统缺省值');
