/** A way in which a test makes the server fail. `processed` says whether the call is carried out nevertheless. */
export interface Fault {
  /** `status`: responds with it; `hang`: never responds; `drop`: closes the connection; `slow`: responds correctly, but late. */
  readonly kind: "status" | "hang" | "drop" | "slow";
  /** Milliseconds, for `slow`. */
  readonly delay?: number;
  readonly status?: number;
  /** Seconds, for status 429. */
  readonly retryAfter?: number;
  /** The JSON of the response with status 200. */
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
  /** Makes the next `times` calls of a method fail for which `where` returns true. */
  order(method: string, fault: Fault, times?: number, where?: Order["where"]): void;
  /** Returns the failure for a call, if one was ordered. */
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
