import { describeError } from "../../../src/common/describe-error.ts";
import type { Attachment } from "../../../src/model.ts";
import type { Logger } from "../../../src/ports.ts";
import { text } from "../../kit/payload.ts";
import type { Call } from "./api.ts";
import { conversationOf } from "./conversation.ts";
import { rebase } from "./respond.ts";

/** Uploads a file to a conversation. Returns false if that failed, for instance because the app lacks the scope for files. Never rejects. */
export type SendFile = (conversation: FileConversation, file: Attachment) => Promise<boolean>;

/** Where a file is sent. A person's id as the channel means the conversation with that person. */
export interface FileConversation {
  readonly channel: string;
  readonly thread?: string | undefined;
}

export interface FileOptions {
  readonly call: Call;
  /** If set, replaces the address of Slack's Web API, and that of file uploads too. */
  readonly apiUrl: string | undefined;
  /** Milliseconds for the upload. */
  readonly timeout: number;
  readonly logger: Logger;
}

const SLACKS_HOST = "files.slack.com";

/** Makes the function that uploads files, in Slack's three steps. https://docs.slack.dev/messaging/working-with-files#upload */
export function createSendFile({ call, apiUrl, timeout, logger }: FileOptions): SendFile {
  async function upload({ name, mediaType, text: content }: Attachment): Promise<string> {
    const bytes = Buffer.from(content);
    const ticket = await call("files.getUploadURLExternal", { filename: name, length: bytes.length });
    const [address, file] = [text(ticket, "upload_url"), text(ticket, "file_id")];
    if (address === undefined || file === undefined) throw new Error("Slack named no address for a file");
    const response = await fetch(rebase(address, SLACKS_HOST, apiUrl), {
      method: "POST",
      headers: { "content-type": mediaType },
      body: bytes,
      redirect: "error",
      signal: AbortSignal.timeout(timeout),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`Slack did not take a file (HTTP ${response.status})`);
    return file;
  }

  return async ({ channel, thread }, file) => {
    try {
      const [id, conversation] = [await upload(file), await conversationOf(call, channel)];
      const where = { channel_id: conversation, ...(thread !== undefined && { thread_ts: thread }) };
      await call("files.completeUploadExternal", { files: [{ id, title: file.name }], ...where });
      return true;
    } catch (error) {
      logger.info(describeError(error), "Slack did not accept a file; its text is sent instead");
      return false;
    }
  };
}
