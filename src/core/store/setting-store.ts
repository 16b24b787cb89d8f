/** Small facts that outlive a process, e.g. the end of the last scheduled digest per target. */
export interface SettingStore {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
}
