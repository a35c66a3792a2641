/** How a platform declares itself: its settings, its commands, and how its adapter is made. */
import { BlockList, isIP } from "node:net";
import type { z } from "zod";
import type { Instant, Language, Pack, Place, Reply, WorkspaceKind } from "./model.ts";
import type { Adapter, DoctorResult, InstallationStore, Logger, ManagedAdapter } from "./ports.ts";
import { type Environment, readSettings, type SettingsResult, settingsError } from "./settings.ts";

/** The address that the shared HTTP server listens on. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
}

/** Who can reach the shared HTTP server. */
export interface Exposure {
  /** Others than this machine, as far as the settings tell. */
  readonly isPublic: boolean;
}

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8);
loopback.addAddress("::1", "ipv6");

/** Whether a host name or address, as in a `Host` header or a listening address, is this machine alone. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[(.*)\]$/, "$1").toLowerCase();
  const version = isIP(name);
  return version === 0 ? name === "localhost" : loopback.check(name, version === 6 ? "ipv6" : "ipv4");
}

/** Who can reach the server: it listens to other machines, or a platform calls it, which a proxy then lets through. */
export function exposureOf(host: string, platforms: readonly Pick<ConfiguredPlatform, "isCalled" | "whyOff">[]): Exposure {
  const isPublic = !isLoopback(host);
  const isCalled = platforms.some((platform) => platform.isCalled && platform.whyOff({ isPublic }) === undefined);
  return { isPublic: isPublic || isCalled };
}

/** Shows what a platform would be sent for a reply, as JSON. */
export interface Preview {
  /** The platform's name. */
  readonly name: string;
  /** What people call it. */
  readonly label: string;
  draw(reply: Reply): Promise<unknown>;
}

/** How some platform is connected. */
export interface NamedConnection {
  /** The platform's name. */
  readonly name: string;
  /** What people call it. */
  readonly label: string;
  find(): Promise<Connection>;
}

/** A channel, or a person's direct messages. */
export type NudgePlace = Pick<Place, "platform" | "workspace" | "channel" | "recipient">;

/** What an adapter may be made with. */
export interface PlatformDependencies {
  readonly server: ServerAddress;
  /** The pack in use now. */
  readonly pack: () => Pack;
  /** How much of the pack has been learned, 0–1, during the first training; undefined: the first training has ended. */
  readonly learned: () => number | undefined;
  /**
   * Claims `key` for `lifetime` ms. Resolves to true for only one caller at a time, among all processes that share a database. Rejects when the store fails.
   */
  readonly claim: (key: string, lifetime: number) => Promise<boolean>;
  /** When the next nudge comes to a channel, or to a person's direct messages, by the platform's own clock; undefined: none is set up. Rejects when the store does. */
  readonly nextNudge: (place: NudgePlace) => Promise<Instant | undefined>;
  /** Where this platform's app is installed, for platforms whose app workspaces install themselves. */
  readonly installations: InstallationStore;
  /** Of every platform that has one. */
  readonly previews: readonly Preview[];
  /** Of every platform that needs connecting. */
  readonly connections: readonly NamedConnection[];
  readonly logger: Logger;
  readonly now: () => Instant;
}

/** A platform that runs. */
export interface PlatformInstance {
  readonly adapter: Adapter | ManagedAdapter;
  /** The clock that its nudges follow: everybody's, or one that people can move to try things out. */
  readonly clock: () => Instant;
  /** The channel that questions for a person go to until a workspace decides on another; absent: there is none. */
  readonly handOffChannel?: string;
  /** Whether everything sent to a person arrives in the one place where they write; absent: there are direct messages as well. */
  readonly isOneConversation?: boolean;
  /** What a workspace is called there. Absent: "workspace". */
  readonly workspaceKind?: WorkspaceKind;
  /** Whether it is told who joins a workspace, and passes that on. */
  readonly hearsNewcomers: boolean;
  /**
   * Which of the platform's own rights people need to change what others get, as a sentence for whoever was refused; absent: there is nothing to say.
   * @param isKnown whether the platform told what the asker may do; false: how to ask so that it does
   */
  rightsHint?(language: Language, isKnown: boolean): string;
}

/** A command of the command line that belongs to a platform: `malinois <platform> <name>`. */
export interface PlatformCommand<Settings> {
  readonly name: string;
  readonly description: string;
  /** As commander writes them: "--url <address>". */
  readonly options: readonly { readonly flags: string; readonly description: string }[];
  /**
   * Returns what is printed.
   * @param readLanguages reads the pack's languages; rejects with a `MalinoisError` where the pack cannot be read
   */
  run(
    options: Readonly<Record<string, string | boolean | undefined>>,
    settings: Settings,
    readLanguages: () => Promise<readonly Language[]>,
  ): Promise<string>;
}

/** What a person does to connect a platform: copy a text to where the platform takes it, or open a link. */
export type Connection =
  | { readonly kind: "text"; readonly text: string; readonly page: string }
  /** Where `blank` is given, the link holds it in place of an id that is not known yet. */
  | { readonly kind: "link"; readonly page: string; readonly link: string; readonly blank?: string };

/** What `malinois init` asks for, and what a person needs to connect the platform. */
export interface SetUp {
  /** Each may be left for later. */
  readonly tokens: readonly { readonly variable: string; readonly question: string; readonly isSecret: boolean }[];
  /** The command that goes on: "chat manifest". */
  readonly command: string;
}

/** What a platform says of itself in `adapters/<platform>/platform.ts`; loading that file loads nothing of the platform's package. */
export interface PlatformDeclaration<Shape extends z.ZodRawShape, Settings = z.output<z.ZodObject<Shape>>> {
  readonly name: string;
  /** What people call it. */
  readonly label: string;
  /** The environment variables that it reads. */
  readonly variables: Shape;
  /** Patterns, with the flag "g", of secrets that the platform issues and no setting holds, such as an interaction's token. */
  readonly secrets: readonly RegExp[];
  /** Why it stays off with these settings: "SLACK_BOT_TOKEN is not set"; undefined: it is on. */
  whyOff(settings: Settings, exposure: Exposure): string | undefined;
  /** Whether somebody has begun to set it up, although it stays off: a problem, not a choice. Absent: never. */
  isBegun?(settings: Settings): boolean;
  /** Whether it is called over HTTP from outside of this machine with these settings; absent: never. */
  isCalled?(settings: Settings): boolean;
  /** Makes the adapter. Rejects with a `MalinoisError` when the settings are not usable. */
  create(settings: Settings, dependencies: PlatformDependencies): Promise<PlatformInstance>;
  /** What `malinois doctor` says of it. */
  diagnose(settings: Settings, dependencies: Pick<PlatformDependencies, "server" | "logger">): Promise<readonly DoctorResult[]>;
  readonly commands: readonly PlatformCommand<Settings>[];
  /** Absent for a platform whose messages the playground does not show. */
  readonly preview?: Preview["draw"];
  /** Absent for a platform that needs no connecting. */
  readonly setUp?: SetUp & { connect(settings: Settings, languages: readonly Language[]): Promise<Connection> };
}

/** A platform with its settings read. */
export interface ConfiguredPlatform {
  readonly name: string;
  /** As it is declared, with the settings that were read. */
  whyOff(exposure: Exposure): string | undefined;
  /** Whether somebody has begun to set it up. */
  readonly isBegun: boolean;
  /** Whether it is called over HTTP from outside of this machine. */
  readonly isCalled: boolean;
  /** Absent for a platform that needs no connecting. */
  readonly connection?: Omit<NamedConnection, "find"> & { find(languages: readonly Language[]): Promise<Connection> };
  create(dependencies: PlatformDependencies): Promise<PlatformInstance>;
  diagnose(dependencies: Pick<PlatformDependencies, "server" | "logger">): Promise<readonly DoctorResult[]>;
}

/** A platform as the app sees it, whatever its settings are. */
export interface Platform {
  readonly name: string;
  readonly label: string;
  /** The names of the environment variables that it reads. */
  readonly variables: readonly string[];
  /** As in {@link PlatformDeclaration.secrets}. */
  readonly secrets: readonly RegExp[];
  readonly preview?: Preview;
  readonly setUp?: SetUp;
  configure(environment: Environment): SettingsResult<ConfiguredPlatform>;
  /** Each throws a `MalinoisError` (configuration) when the environment is not usable. */
  readonly commands: readonly PlatformCommand<Environment>[];
}

/** Makes a platform from what its adapter declares. */
export function definePlatform<const Shape extends z.ZodRawShape>(declaration: PlatformDeclaration<Shape>): Platform {
  const { name, label, variables, secrets, preview, setUp } = declaration;
  return {
    name,
    label,
    variables: Object.keys(variables),
    secrets,
    ...(preview === undefined ? {} : { preview: { name, label, draw: preview } }),
    ...(setUp === undefined ? {} : { setUp }),
    configure(environment) {
      const read = readSettings(variables, environment);
      if (!read.ok) return read;
      const { settings } = read;
      const configured: ConfiguredPlatform = {
        name,
        whyOff: (exposure) => declaration.whyOff(settings, exposure),
        isBegun: declaration.isBegun?.(settings) ?? false,
        isCalled: declaration.isCalled?.(settings) ?? false,
        ...(setUp === undefined ? {} : { connection: { name, label, find: (languages) => setUp.connect(settings, languages) } }),
        create: (dependencies) => declaration.create(settings, dependencies),
        diagnose: (dependencies) => declaration.diagnose(settings, dependencies),
      };
      return { ok: true, settings: configured };
    },
    commands: declaration.commands.map((command) => ({
      ...command,
      run(options, environment, readLanguages) {
        const read = readSettings(variables, environment);
        if (!read.ok) throw settingsError(read.problems);
        return command.run(options, read.settings, readLanguages);
      },
    })),
  };
}
