package dev.fishnet.llm;

import java.util.List;

/**
 * Tools by their type. Those that the agent runs itself cost nothing but tokens; those that the provider runs are
 * billed apart, bring texts into the prompt that nobody can measure before, and may take several turns of the model.
 */
final class HostedTools {
    private static final List<String> AGENTS = List.of(
            "function", "custom", "namespace", "local_shell", "apply_patch", "computer", "computer_use_preview");
    private static final List<String> AGENTS_OF_ANTHROPIC = List.of("bash_", "text_editor_", "computer_", "memory_");
    /** The longer names first. What is not here is not named at all, as the agent wrote it. */
    private static final List<String> HOSTED = List.of(
            "code_execution",
            "code_interpreter",
            "file_search",
            "image_generation",
            "mcp",
            "shell",
            "tool_search",
            "web_fetch",
            "web_search");

    private HostedTools() {}

    static boolean isTheAgents(LlmApi api, String type) {
        return switch (api) {
            case MESSAGES, COUNT_TOKENS ->
                type.equals("custom") || AGENTS_OF_ANTHROPIC.stream().anyMatch(type::startsWith);
            case CHAT_COMPLETIONS -> type.equals("function") || type.equals("custom");
            case RESPONSES -> AGENTS.contains(type);
            case COMPLETIONS, EMBEDDINGS, OTHER -> false;
        };
    }

    /** The API's word for a tool, so far as it is known. */
    static String nameOf(String type) {
        return HOSTED.stream().filter(type::startsWith).findFirst().orElse("other");
    }
}
