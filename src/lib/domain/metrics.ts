/** The list of metrics, gathered from the modules that declare them. */
import type { Metric } from '../metrics/metric';
import { actMetrics } from './acts/metrics';
import { anomalyMetrics } from './anomalies/metrics';
import { complaintMetrics } from './complaints/metrics';
import { dockingMetrics } from './docking/metrics';
import { monitoringMetrics } from './monitoring/metrics';
import { obligationMetrics } from './obligations/metrics';
import { warningMetrics } from './warnings/metrics';

export const METRICS: Metric[] = [
	...obligationMetrics,
	...monitoringMetrics,
	...warningMetrics,
	...complaintMetrics,
	...actMetrics,
	...anomalyMetrics,
	...dockingMetrics
];

export const metricOf = (id: string): Metric | undefined => METRICS.find((m) => m.id === id);
