/** Whether nothing listens on that port. */
export declare const isPortFree: (port: number) => Promise<boolean>
/** A port of the system's choosing. */
export declare const freePort: () => Promise<number>
