/** A way in which the server fails on command. `processed` says whether it carries the call out all the same. */
export interface Fault {
  /** `status`: answers with it; `hang`: never answers; `drop`: closes the connection; `slow`: answers rightly, but late. */
  readonly kind: "status" | "hang" | "drop" | "slow";
  /** Milliseconds, for `slow`. */
  readonly delay?: number;
  readonly status?: number;
  /** Seconds, for status 429. */
  readonly retryAfter?: number;
  /** What is answered, as JSON, with status 200. */
  readonly body?: Readonly<Record<string, unknown>>;
  readonly processed?: boolean;
}

interface Order {
  readonly method: string;
  readonly fault: Fault;
  readonly where: (parameters: Readonly<Record<string, unknown>>, token: string) => boolean;
  left: number;
}

/** The failures that a test has ordered. */
export interface Faults {
  /** Lets the next `times` calls of a method fail, of those that `where` picks. */
  order(method: string, fault: Fault, times?: number, where?: Order["where"]): void;
  /** The failure for a call, if one was ordered. */
  take(method: string, parameters: Readonly<Record<string, unknown>>, token: string): Fault | undefined;
  clear(): void;
}

export function createFaults(): Faults {
  const orders: Order[] = [];
  return {
    order(method, fault, times = 1, where = () => true) {
      orders.push({ method, fault, where, left: times });
    },
    take(method, parameters, token) {
      const order = orders.find(
        (candidate) => candidate.method === method && candidate.left > 0 && candidate.where(parameters, token),
      );
      if (order === undefined) return undefined;
      order.left -= 1;
      return order.fault;
    },
    clear: () => void orders.splice(0),
  };
}
