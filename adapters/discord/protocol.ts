import type {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ButtonStyle,
  ChannelType,
  ComponentType,
  GuildMemberFlags,
  InteractionContextType,
  InteractionResponseType,
  InteractionType,
  LocaleString,
  MessageFlags,
  MessageType,
  TextInputStyle,
} from "discord.js";

// The numbers of Discord's protocol that this adapter uses. The compiler checks each against discord.js,
// so that rendering and parsing need not load that library.

export const COMPONENT = {
  actionRow: 1 satisfies ComponentType.ActionRow,
  button: 2 satisfies ComponentType.Button,
  stringSelect: 3 satisfies ComponentType.StringSelect,
  textInput: 4 satisfies ComponentType.TextInput,
  userSelect: 5 satisfies ComponentType.UserSelect,
  channelSelect: 8 satisfies ComponentType.ChannelSelect,
  textDisplay: 10 satisfies ComponentType.TextDisplay,
  file: 13 satisfies ComponentType.File,
  separator: 14 satisfies ComponentType.Separator,
  container: 17 satisfies ComponentType.Container,
  label: 18 satisfies ComponentType.Label,
} as const;

export const BUTTON_STYLE = {
  primary: 1 satisfies ButtonStyle.Primary,
  secondary: 2 satisfies ButtonStyle.Secondary,
} as const;

export const SHORT_INPUT = 1 satisfies TextInputStyle.Short;
export const PARAGRAPH_INPUT = 2 satisfies TextInputStyle.Paragraph;

export const MESSAGE_FLAG = {
  suppressEmbeds: 4 satisfies MessageFlags.SuppressEmbeds,
  ephemeral: 64 satisfies MessageFlags.Ephemeral,
  loading: 128 satisfies MessageFlags.Loading,
  componentsV2: 32768 satisfies MessageFlags.IsComponentsV2,
} as const;

export const MESSAGE_TYPE = {
  default: 0 satisfies MessageType.Default,
  reply: 19 satisfies MessageType.Reply,
} as const;

export const CHANNEL = {
  text: 0 satisfies ChannelType.GuildText,
  announcement: 5 satisfies ChannelType.GuildAnnouncement,
  announcementThread: 10 satisfies ChannelType.AnnouncementThread,
  publicThread: 11 satisfies ChannelType.PublicThread,
  privateThread: 12 satisfies ChannelType.PrivateThread,
  forum: 15 satisfies ChannelType.GuildForum,
} as const;

/** Flags of a member of a server. */
export const MEMBER_FLAG = { guest: 16 satisfies GuildMemberFlags.IsGuest } as const;

/** The types of channels that are threads of another channel. */
export const THREADS: readonly (number | undefined)[] = [CHANNEL.announcementThread, CHANNEL.publicThread, CHANNEL.privateThread];

export const INTERACTION = {
  ping: 1 satisfies InteractionType.Ping,
  command: 2 satisfies InteractionType.ApplicationCommand,
  component: 3 satisfies InteractionType.MessageComponent,
  autocomplete: 4 satisfies InteractionType.ApplicationCommandAutocomplete,
  modalSubmit: 5 satisfies InteractionType.ModalSubmit,
} as const;

export const RESPONSE = {
  pong: 1 satisfies InteractionResponseType.Pong,
  message: 4 satisfies InteractionResponseType.ChannelMessageWithSource,
  deferredMessage: 5 satisfies InteractionResponseType.DeferredChannelMessageWithSource,
  autocomplete: 8 satisfies InteractionResponseType.ApplicationCommandAutocompleteResult,
  modal: 9 satisfies InteractionResponseType.Modal,
} as const;

export const COMMAND = {
  chatInput: 1 satisfies ApplicationCommandType.ChatInput,
  message: 3 satisfies ApplicationCommandType.Message,
} as const;

export const OPTION = {
  subcommand: 1 satisfies ApplicationCommandOptionType.Subcommand,
  subcommandGroup: 2 satisfies ApplicationCommandOptionType.SubcommandGroup,
  string: 3 satisfies ApplicationCommandOptionType.String,
  integer: 4 satisfies ApplicationCommandOptionType.Integer,
  boolean: 5 satisfies ApplicationCommandOptionType.Boolean,
} as const;

export const INSTALL = {
  server: 0 satisfies ApplicationIntegrationType.GuildInstall,
  user: 1 satisfies ApplicationIntegrationType.UserInstall,
} as const;

export const INTERACTION_CONTEXT = {
  server: 0 satisfies InteractionContextType.Guild,
  botDirectMessage: 1 satisfies InteractionContextType.BotDM,
  privateChannel: 2 satisfies InteractionContextType.PrivateChannel,
} as const;

/** The locales of Discord; it refuses a command with any other. Source: https://docs.discord.com/developers/reference#locales */
export const LOCALES: readonly string[] = [
  "id",
  "en-US",
  "en-GB",
  "bg",
  "zh-CN",
  "zh-TW",
  "hr",
  "cs",
  "da",
  "nl",
  "fi",
  "fr",
  "de",
  "el",
  "hi",
  "hu",
  "it",
  "ja",
  "ko",
  "lt",
  "no",
  "pl",
  "pt-BR",
  "ro",
  "ru",
  "es-ES",
  "es-419",
  "sv-SE",
  "th",
  "tr",
  "uk",
  "vi",
] satisfies readonly LocaleString[];
