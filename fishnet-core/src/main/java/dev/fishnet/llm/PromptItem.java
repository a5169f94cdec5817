package dev.fishnet.llm;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * One message, item of a conversation, or block of a system prompt, and whether it steers. Whoever does not speak as
 * one that has no say in it does: some servers trim or fold a role, or take one that they do not know for another.
 */
final class PromptItem {
    private static final Set<String> LED = Set.of("user", "assistant", "tool", "function");

    /**
     * The line that Claude Code puts first, with a checksum of each request. Each part once, so long as it must be, and
     * far shorter than what is kept of a text, so that one which was cut is never taken for it.
     */
    private static final Pattern BILLING = Pattern.compile("x-anthropic-billing-header:"
            + "( cc_version=[0-9a-f.]{1,24};)?"
            + "( cc_entrypoint=[a-z-]{1,20};)?"
            + "( cch=[0-9a-f]{1,16};)?"
            + "( cc_workload=[a-z-]{1,20};)?"
            + "( cc_is_subagent=(true|false);)?");

    private final boolean system;
    private final boolean first;
    private boolean led;
    private boolean spoken;
    private boolean typed;
    private boolean tools;
    private boolean line;
    private boolean more;

    PromptItem(JsonLexer lexer) {
        system = lexer.name(1).equals("system");
        first = lexer.index(2) == 0;
    }

    /** Takes one of its members. */
    void member(String name, JsonKind kind, String text) {
        if (system) {
            block(name, kind, text);
        } else if (name.equals("role") && kind != JsonKind.NULL) {
            spoken = true;
            led = kind == JsonKind.STRING && LED.contains(text);
        } else if (name.equals("type")) {
            typed = kind == JsonKind.STRING && !text.strip().equalsIgnoreCase("message");
        }
    }

    /** Tools that it brings into the conversation. */
    void tools() {
        tools = true;
    }

    private void block(String name, JsonKind kind, String text) {
        switch (name) {
            case "text" ->
                line = kind == JsonKind.STRING && BILLING.matcher(text).matches();
            case "type" -> more |= !text.equals("text");
            case "cache_control" -> {}
            default -> more = true;
        }
    }

    /** Whether it is known already to be one that does not steer, whatever else it has but tools. */
    boolean isLed() {
        return led && !tools;
    }

    /** Whether it steers, now that all of it was read. What has no role is a call or its result, if it has a type. */
    boolean steers() {
        if (system) {
            return !(first && line && !more);
        }
        return tools || (spoken ? !led : !typed);
    }
}
