/** What a browser says of itself, in a few words: enough for its owner to know it again. */

const BROWSERS: [RegExp, string][] = [
	[/MicroMessenger/, '微信'],
	[/QQBrowser/, 'QQ 浏览器'],
	[/Edg(e|A|iOS)?\//, 'Edge'],
	[/Firefox\//, '火狐'],
	[/(Chrome|CriOS)\//, 'Chrome'],
	[/Safari\//, 'Safari']
];
const SYSTEMS: [RegExp, string][] = [
	[/HarmonyOS|OpenHarmony/, '鸿蒙'],
	[/Android/, '安卓'],
	[/iPhone/, 'iPhone'],
	[/iPad/, 'iPad'],
	[/UOS/, '统信 UOS'],
	[/Kylin/, '麒麟'],
	[/Windows/, 'Windows'],
	[/Mac OS X/, 'Mac'],
	[/Linux/, 'Linux']
];

/** `Windows Chrome`; `其他设备` where it says nothing that is known. */
export function device(userAgent: string | null): string {
	const of = (known: [RegExp, string][]) =>
		known.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1];
	return [of(SYSTEMS), of(BROWSERS)].filter(Boolean).join(' ') || '其他设备';
}
