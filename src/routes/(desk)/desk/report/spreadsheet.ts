/** A spreadsheet to be saved under a Chinese name (RFC 6266). */
export const spreadsheet = (file: Uint8Array, name: string): Response =>
	new Response(file as Uint8Array<ArrayBuffer>, {
		headers: {
			'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
			'cache-control': 'private, no-store'
		}
	});
