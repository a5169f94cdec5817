package dev.fishnet.llm;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a prompt is made of besides text, and what is asked for besides tokens. */
final class PromptContents {
    private static final Set<String> TEXTS = Set.of(
            "apply_patch_call",
            "apply_patch_call_output",
            "char_location",
            "content_block_location",
            "custom",
            "custom_tool_call",
            "custom_tool_call_output",
            "ephemeral",
            "function",
            "function_call",
            "function_call_output",
            "input_text",
            "local_shell_call",
            "local_shell_call_output",
            "message",
            "output_text",
            "page_location",
            "reasoning",
            "reasoning_text",
            "redacted_thinking",
            "refusal",
            "summary_text",
            "text",
            "thinking",
            "tool_reference",
            "tool_result",
            "tool_use");

    private final LlmApi api;
    /** Nearly always of nothing: one that can be added to is made for the first. */
    private Set<String> unpriced = Set.of();

    private boolean beyondText;
    private boolean itemNamed;
    private boolean itemReasons;
    private boolean itemEncrypted;

    PromptContents(LlmApi api) {
        this.api = api;
    }

    /** Whether the prompt has more than the text of the request. */
    boolean beyondText() {
        return beyondText;
    }

    List<String> unpriced() {
        return List.copyOf(unpriced);
    }

    void unpriced(String what) {
        unpriced = unpriced.isEmpty() ? new TreeSet<>() : unpriced;
        unpriced.add(what);
    }

    void value(JsonLexer lexer, JsonKind kind, String text) {
        if (kind == JsonKind.NULL) {
            return;
        }
        if (lexer.depth() == 1) {
            field(lexer.name(1), kind, text);
            return;
        }
        switch (lexer.name(1)) {
            case "messages", "input", "system", "prompt" -> content(lexer, kind, text);
            case "tools" -> tools(lexer, 1, kind, text);
            case "modalities" -> {
                if (!text.equals("text")) {
                    unpriced("modalities");
                }
            }
            case "mcp_servers" -> beyond("mcp_servers");
            case "context_management" -> contextManagement(lexer, kind, text);
            default -> {}
        }
    }

    /**
     * An object or array has ended. One that stands for something the upstream keeps has neither role nor type, or is
     * reasoning that is not there: the upstream may put in what it has under that id.
     */
    void end(JsonLexer lexer, boolean object) {
        if (object
                && api == LlmApi.RESPONSES
                && lexer.depth() == 2
                && lexer.name(1).equals("input")) {
            beyondText |= !itemNamed || (itemReasons && !itemEncrypted);
            itemNamed = false;
            itemReasons = false;
            itemEncrypted = false;
        }
    }

    private void field(String name, JsonKind kind, String text) {
        switch (name) {
            case "previous_response_id", "conversation" -> beyondText = true;
            case "prompt" -> beyondText |= api == LlmApi.RESPONSES;
            case "audio", "web_search_options", "container", "models", "fallbacks", "plugins" -> beyond(name);
            case "inference_geo" -> {
                if (!text.equals("global")) {
                    unpriced(name);
                }
            }
            case "tools", "mcp_servers", "context_management", "modalities" -> {
                if (kind != JsonKind.ARRAY && !(kind == JsonKind.OBJECT && name.equals("context_management"))) {
                    beyond(name);
                }
            }
            default -> {}
        }
    }

    private void content(JsonLexer lexer, JsonKind kind, String text) {
        String name = lexer.name(lexer.depth());
        if (lexer.depth() == 3 && (name.equals("role") || name.equals("type"))) {
            itemNamed = true;
            itemReasons |= text.equals("reasoning");
        }
        if (lexer.name(3).equals("tools")) {
            tools(lexer, 3, kind, text);
        }
        itemEncrypted |= lexer.depth() == 3 && name.equals("encrypted_content") && kind == JsonKind.STRING;
        if (isToolInput(lexer)) {
            return;
        }
        switch (name) {
            case "type" -> {
                beyondText |= kind != JsonKind.STRING || !TEXTS.contains(text);
                if (text.equals("input_audio")) {
                    unpriced("input_audio");
                }
            }
            case "image_url",
                    "file",
                    "file_id",
                    "file_url",
                    "file_data",
                    "input_audio",
                    "audio",
                    "video_url",
                    "image" -> beyondText = true;
            default -> {}
        }
    }

    /** What a model wrote for a tool of the agent's has names of its own. */
    private static boolean isToolInput(JsonLexer lexer) {
        return lexer.depth() > 5
                && lexer.name(3).equals("content")
                && lexer.name(5).equals("input");
    }

    /**
     * Lists of tools: the request's own, one that a search among tools brought into the conversation, and any within
     * one of these, where a hosted tool would be no less hosted.
     */
    private void tools(JsonLexer lexer, int root, JsonKind kind, String text) {
        int list = root;
        while (lexer.name(list + 2).equals("tools")) {
            list += 2;
        }
        int below = lexer.depth() - list;
        if ((below == 0 && kind != JsonKind.ARRAY) || (below == 1 && kind != JsonKind.OBJECT)) {
            beyond("tools.other");
        } else if (below == 2 && lexer.name(list + 2).equals("type") && !isTheAgents(list > 1, text)) {
            beyond("tools." + HostedTools.nameOf(text));
        }
    }

    private boolean isTheAgents(boolean within, String type) {
        return within ? HostedTools.isFunction(type) : HostedTools.isTheAgents(api, type);
    }

    /**
     * Leaving parts of a conversation out makes a prompt shorter; summing it up is a turn of the model's, and billed.
     */
    private void contextManagement(JsonLexer lexer, JsonKind kind, String text) {
        if (lexer.name(lexer.depth()).equals("type") && lexer.depth() <= 4) {
            if (kind != JsonKind.STRING || !text.startsWith("clear_")) {
                beyond("context_management");
            }
        }
    }

    private void beyond(String what) {
        unpriced(what);
        beyondText = true;
    }
}
