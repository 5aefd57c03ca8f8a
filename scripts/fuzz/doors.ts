export async function fuzzDoors(_: object): Promise<void> {}
