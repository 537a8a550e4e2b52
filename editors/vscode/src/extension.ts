// The extension starts `tfk8s lsp` and connects the editor with it. All else is done there.
import { commands, ExtensionContext, window, workspace } from "vscode";
import { LanguageClient, LanguageClientOptions, ServerOptions } from "vscode-languageclient/node";

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  context.subscriptions.push(
    commands.registerCommand("tfk8s.restart", restart),
    workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("tfk8s.path") || change.affectsConfiguration("tfk8s.arguments")) {
        await restart();
      }
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await stop();
}

async function restart(): Promise<void> {
  await stop();
  await start();
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  await running?.dispose();
}

async function start(): Promise<void> {
  const settings = workspace.getConfiguration("tfk8s");
  const command = settings.get<string>("path") || "tfk8s";
  const server: ServerOptions = { command, args: ["lsp", ...settings.get<string[]>("arguments", [])] };
  const options: LanguageClientOptions = {
    documentSelector: [
      { language: "yaml" },
      { language: "json", scheme: "file" },
      { pattern: "**/service.{manifest,template}" },
    ],
  };
  client = new LanguageClient("tfk8s", "tfk8s", server, options);
  try {
    await client.start();
  } catch (error) {
    void window.showErrorMessage(`tfk8s could not be started (${command}): ${String(error)}. Install it, or set tfk8s.path.`);
  }
}
