/** 四级: red, orange, yellow, blue; one is the highest (突发事件应对法). */
export const LEVELS = [
	{ level: 1, roman: 'Ⅰ', colour: '红' },
	{ level: 2, roman: 'Ⅱ', colour: '橙' },
	{ level: 3, roman: 'Ⅲ', colour: '黄' },
	{ level: 4, roman: 'Ⅳ', colour: '蓝' }
] as const;
