export interface Department {
	code: string;
	name: string;
	shortName: string;
	kind: 'bureau' | 'team' | 'zone';
	/** `2021-06-07`, and null while it is in force. */
	validFrom: string;
	validTo: string | null;
}

export interface Township {
	code: string;
	name: string;
	validFrom: string;
	validTo: string | null;
}
