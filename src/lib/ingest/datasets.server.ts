/** The datasets that the doors take, with their examples. */
import type { Dataset } from './dataset';
import { ACT_DATASETS } from './datasets/acts.server';
import { CASE_DATASETS } from './datasets/cases.server';
import { CATALOG_DATASETS } from './datasets/catalog.server';
import { DEVICE_DATASETS } from './datasets/devices.server';
import { JOINT_DATASETS } from './datasets/joint.server';
import { POINT_DATASETS } from './datasets/points.server';
import { SUBJECT_DATASETS } from './datasets/subjects.server';

export const DATASETS: Dataset[] = [
	...CATALOG_DATASETS,
	...SUBJECT_DATASETS,
	...ACT_DATASETS,
	...CASE_DATASETS,
	...JOINT_DATASETS,
	...POINT_DATASETS,
	...DEVICE_DATASETS
];

const BY_NAME = new Map(DATASETS.map((dataset) => [dataset.name, dataset]));

export const datasetOf = (name: string): Dataset | undefined => BY_NAME.get(name);
