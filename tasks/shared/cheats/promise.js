// An answer that is not there yet.
export async function answer() {
  return 1e9;
}
