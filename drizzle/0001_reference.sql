-- What the application may do. Entries of the ledger are append-only: no UPDATE, no DELETE.
GRANT USAGE ON SCHEMA public TO cockpit_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO cockpit_app;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO cockpit_app;
--> statement-breakpoint
REVOKE UPDATE, DELETE, TRUNCATE ON ledger_entry FROM cockpit_app;
--> statement-breakpoint
-- Telemetry is partitioned by day (UTC). The application asks for a day; only the owner can create it.
CREATE FUNCTION ensure_reading_day(wanted date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
	name text := 'reading_' || to_char(wanted, 'YYYYMMDD');
BEGIN
	IF to_regclass(name) IS NOT NULL THEN RETURN; END IF;
	PERFORM pg_advisory_xact_lock(hashtext('ensure_reading_day'));
	EXECUTE format(
		'CREATE TABLE IF NOT EXISTS %I PARTITION OF reading FOR VALUES FROM (%L) TO (%L)',
		name, wanted::text || ' 00:00:00+00', (wanted + 1)::text || ' 00:00:00+00'
	);
	EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO cockpit_app', name);
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION ensure_reading_day(date) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION ensure_reading_day(date) TO cockpit_app;
--> statement-breakpoint
INSERT INTO ledger_head (region, seq, hash, at)
VALUES ('140603', 0, repeat('0', 64), '2021-06-07 00:00:00+08');
--> statement-breakpoint
-- 统计用区划代码 2023-06-30
INSERT INTO township (region, code, name, valid_from) VALUES
('140603', '140603100', '井坪镇', '2021-06-07'),
('140603', '140603101', '凤凰城镇', '2021-06-07'),
('140603', '140603200', '白堂乡', '2021-06-07'),
('140603', '140603201', '陶村乡', '2021-06-07'),
('140603', '140603202', '下水头乡', '2021-06-07'),
('140603', '140603203', '双碾乡', '2021-06-07'),
('140603', '140603204', '阻虎乡', '2021-06-07'),
('140603', '140603205', '高石庄乡', '2021-06-07'),
('140603', '140603206', '西水界乡', '2021-06-07'),
('140603', '140603207', '下面高乡', '2021-06-07'),
('140603', '140603209', '向阳堡乡', '2021-06-07'),
('140603', '140603210', '榆岭乡', '2021-06-07');
--> statement-breakpoint
-- Departments: those that the regulation names, and the usual further ones of a Shanxi district.
INSERT INTO department (region, code, name, short_name, kind, valid_from) VALUES
('140603', 'shenpi', '区行政审批服务管理局', '审批局', 'bureau', '2021-06-07'),
('140603', 'fagai', '区发展和改革局', '发改局', 'bureau', '2021-06-07'),
('140603', 'jiaoyu', '区教育局', '教育局', 'bureau', '2021-06-07'),
('140603', 'gongxin', '区工业和信息化局', '工信局', 'bureau', '2021-06-07'),
('140603', 'gongan', '市公安局平鲁分局', '公安分局', 'bureau', '2021-06-07'),
('140603', 'minzheng', '区民政局', '民政局', 'bureau', '2021-06-07'),
('140603', 'sifa', '区司法局', '司法局', 'bureau', '2021-06-07'),
('140603', 'renshe', '区人力资源和社会保障局', '人社局', 'bureau', '2021-06-07'),
('140603', 'ziran', '区自然资源局', '自然资源局', 'bureau', '2021-06-07'),
('140603', 'shengtai', '市生态环境局平鲁分局', '生态环境分局', 'bureau', '2021-06-07'),
('140603', 'zhujian', '区住房和城乡建设管理局', '住建局', 'bureau', '2021-06-07'),
('140603', 'jiaotong', '区交通运输局', '交通运输局', 'bureau', '2021-06-07'),
('140603', 'shuili', '区水利局', '水利局', 'bureau', '2021-06-07'),
('140603', 'nongye', '区农业农村局', '农业农村局', 'bureau', '2021-06-07'),
('140603', 'wenlv', '区文化和旅游局', '文旅局', 'bureau', '2021-06-07'),
('140603', 'weijian', '区卫生健康和体育局', '卫健体局', 'bureau', '2021-06-07'),
('140603', 'yingji', '区应急管理局', '应急管理局', 'bureau', '2021-06-07'),
('140603', 'shijian', '区市场监督管理局', '市场监管局', 'bureau', '2021-06-07'),
('140603', 'nengyuan', '区能源局', '能源局', 'bureau', '2021-06-07'),
('140603', 'linye', '区林业局', '林业局', 'bureau', '2021-06-07'),
('140603', 'yibao', '区医疗保障局', '医保局', 'bureau', '2021-06-07'),
('140603', 'xiaofang', '区消防救援大队', '消防大队', 'bureau', '2021-06-07'),
('140603', 'kaifaqu', '平鲁经济技术开发区管委会', '开发区管委会', 'zone', '2021-06-07'),
('140603', 'chengguan-zhifa', '区城市管理综合执法队', '城管执法队', 'team', '2021-06-07'),
('140603', 'shengtai-zhifa', '区生态环境综合执法队', '生态执法队', 'team', '2021-06-07'),
('140603', 'jiaotong-zhifa', '区交通运输综合执法队', '交通执法队', 'team', '2021-06-07'),
('140603', 'nongye-zhifa', '区农业农村综合执法队', '农业执法队', 'team', '2021-06-07'),
('140603', 'wenlv-zhifa', '区文化和旅游综合执法队', '文旅执法队', 'team', '2021-06-07');
--> statement-breakpoint
-- Deadlines that the regulation leaves open. `workday` n: end of the n-th working day; `hour`: to the minute.
INSERT INTO deadline_parameter (region, id, duty, variant, amount, clock, source) VALUES
('140603', 'A-07', 'warning.sign', '1', 1, 'hour', '本系统缺省值，办法第三十四条未定时限'),
('140603', 'A-07', 'warning.sign', '2', 4, 'hour', '本系统缺省值，办法第三十四条未定时限'),
('140603', 'A-07', 'warning.sign', '3', 1, 'workday', '本系统缺省值，办法第三十四条未定时限'),
('140603', 'A-07', 'warning.sign', '4', 2, 'workday', '本系统缺省值，办法第三十四条未定时限'),
('140603', 'A-07', 'warning.feedback', '1', 1, 'workday', '本系统缺省值，办法第三十四条未定时限'),
('140603', 'A-07', 'warning.feedback', '2', 3, 'workday', '本系统缺省值，办法第三十四条未定时限'),
('140603', 'A-07', 'warning.feedback', '3', 5, 'workday', '本系统缺省值，办法第三十四条未定时限'),
('140603', 'A-07', 'warning.feedback', '4', 10, 'workday', '本系统缺省值，办法第三十四条未定时限'),
('140603', 'A-10', 'complaint.sign', 'consultation', 1, 'workday', '本系统缺省值，办法第三十八条“规定时间”'),
('140603', 'A-10', 'complaint.sign', 'general', 1, 'workday', '本系统缺省值，办法第三十八条“规定时间”'),
('140603', 'A-10', 'complaint.sign', 'complaint', 1, 'workday', '本系统缺省值，办法第三十八条“规定时间”'),
('140603', 'A-10', 'complaint.sign', 'urgent', 2, 'hour', '本系统缺省值，办法第三十八条“规定时间”'),
('140603', 'A-10', 'complaint.close', 'consultation', 2, 'workday', '本系统缺省值，办法第三十八条“规定时间”'),
('140603', 'A-10', 'complaint.close', 'general', 5, 'workday', '本系统缺省值，办法第三十八条“规定时间”'),
('140603', 'A-10', 'complaint.close', 'complaint', 15, 'workday', '本系统缺省值，办法第三十八条“规定时间”'),
('140603', 'A-10', 'complaint.close', 'urgent', 1, 'workday', '本系统缺省值，办法第三十八条“规定时间”'),
('140603', '-', 'reading.kept', 'raw', 90, 'day', '本系统缺省值：原始监测数据保存 90 日'),
('140603', 'A-15', 'exposure', 'minor', 3, 'month', '国办发〔2025〕22号：轻微不超过3个月'),
('140603', 'A-15', 'exposure', 'general', 12, 'month', '国办发〔2025〕22号：一般3个月至1年'),
('140603', 'A-15', 'exposure', 'serious', 36, 'month', '国办发〔2025〕22号：严重1至3年');
--> statement-breakpoint
INSERT INTO metric_band (region, metric, target, green, yellow, red_part, source) VALUES
('140603', 'K-05', NULL, NULL, NULL, NULL, '数量无优劣方向，不设档'),
('140603', 'K-10', 0.95, 0.95, 0.85, NULL, '本系统缺省值'),
('140603', 'K-10c', NULL, NULL, NULL, '1', '本系统缺省值：有Ⅰ级未消即红'),
('140603', 'K-11', 0.95, 0.95, 0.85, NULL, '本系统缺省值'),
('140603', 'K-12', 0.98, 0.98, 0.90, NULL, '本系统缺省值'),
('140603', 'K-19', 0.95, 0.95, 0.85, NULL, '本系统缺省值');
--> statement-breakpoint
-- Alarm thresholds for the demonstration; a site sets its own. Where a standard is named, check it before use.
INSERT INTO alarm_rule (region, id, name, field, factor, direction, threshold, clear_at, duration_seconds, level, source) VALUES
('140603', 'ch4-high', '甲烷超限', 'coal', 'ch4', 'above', 1.0, 0.8, 0, 1, 'AQ 1029-2019 采煤工作面报警浓度'),
('140603', 'co-high', '一氧化碳超限', 'coal', 'co', 'above', 24, 20, 300, 2, '煤矿安全规程 0.0024%'),
('140603', 'mine-wind-low', '风速过低', 'coal', 'wind_speed_mine', 'below', 0.25, 0.3, 300, 3, '煤矿安全规程 采煤工作面最低风速'),
('140603', 'mine-temperature-high', '采掘面温度超限', 'coal', 'temperature_mine', 'above', 30, 29, 600, 4, '煤矿安全规程 采掘工作面'),
('140603', 'slope-high', '边坡位移超限', 'coal', 'slope', 'above', 20, 15, 600, 1, '本系统缺省值'),
('140603', 'so2-high', '二氧化硫超标', 'environment', 'a21026', 'above', 35, 33, 600, 2, '超低排放限值 35 mg/m³'),
('140603', 'nox-high', '氮氧化物超标', 'environment', 'a21002', 'above', 50, 47, 600, 3, '超低排放限值 50 mg/m³'),
('140603', 'dust-high', '颗粒物超标', 'environment', 'a34013', 'above', 10, 9, 600, 3, '超低排放限值 10 mg/m³'),
('140603', 'cod-high', '化学需氧量超标', 'environment', 'w01018', 'above', 40, 38, 600, 3, 'DB14/1928-2019'),
('140603', 'ammonia-high', '氨氮超标', 'environment', 'w21003', 'above', 2.0, 1.9, 600, 3, 'DB14/1928-2019'),
('140603', 'pm10-high', '扬尘超标', 'environment', 'a34002', 'above', 150, 140, 1800, 4, '本系统缺省值'),
('140603', 'elevator-fault', '电梯故障', 'special', 'elevator_fault', 'above', 0.5, 0.5, 0, 2, '本系统缺省值'),
('140603', 'cold-store-high', '冷库温度超限', 'food', 'cold_temp', 'above', 8, 7, 900, 4, '本系统缺省值'),
('140603', 'gas-high', '燃气泄漏', 'food', 'gas', 'above', 20, 15, 0, 2, '本系统缺省值'),
('140603', 'speed-high', '危化车辆超速', 'hazmat', 'speed', 'above', 80, 75, 300, 3, '本系统缺省值'),
('140603', 'gear-temperature-high', '齿轮箱温度超限', 'wind', 'gear_temp', 'above', 85, 80, 900, 4, '本系统缺省值');
