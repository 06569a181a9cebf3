// Never even starts.
while (true);
export function priority() {
  return 0;
}
