// Runs both SDKs as an agent would and prints one line of JSON for each call: what came back, header fields included.
// The SDKs find their base URL and their (worthless) key in the environment.
import OpenAI from 'openai';
import Anthropic from '@anthropic-ai/sdk';

const openai = new OpenAI({ maxRetries: 0, timeout: 20_000 });
const anthropic = new Anthropic({
  maxRetries: 0,
  timeout: 20_000,
  defaultHeaders: { 'anthropic-beta': 'lab-2025-01-01,other-2025-02-02', 'x-lab': 'kept' },
});
const messages = [{ role: 'user', content: 'Grüße, 世界 🐟 "quoted" \\ \u0000' }];
const message = { model: 'claude-fake', max_tokens: 16, messages };

const calls = {
  chat: () => openai.chat.completions.create({ model: 'gpt-fake', messages }).withResponse(),
  chatStream: () =>
    openai.chat.completions
      .create({ model: 'gpt-fake', messages, stream: true, stream_options: { include_usage: true } })
      .withResponse(),
  models: () => openai.models.list().withResponse(),
  embeddings: () => openai.embeddings.create({ model: 'embed-fake', input: 'fish', encoding_format: 'float' }).withResponse(),
  responses: () => openai.responses.create({ model: 'gpt-fake', input: 'fish' }).withResponse(),
  message: () => anthropic.messages.create(message).withResponse(),
  messageStream: () => anthropic.messages.create({ ...message, stream: true }).withResponse(),
  countTokens: () => anthropic.messages.countTokens({ model: 'claude-fake', messages }).withResponse(),
};

const streams = new Set(['chatStream', 'messageStream']);

for (const [call, start] of Object.entries(calls)) {
  try {
    const { data, response } = await start();
    const body = [];
    if (streams.has(call)) for await (const event of data) body.push(event);
    else body.push(data);
    print({ call, status: response.status, headers: [...response.headers], body });
  } catch (error) {
    print({ call, error: String(error), cause: String(error.cause), status: error.status, headers: [...(error.headers ?? [])] });
  }
}

function print(line) {
  console.log(JSON.stringify(line));
}
